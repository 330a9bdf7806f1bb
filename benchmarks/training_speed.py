#!/usr/bin/python3
"""Training speed of t2v beside gensim's Doc2Vec with the labels as tags, in one run.

Both train on the same tokens (TOKENS, LABELS: a document a line, cut already) with dim 100, window 5,
5 negatives, subsample 1e-4, min-count 5 and the same number of threads, in turn, REPEATS times; other
load on the machine then hits both. Counted are tokens in the vocabulary per second of training alone:
reading and counting are left out on both sides. Prints every run, the medians and their ratio.
"""

import argparse
import json
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
UNITS = {"": 1, "k": 1e3, "M": 1e6, "G": 1e9}


def t2v_speed(arguments, model):
    command = [arguments.t2v, "train", arguments.tokens, arguments.labels, "-o", model,
               "--threads", str(arguments.threads), "--epochs", str(arguments.epochs)]
    report = subprocess.run(command, check=True, stderr=subprocess.PIPE, text=True).stderr
    speed, unit = re.findall(r"100%\s+([\d.]+) ([kMG]?) ?tokens/s", report)[-1]
    return float(speed) * UNITS[unit]


def gensim_speed(arguments):
    command = [str(HERE / "gensim_doc2vec.py"), arguments.tokens, arguments.labels,
               "--threads", str(arguments.threads), "--epochs", str(arguments.gensim_epochs)]
    report = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(report.splitlines()[-1])["tokens_per_second"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("tokens")
    parser.add_argument("labels")
    parser.add_argument("--t2v", default="t2v", help="the program to measure")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--gensim-epochs", type=int, default=1, help="its speed does not depend on it")
    parser.add_argument("--repeats", type=int, default=3)
    arguments = parser.parse_args()
    speeds = {"t2v": [], "gensim": []}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(arguments.repeats):
            speeds["t2v"].append(t2v_speed(arguments, f"{folder}/model.h5"))
            speeds["gensim"].append(gensim_speed(arguments))
            print({name: round(runs[-1]) for name, runs in speeds.items()}, file=sys.stderr)
    medians = {name: statistics.median(runs) for name, runs in speeds.items()}
    print(json.dumps({
        "t2v tokens/s": round(medians["t2v"]),
        "gensim tokens/s": round(medians["gensim"]),
        "ratio": round(medians["t2v"] / medians["gensim"], 1),
    }))


if __name__ == "__main__":
    main()
