"""How the speed of training grows with threads, dim, text and labels, on Zipf text."""

import dataclasses
import pathlib
import statistics

import corpora
import process
import tables
from corpora import note
from training_comparison import PAIR_FLOPS, Tools

TOKENS, WORDS, LABELS, DIM, THREADS = 10_000_000, 50_000, 3, 100, 2  # where they do not vary
LARGE_TOKENS = 30_000_000  # where the vocabulary varies: enough for a million words
LEAST_TRAINED = 20_000_000  # tokens over all epochs, so that a point takes some seconds

VALUES = {
    "threads": (1, 2),
    "dim": (50, 64, 100, 128, 200, 256, 300, 400, 512),
    "tokens": (1_000_000, 3_000_000, 10_000_000, 30_000_000, 100_000_000),
    "vocabulary": (10_000, 30_000, 100_000, 300_000, 1_000_000),
    "labels": (2, 20, 200, 2_000, 20_000),
}
QUICK_VALUES = {"threads": (1, 2), "dim": (50, 100, 200)}  # on the bundled corpus


@dataclasses.dataclass
class Point:
    curve: str  # what varies
    value: int
    labelled: bool
    runs: list[dict] = dataclasses.field(default_factory=list)

    def options(self) -> dict:
        """Of everything that may vary."""
        tokens = LARGE_TOKENS if self.curve == "vocabulary" else TOKENS
        return {"threads": THREADS, "dim": DIM, "tokens": tokens, "vocabulary": WORDS,
                "labels": LABELS} | {self.curve: self.value}

    def train(self, tools: Tools, work: pathlib.Path, quick: bool) -> None:
        options = self.options()
        corpus = corpora.bundled() if quick else corpora.zipf(
            work, options["tokens"], options["vocabulary"], options["labels"])
        epochs = 1 if quick else max(1, LEAST_TRAINED // options["tokens"])
        labels = [corpus.labels] if self.labelled else []
        self.runs.append(process.run([
            tools.benchmark, "training", corpus.tokens, *labels, "--epochs", epochs,
            "--min-count", corpus.min_count, "--threads", options["threads"],
            "--dim", options["dim"]]).last_json())

    def row(self, peaks: dict[int, float]) -> list[str]:
        speeds = [run["tokens_per_second"] for run in self.runs]
        flops = statistics.median(run["pairs"] / run["seconds"] * PAIR_FLOPS for run in self.runs)
        options = self.options()
        share = flops * options["dim"] / peaks[options["threads"]]
        return [self.curve, str(self.value), "yes" if self.labelled else "no",
                f"{statistics.median(speeds):.0f}", f"{min(speeds):.0f}", f"{max(speeds):.0f}",
                f"{share:.3f}"]


def points(quick: bool) -> list[Point]:
    """Labelled and label-free; where labels vary, the labelled ones beside a single one without."""
    found = []
    for curve, values in (QUICK_VALUES if quick else VALUES).items():
        for value in values:
            found.append(Point(curve, value, labelled=True))
            if curve != "labels" or value == values[0]:
                found.append(Point(curve, value, labelled=False))
    return found


def measure(tools: Tools, work: pathlib.Path, repeats: int, quick: bool) -> list[list[str]]:
    """The rows of the table, its heading first."""
    measured = points(quick)
    peaks = {threads: process.run([tools.benchmark, "peak", "--threads",
                                   threads]).last_json()["flops"] for threads in VALUES["threads"]}
    for turn in range(repeats):
        for number, point in enumerate(measured, 1):
            point.train(tools, work, quick)
            if number % 10 == 0:
                note(f"  curves: turn {turn + 1} of {repeats}, {number} of {len(measured)} points")
    return [["curve", "value", "labelled", "tokens_per_second", "lowest", "highest",
             "share_of_fma_peak"], *(point.row(peaks) for point in measured)]


def growth_table(rows: list[list[str]]) -> str:
    """How much of the speed at the first value of a curve is left at the last."""
    shown = []
    for curve in dict.fromkeys(row[0] for row in rows[1:]):
        for labelled in ("yes", "no"):
            chosen = [row for row in rows[1:] if row[0] == curve and row[2] == labelled]
            if len(chosen) > 1:
                first, last = chosen[0], chosen[-1]
                shown.append([f"{curve} {int(first[1]):,} to {int(last[1]):,}", labelled,
                              f"{int(first[3]):,}", f"{int(last[3]):,}",
                              tables.percent(int(last[3]) / int(first[3]))])
    return tables.table(["curve", "labels", "tokens/s at first", "at last", "left"], shown)


def write(rows: list[list[str]], path: pathlib.Path) -> None:
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="ascii")


def draw(table: pathlib.Path, figure: pathlib.Path) -> None:
    process.run([corpora.PYTHON, corpora.HERE / "draw_curves.py", table, figure])
