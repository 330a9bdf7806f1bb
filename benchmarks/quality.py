#!/usr/bin/env python3
"""Trains t2v with one set of options after the other and measures the quality of each.

Usage: quality.py T2V FOLDER QUESTIONS SEEDS < options

FOLDER holds train.tok, train.labels, heldout.tok and heldout.labels: tokens separated by spaces and
labels, a document a line. QUESTIONS holds label_analogies.ko.tsv, aspects.ko.txt and, if there is
one, a file of word pairs similarity.csv. SEEDS are separated by commas. Standard input has a line of
options of `t2v train` for every row of the table; one that begins with `no labels` trains without
train.labels, on words alone or with those of --word-labels; `ranks N` before the options trains in
N processes under mpirun.
Prints a table in Markdown: means over the seeds, and the standard deviations behind them.
"""

import json
import pathlib
import statistics
import subprocess
import sys
import tempfile

COLUMNS = ("hit@1", "hit@10", "MRR", "contexts polarity", "contexts topicality",
           "neighbors polarity", "neighbors topicality", "classify", "loss given words",
           "given labels", "given both", "similarity")


def lines(t2v, *arguments):
    run = subprocess.run([t2v, *map(str, arguments), "--json"], check=True, text=True,
                         stdout=subprocess.PIPE)
    return [json.loads(line) for line in run.stdout.splitlines()]


def label_figures(t2v, model, heldout, questions):
    analogy = next(row for row in lines(t2v, "eval", "labels", questions / "label_analogies.ko.tsv",
                                        "-m", model)
                   if row["system"] == "analogy" and "hit@1" in row)
    figures = {"hit@1": analogy["hit@1"], "hit@10": analogy["hit@10"], "MRR": analogy["mrr"]}
    for query in ("contexts", "neighbors"):
        row = lines(t2v, "eval", query, questions / "aspects.ko.txt", *heldout, "-m", model)[0]
        figures[f"{query} polarity"] = row["polarity"]
        figures[f"{query} topicality"] = row["topicality"]
    figures["classify"] = lines(t2v, "eval", "classify", *heldout, "-m", model)[0]["accuracy"]
    return figures


def measure(t2v, model, heldout, questions, labelled):
    figures = label_figures(t2v, model, heldout, questions) if labelled else {}
    names = {"words": "loss given words", "labels": "given labels", "both": "given both"}
    for row in lines(t2v, "eval", "heldout", *(heldout if labelled else heldout[:1]), "-m", model):
        if row["given"] in names:
            figures[names[row["given"]]] = row["loss"]
    pairs = questions / "similarity.csv"
    if pairs.exists():
        figures["similarity"] = lines(t2v, "eval", "similarity", pairs, "-m", model)[0]["spearman"]
    return figures


def row_of(t2v, folder, questions, seeds, options):
    corpus = [folder / "train.tok", folder / "train.labels"]
    train_options = options
    if options[:2] == ["no", "labels"]:
        corpus.pop()
        train_options = options[2:]
    command = [t2v]
    if train_options[:1] == ["ranks"]:
        command = ["mpirun", "--oversubscribe", "--allow-run-as-root", "-n", train_options[1], t2v]
        train_options = train_options[2:]
    labelled = len(corpus) == 2 or "--word-labels" in options
    heldout = [folder / "heldout.tok", folder / "heldout.labels"]
    measured = []
    with tempfile.TemporaryDirectory() as scratch:
        model = pathlib.Path(scratch, "model.h5")
        for seed in seeds:
            subprocess.run([*command, "train", *corpus, "-o", model, "--quiet", "--seed", seed,
                            *train_options], check=True)
            measured.append(measure(t2v, model, heldout, questions, labelled))
    cells = []
    for column in COLUMNS:
        values = [figures[column] for figures in measured if column in figures]
        cells.append(f"{statistics.mean(values):.3f} ± {statistics.pstdev(values):.3f}"
                     if values else "")
    return [" ".join(options) or "defaults"] + cells


def main():
    if len(sys.argv) != 5:
        print(__doc__, file=sys.stderr)
        return 2
    t2v, folder, questions = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    print("| options | " + " | ".join(COLUMNS) + " |")
    print("|---" * (len(COLUMNS) + 1) + "|")
    for line in sys.stdin:
        row = row_of(t2v, folder, questions, sys.argv[4].split(","), line.split())
        print("| " + " | ".join(row) + " |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
