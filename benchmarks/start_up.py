"""How fast a text is read, counted and encoded before training begins."""

import statistics

import process
import tables
from corpora import note
from peers import Settings, Text
from training_comparison import Tools


def measure(tools: Tools, text: Text, programs: list, settings: Settings,
            repeats: int, work) -> tuple[str, dict]:
    """A table and its numbers: seconds by program.

    t2v encodes the whole text to numbers in that time and never reads it again; the others count
    words only and read the text again in every epoch (gensim's Doc2Vec, which was given documents
    in memory, is left out).
    """
    corpus = text.corpus
    size = corpus.tokens.stat().st_size
    seconds: dict[str, list[float]] = {"t2v": []}
    for _ in range(repeats):
        run = process.run([tools.benchmark, "training", corpus.tokens, "--start-up-only",
                           "--min-count", corpus.min_count, "--threads", settings.threads])
        seconds["t2v"].append(run.last_json()["start_up_seconds"])
        for program in programs:
            if not program.labelled:
                seconds.setdefault(program.name, []).append(
                    program.start_up(text, settings, work))
        note("  " + ", ".join(f"{name} {runs[-1]:.2f} s" for name, runs in seconds.items()))
    rows = []
    for name, runs in seconds.items():
        middle = statistics.median(runs)
        rows.append([name, f"{size / middle / 1e6:,.0f}", tables.spread(runs), f"{middle:.2f} s"])
    return (tables.table(["program", "MB/s", "range of the time", "time"], rows),
            {"corpus": corpus.name, "bytes": size, "seconds": seconds})
