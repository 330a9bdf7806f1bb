#!/usr/bin/env python3
"""Opens a model with h5py and pandas and draws the words that lean to either of two labels with matplotlib.

Usage: plot_model.py MODEL [IMAGE]

MODEL as `t2v train` writes it; IMAGE is model.png where none is named. In a notebook the four steps
below are a cell each.
"""
import sys

import h5py
import matplotlib
import numpy
import pandas

matplotlib.use("Agg")  # draws into files; a notebook draws in the page without this line
import matplotlib.pyplot as plt  # noqa: E402
from matplotlib import font_manager  # noqa: E402


def read(path):
    """Words and labels of a model: a vector each, by name, and how often they occur."""
    with h5py.File(path) as model:
        words = pandas.DataFrame(model["words/input"][:], index=model["words/key"].asstr()[:])
        labels = pandas.DataFrame(model["labels/input"][:], index=model["labels/key"].asstr()[:])
        counts = pandas.Series(model["words/count"][:], index=words.index)
    return words, labels, counts


def of_length_one(vectors):
    return vectors.div(numpy.linalg.norm(vectors, axis=1), axis=0)


def leanings(words, labels, counts, pair, most=40):
    """The frequent words that lean most towards either of two labels: a difference of cosines."""
    frequent = of_length_one(words.loc[counts.nlargest(1000).index])
    near = frequent @ of_length_one(labels.loc[list(pair)]).T
    table = pandas.DataFrame({"leaning": near[pair[1]] - near[pair[0]], "count": counts}).dropna()
    table = table.sort_values("leaning")
    return pandas.concat([table.head(most // 2), table.tail(most // 2)])


def draw(table, pair, image):
    """A bar a word, to the left for the one label and to the right for the other."""
    korean = [f.name for f in font_manager.fontManager.ttflist if "CJK" in f.name or "Nanum" in f.name]
    plt.rcParams["font.family"] = korean[:1] + ["sans-serif"]
    plt.rcParams["axes.unicode_minus"] = False
    figure, axes = plt.subplots(figsize=(7, 9))
    sides = ["tab:blue" if leaning < 0 else "tab:red" for leaning in table["leaning"]]
    axes.barh(table.index, table["leaning"], color=sides)
    axes.axvline(0, color="black", linewidth=0.8)
    axes.set_xlabel(f"nearer to {pair[0]}  <-  cosines  ->  nearer to {pair[1]}")
    axes.margins(y=0.01)
    figure.tight_layout()
    figure.savefig(image, dpi=120)


def main():
    if not 2 <= len(sys.argv) <= 3:
        sys.exit(__doc__.strip().split("\n\n")[1])
    words, labels, counts = read(sys.argv[1])
    pair = ("부정", "긍정") if {"부정", "긍정"} <= set(labels.index) else tuple(labels.index[:2])
    table = leanings(words, labels, counts, pair)
    print(table.round(3).to_string())
    draw(table, pair, sys.argv[2] if len(sys.argv) > 2 else "model.png")


if __name__ == "__main__":
    main()
