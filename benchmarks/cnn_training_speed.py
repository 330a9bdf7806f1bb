#!/usr/bin/python3
"""Training speed of t2v-attribute beside the same network in PyTorch, in one run.

Both train for one epoch on the first DOCUMENTS lines of TOKENS and LABELS (a document a line, cut
already) with the same sizes, batches and number of threads, in turn, REPEATS times. Counted are
documents per second of training alone. Prints every run, the medians and their ratio.
"""

import argparse
import itertools
import json
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
UNITS = {"": 1, "k": 1e3, "M": 1e6}


def t2v_run(arguments, folder):
    command = [arguments.t2v_attribute, "train", f"{folder}/tokens", f"{folder}/labels", "-o",
               f"{folder}/cnn.h5", "--epochs", "1", "--held-out", "0", "--threads",
               str(arguments.threads)]
    report = subprocess.run(command, check=True, stderr=subprocess.PIPE, text=True).stderr
    speed, unit, loss = re.findall(r"100%\s+([\d.]+) ?([kM]?) documents/s\s+loss ([\d.]+)", report)[-1]
    return float(speed) * UNITS[unit], float(loss)


def pytorch_run(arguments, folder):
    command = [str(HERE / "pytorch_text_cnn.py"), f"{folder}/tokens", f"{folder}/labels",
               "--documents", str(arguments.documents), "--threads", str(arguments.threads)]
    result = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return result["documents_per_second"], result["loss"]


def copy_lines(source, target, lines):
    with open(source, encoding="utf-8") as whole, open(target, "w", encoding="utf-8") as part:
        part.writelines(itertools.islice(whole, lines))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("tokens")
    parser.add_argument("labels")
    parser.add_argument("--t2v-attribute", default="t2v-attribute", help="the program to measure")
    parser.add_argument("--documents", type=int, default=30000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--repeats", type=int, default=3)
    arguments = parser.parse_args()
    speeds = {"t2v-attribute": [], "pytorch": []}
    with tempfile.TemporaryDirectory() as folder:
        copy_lines(arguments.tokens, f"{folder}/tokens", arguments.documents)
        copy_lines(arguments.labels, f"{folder}/labels", arguments.documents)
        for _ in range(arguments.repeats):
            losses = {}
            for name, run in (("t2v-attribute", t2v_run), ("pytorch", pytorch_run)):
                speed, losses[name] = run(arguments, folder)
                speeds[name].append(speed)
            print({name: round(runs[-1]) for name, runs in speeds.items()}, "loss", losses,
                  file=sys.stderr)
    medians = {name: statistics.median(runs) for name, runs in speeds.items()}
    print(json.dumps({
        "t2v-attribute documents/s": round(medians["t2v-attribute"]),
        "pytorch documents/s": round(medians["pytorch"]),
        "ratio": round(medians["t2v-attribute"] / medians["pytorch"], 1),
    }))


if __name__ == "__main__":
    main()
