"""Cold queries: a whole process from its start to its answer, with the model in the page cache."""

import pathlib
import statistics
import tempfile

import process
import tables
from corpora import PYTHON, note

DIM = 100

GENSIM_QUERY = """
import json, sys, time
from gensim.models import KeyedVectors
start = time.perf_counter()
vectors = KeyedVectors.load(sys.argv[1], mmap=sys.argv[3] or None)
answers = vectors.most_similar(sys.argv[2], topn=10)
print(json.dumps({"seconds": time.perf_counter() - start, "answers": len(answers)}))
"""

# The time does not depend on what the vectors are.
GENSIM_MODEL = """
import sys
import numpy
from gensim.models import KeyedVectors
words, dim = int(sys.argv[1]), int(sys.argv[2])
vectors = KeyedVectors(dim)
generator = numpy.random.default_rng(1)
vectors.add_vectors([f"word{i}" for i in range(words)],
                    generator.standard_normal((words, dim), dtype=numpy.float32))
vectors.save(sys.argv[3])
"""


def random_model(t2v: pathlib.Path, corpus, work: pathlib.Path) -> pathlib.Path:
    """Vectors of all words of `corpus`; a single epoch, as the time of a query does not depend on
    what they are."""
    model = work / f"{corpus.tokens.stem}.h5"
    process.run([t2v, "train", corpus.tokens, corpus.labels, "-o", model, "--quiet", "--epochs", 1,
                 "--dim", DIM, "--min-count", corpus.min_count])
    return model


def t2v_seconds(t2v: pathlib.Path, model: pathlib.Path, word: str, repeats: int,
                command: str = "neighbors") -> list[float]:
    runs = [process.run([t2v, command, word, "-m", model]) for _ in range(repeats + 1)]
    return [run.seconds for run in runs[1:]]  # the first one fills the page cache


def gensim_seconds(words: int, repeats: int, work: pathlib.Path) -> dict[str, list[float]]:
    """gensim's own format: load and answer, its import not counted; read and memory-mapped."""
    seconds: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(dir=work) as scratch:
        model = pathlib.Path(scratch, "model.kv")
        process.run([PYTHON, "-c", GENSIM_MODEL, words, DIM, model])
        for kind, mmap in (("read", ""), ("memory-mapped", "r")):
            command = [PYTHON, "-c", GENSIM_QUERY, model, "word1", mmap]
            seconds[f"gensim, {kind}"] = [process.run(command).last_json()["seconds"]
                                          for _ in range(repeats)]
    return seconds


def measure(t2v: pathlib.Path, texts: list, with_gensim: bool, repeats: int,
            work: pathlib.Path) -> tuple[str, dict]:
    """A table and its numbers. `texts`: one for every size of model."""
    nothing = [process.run(["/bin/true"]).seconds for _ in range(repeats)]
    rows = [["", "a process that does nothing", tables.milliseconds(statistics.median(nothing)),
             tables.spread(nothing)]]
    numbers: dict[str, dict] = {"nothing": {"true": nothing}}
    for text in texts:
        size = f"{text.words:,} x {DIM}"
        note(f"  queries of a model of {size}")
        model = random_model(t2v, text.corpus, work)
        with text.corpus.tokens.open(encoding="utf-8") as file:
            word = file.readline().split()[0]
        seconds = {f"t2v {command}": t2v_seconds(t2v, model, word, repeats, command)
                   for command in ("neighbors", "contexts")}
        if with_gensim:
            seconds |= gensim_seconds(text.words, max(3, repeats // 5), work)
        for name, runs in seconds.items():
            rows.append([size, name, tables.milliseconds(statistics.median(runs)),
                         tables.spread(runs)])
        numbers[size] = seconds
        model.unlink()
    return tables.table(["model", "query", "median", "range"], rows), numbers
