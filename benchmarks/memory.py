"""The largest resident size of training, beside what it should stay within."""

import pathlib
import tempfile

import process
import tables
from corpora import note
from peers import Settings, Text
from training_comparison import Tools

ROOM = 150e6  # bytes for all that does not grow with the text


def bound(text: Text, dim: int) -> float:
    """Bytes: a number a token, and an input and an output row of floats a word."""
    return 4 * text.tokens + 2 * 4 * dim * text.words + ROOM


def measure(tools: Tools, texts: list[Text], settings: Settings,
            work: pathlib.Path) -> tuple[str, list[dict]]:
    """A table of whole processes of `t2v train` with labels, and its numbers."""
    numbers = []
    for text in texts:
        note(f"  {text.corpus.name}")
        with tempfile.TemporaryDirectory(dir=work) as scratch:
            run = process.run([
                tools.t2v, "train", text.corpus.tokens, text.corpus.labels, "--quiet",
                "-o", pathlib.Path(scratch, "model.h5"), "--epochs", 1, "--dim", settings.dim,
                "--min-count", text.corpus.min_count, "--threads", settings.threads])
        numbers.append({"corpus": text.corpus.name, "tokens": text.tokens, "words": text.words,
                        "text_bytes": text.corpus.tokens.stat().st_size,
                        "peak_bytes": run.peak_bytes, "bound_bytes": bound(text, settings.dim)})
    rows = [[row["corpus"], f"{row['tokens']:,}", f"{row['words']:,}",
             tables.megabytes(row["text_bytes"]), tables.megabytes(row["peak_bytes"]),
             tables.megabytes(row["bound_bytes"])] for row in numbers]
    return tables.table(["corpus", "tokens", "words", "text", "peak resident size",
                         "4 bytes a token + 8 x dim a word + 150 MB"], rows), numbers
