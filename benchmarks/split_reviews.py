#!/usr/bin/env python3
"""Splits the raw film reviews into documents to train on and documents held out, by film.

Input: tab-separated lines (review id, film id, rating, label, date, text), plain or .zst (read
through the zstd program). A film is held out when the SHA-1 of its id, taken modulo 10, is 0: about
a tenth of the films, the same ones everywhere.

Writes into the output folder, a line a document:
  train.txt    train.labels    train.films    train.both    (text, sentiment, film, "sentiment film")
  heldout.txt  heldout.labels  heldout.films  heldout.both
"""

import argparse
import contextlib
import hashlib
import pathlib
import subprocess

PARTS = ("train", "heldout")
SUFFIXES = (".txt", ".labels", ".films", ".both")


def is_held_out(film: str) -> bool:
    return int(hashlib.sha1(film.encode()).hexdigest(), 16) % 10 == 0


def lines_of(path: pathlib.Path):
    if path.suffix == ".zst":
        process = subprocess.Popen(["zstd", "-dc", str(path)], stdout=subprocess.PIPE)
        yield from process.stdout
        if process.wait() != 0:
            raise SystemExit(f"{path}: zstd failed")
    else:
        with path.open("rb") as file:
            yield from file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("reviews", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path, help="a folder, made if missing")
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        files = {
            part + suffix: stack.enter_context((arguments.output / (part + suffix)).open("wb"))
            for part in PARTS
            for suffix in SUFFIXES
        }
        for number, line in enumerate(lines_of(arguments.reviews), 1):
            fields = line.rstrip(b"\n").split(b"\t")
            if len(fields) != 6:
                raise SystemExit(f"{arguments.reviews}:{number}: {len(fields)} fields, expected 6")
            _, film, _, label, _, text = fields
            part = PARTS[is_held_out(film.decode())]
            for suffix, value in zip(SUFFIXES, (text, label, film, label + b" " + film)):
                files[part + suffix].write(value + b"\n")


if __name__ == "__main__":
    main()
