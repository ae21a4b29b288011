#!/usr/bin/env python3
"""What lifelines takes for the fits of `ratios cox`: `python3 benches/peers/cox.py`, with lifelines installed.

Processor time of one thread, the best of some; the coefficients are shown so that they can be compared.
"""

import os

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")

import math
import pathlib
import sys
import time

import pandas as pd
from lifelines import CoxPHFitter, KaplanMeierFitter

ROSSI = pathlib.Path(__file__).parents[2] / "hrcore-stats/tests/data/rossi.csv"


def company(count):
    """The people of `src/survival.rs`."""
    state = 7

    def number():
        nonlocal state
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (state >> 11) / 2**53

    rows = []
    for _ in range(count):
        row = [number() + number() + number() - 1.5 for _ in range(10)]
        chance = number()
        pace = 4.0 + row[0] - 0.6 * row[1] + 0.4 * row[2]
        leaves, looked = 96.0 * (chance / (1.0 - chance)) / pace, 1.0 + 59.0 * number()
        rows.append([math.ceil(100.0 * min(leaves, looked)) / 100.0, leaves <= looked, *row])
    return pd.DataFrame(rows, columns=["time", "left", *(f"x{column}" for column in range(10))])


def best(times, call):
    found = []
    for _ in range(times):
        start = time.process_time()
        result = call()
        found.append(time.process_time() - start)
    return min(found), result


def main():
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    for name, people, columns, times in [
        ("432 people, 7 columns", pd.read_csv(ROSSI), ("week", "arrest"), 7),
        (f"{many} people, 10 columns", company(many), ("time", "left"), 3),
    ]:
        seconds, fit = best(times, lambda: CoxPHFitter().fit(people, *columns))
        print(f"{name}: {1e3 * seconds:.1f} ms; {', '.join(f'{value:.9f}' for value in fit.params_)}")
        seconds, _ = best(times, lambda: KaplanMeierFitter().fit(people[columns[0]], people[columns[1]]))
        print(f"{name}: {1e3 * seconds:.1f} ms for Kaplan and Meier")


if __name__ == "__main__":
    main()
