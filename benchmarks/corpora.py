"""The texts that are measured on, made where they are missing and kept in a folder of their own.

Real reviews where ../shared has them (the layout of this project's data), otherwise Zipf text of
the same size, of which speed can be told and quality cannot.
"""

import dataclasses
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = "/usr/bin/python3"  # Debian's, which has Debian's modules


@dataclasses.dataclass(frozen=True)
class Corpus:
    name: str  # what it is, for people
    tokens: pathlib.Path  # separated by spaces, a document a line
    labels: pathlib.Path  # a line for each document
    heldout: tuple[pathlib.Path, pathlib.Path] | None = None  # tokens and labels
    questions: pathlib.Path | None = None  # folder: label_analogies.ko.tsv, aspects.ko.txt, ...
    films: pathlib.Path | None = None  # a second file of labels, thousands of different ones
    min_count: int = 5

    @property
    def measures_quality(self) -> bool:
        return self.heldout is not None and self.questions is not None


def note(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def zipf(work: pathlib.Path, tokens: int, vocabulary: int, labels: int = 3,
         document_tokens: int = 20) -> Corpus:
    """Text and labels of zipf_text.py; texts that differ in their labels alone share a file."""
    name = f"zipf-{tokens}-{vocabulary}-{document_tokens}"
    corpus = Corpus(f"Zipf text: {tokens:,} tokens of {vocabulary:,} words, {labels:,} labels",
                    work / f"{name}.tok", work / f"{name}-{labels}.labels", min_count=1)
    command = [PYTHON, HERE / "zipf_text.py", "--tokens", str(tokens), "--vocabulary",
               str(vocabulary), "--documents", str(max(1, tokens // document_tokens)), "--labels",
               str(labels)]
    for option, path in (("--text-output", corpus.tokens), ("--labels-output", corpus.labels)):
        if not path.exists():
            note(f"writing {path}")
            partial = path.with_suffix(".partial")
            subprocess.run([*command, option, partial], check=True)
            partial.rename(path)
    return corpus


def bundled() -> Corpus:
    folder = HERE.parent / "corpora" / "film-reviews"
    return Corpus("the bundled film reviews, which a program wrote", folder / "corpus.txt",
                  folder / "labels.txt")


def cut_already(folder: pathlib.Path, questions: pathlib.Path | None) -> Corpus:
    """A folder with train.tok and train.labels, and heldout.tok and heldout.labels to judge by."""
    heldout = folder / "heldout.tok", folder / "heldout.labels"
    corpus = Corpus(f"the documents of {folder.name}", folder / "train.tok",
                    folder / "train.labels", heldout if heldout[0].exists() else None, questions)
    if (folder / "train.films").exists():
        corpus = dataclasses.replace(corpus, films=folder / "train.films")
    for path in (corpus.tokens, corpus.labels):
        if not path.exists():
            raise SystemExit(f"{path}: no such file, expected tokens and labels, a document a line")
    return corpus


def reviews(work: pathlib.Path, shared: pathlib.Path, questions: pathlib.Path, t2v: pathlib.Path):
    """Korean film reviews split by film and cut into SentencePiece's words."""
    folder = work / "reviews"
    raw = shared / "data" / "nsmc-reviews.tsv.zst"
    if not (folder / "train.txt").exists():
        note(f"splitting {raw}")
        subprocess.run([PYTHON, HERE / "split_reviews.py", raw, folder], check=True)
    model = folder / "pieces.h5"
    if not model.exists():
        note("training a SentencePiece model")
        subprocess.run([t2v, "train", folder / "train.txt", "-o", model, "--quiet", "--epochs", "1",
                        "--tokenizer", "sentencepiece"], check=True)
    for part in ("train", "heldout"):
        tokens = folder / f"{part}.tok"
        if not tokens.exists():
            partial = tokens.with_suffix(".partial")
            with partial.open("wb") as file:
                subprocess.run([t2v, "tokenize", folder / f"{part}.txt", "-m", model], check=True,
                               stdout=file)
            partial.rename(tokens)
    return dataclasses.replace(cut_already(folder, questions), name="Korean film reviews")
