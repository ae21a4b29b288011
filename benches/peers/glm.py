"""scikit-learn's logistic regression on the data of `benches/src/logit.rs`, asked line by line: `fit` or `score`.

Each answer is a line: seconds on the wall, seconds of processors, and numbers to compare: the intercept and the first
coefficients, or the sum of the probabilities.
"""

import sys
import time
import warnings

import numpy as np
from sklearn.linear_model import LogisticRegression

COLUMNS = 51


def mix(number):
    """The finaliser of splitmix64 (Steele, Lea and Flood 2014)."""
    number = (number + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    number = (number ^ (number >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    number = (number ^ (number >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return number ^ (number >> np.uint64(31))


def share(number):
    return (mix(number) >> np.uint64(11)).astype(np.float64) / 2.0**53


def data(rows):
    cells = np.empty((rows, COLUMNS))
    number = np.arange(rows, dtype=np.uint64) * np.uint64(COLUMNS + 1)
    predictor = np.full(rows, -2.0)
    for column in range(COLUMNS):
        at = share(number + np.uint64(column))
        cells[:, column] = 2.0 * at - 1.0 if column % 2 == 0 else (at < 0.3)
        predictor += ((column * 7) % 11 - 5) / 10.0 * cells[:, column]
    outcomes = share(number + np.uint64(COLUMNS)) < 1.0 / (1.0 + np.exp(-predictor))
    return cells, outcomes.astype(np.int64)


def main():
    cells, outcomes = data(int(sys.argv[1]))
    solver = sys.argv[2] if len(sys.argv) > 2 else "lbfgs"
    warnings.simplefilter("ignore")
    model = LogisticRegression(C=1.0, solver=solver, tol=1e-6, max_iter=1000)
    print("ready", flush=True)
    for line in sys.stdin:
        wall, used = time.perf_counter(), time.process_time()
        if line.strip() == "fit":
            model.fit(cells, outcomes)
            found = [model.intercept_[0], *model.coef_[0][:3]]
        else:
            found = [model.predict_proba(cells)[:, 1]]
        wall, used = time.perf_counter() - wall, time.process_time() - used
        if line.strip() != "fit":
            found = [found[0].sum()]
        print(wall, used, *found, flush=True)


if __name__ == "__main__":
    main()
