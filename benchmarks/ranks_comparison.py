#!/usr/bin/env python3
"""Compares training in several processes under mpirun with one process of as many threads.

Usage: ranks_comparison.py T2V CORPUS LABELS [RANKS [REPEATS]]

Trains in turn with RANKS threads in one process and with RANKS processes of one thread (default 2,
five times each) and prints the speed of each as t2v tells it at the end, and the ratio of medians.
"""

import pathlib
import re
import statistics
import sys
import tempfile

sys.dont_write_bytecode = True

import process

SPEED = r"100%\s+([\d.]+) ([kMG]?) ?tokens/s(?:.*(exchanged .* of the time))?"
UNITS = {"": 1, "k": 1e3, "M": 1e6, "G": 1e9}


def speed_of(command: list) -> tuple[float, str]:
    """Tokens/s and what exchanging cost."""
    found = process.run(command).matches(SPEED)
    if not found:
        raise SystemExit(f"{command[0]} told no speed")
    number, unit, cost = found[-1][1].groups()
    return float(number) * UNITS[unit], cost or ""


def main() -> int:
    if not 4 <= len(sys.argv) <= 6:
        print(__doc__, file=sys.stderr)
        return 2
    t2v, corpus, labels = sys.argv[1:4]
    ranks = sys.argv[4] if len(sys.argv) > 4 else "2"
    repeats = int(sys.argv[5]) if len(sys.argv) > 5 else 5
    speeds: dict[str, list[float]] = {"one process": [], "ranks": []}
    costs = []
    with tempfile.TemporaryDirectory() as folder:
        training = [t2v, "train", corpus, labels, "-o", pathlib.Path(folder, "model.h5")]
        for _ in range(repeats):
            speeds["one process"].append(speed_of([*training, "--threads", ranks])[0])
            speed, cost = speed_of(["mpirun", "--oversubscribe", "--allow-run-as-root", "-n", ranks,
                                    *training, "--threads", "1"])
            speeds["ranks"].append(speed)
            costs.append(cost)
    one, many = (statistics.median(speeds[name]) for name in ("one process", "ranks"))
    print("| | tokens/s, median | lowest | highest |\n|---|---|---|---|")
    for name, measured in ((f"one process, {ranks} threads", speeds["one process"]),
                           (f"{ranks} processes, 1 thread each", speeds["ranks"])):
        print(f"| {name} | {statistics.median(measured) / 1e6:.2f} M | {min(measured) / 1e6:.2f} M | "
              f"{max(measured) / 1e6:.2f} M |")
    print(f"\nratio {many / one:.3f}; {costs[-1]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
