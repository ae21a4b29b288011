#!/usr/bin/env python3
"""Writes facts.json and observations.csv of the companies; `--check` only says whether they are up to date."""
import sys
from pathlib import Path

import cross_border
import online_shop
import parts_shop

HERE = Path(__file__).resolve().parent


def main():
    check = "--check" in sys.argv[1:]
    stale = []
    makers = [(parts_shop.make, "parts-shop"), (cross_border.make, "cross-border"), (online_shop.make, "online-shop")]
    for make, name in makers:
        for path, text in make(HERE / name).items():
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(path.relative_to(HERE))
                if not check:
                    path.write_text(text, encoding="utf-8", newline="\n")
    for path in stale:
        print(f"{'stale' if check else 'wrote'} {path}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
