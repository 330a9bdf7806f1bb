#!/usr/bin/env python3
"""What labels do to the neighbours and contexts of words, as a table in Markdown.

Usage: label_comparison.py T2V CORPUS LABELS NEGATIVE POSITIVE WORD...

Trains on CORPUS (tokens separated by spaces) without labels, on the documents of each of the two
labels alone, and with labels, and asks every model for words similar to each WORD and for the words
around it.
"""

import pathlib
import subprocess
import sys
import tempfile

ANSWERS = 8


def train(t2v, model, *files):
    subprocess.run([t2v, "train", *map(str, files), "-o", model, "--quiet"], check=True)
    return model


def documents_of(label, corpus, labels, path):
    with open(corpus, encoding="utf-8") as texts, open(labels, encoding="utf-8") as label_lines, \
            open(path, "w", encoding="utf-8") as chosen:
        chosen.writelines(text for text, own in zip(texts, label_lines) if label in own.split())
    return path


def answers(t2v, query, word, model, *options):
    run = subprocess.run([t2v, query, f"word:{word}", "-m", model, "-n", str(ANSWERS), *options],
                         stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return " ".join(line.split("\t")[0] for line in run.stdout.splitlines()) or "(not in it)"


def main():
    if len(sys.argv) < 7:
        print(__doc__, file=sys.stderr)
        return 2
    t2v, corpus, labels, negative, positive, *words = sys.argv[1:]
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        plain = train(t2v, folder / "plain.h5", corpus)
        alone = {label: train(t2v, folder / f"{name}.h5",
                              documents_of(label, corpus, labels, folder / f"{name}.tok"))
                 for name, label in (("negative", negative), ("positive", positive))}
        both = train(t2v, folder / "labels.h5", corpus, labels)
        print(f"| word | query | without labels | {negative} documents alone | Target2Vec, {negative}"
              f" | {positive} documents alone | Target2Vec, {positive} |\n" + "|---" * 7 + "|")
        for word in words:
            for query in ("neighbors", "contexts"):
                cells = [answers(t2v, query, word, plain)]
                for label in (negative, positive):
                    cells.append(answers(t2v, query, word, alone[label]))
                    cells.append(answers(t2v, query, word, both, "--label", label))
                print(f"| {word} | {query} | " + " | ".join(cells) + " |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
