"""Training speed, quality and memory of the programs, side by side."""

import dataclasses
import pathlib
import statistics
import tempfile

import process
import quality
import tables
from corpora import note
from peers import Settings, T2v, Text

PAIR_FLOPS = 6  # per dimension: a multiply-add each for the product, the input and the output row

QUALITY = {"hit@1": "analogies hit@1", "hit@10": "hit@10", "classify": "classify",
           "similarity": "similarity", "loss given words": "loss given words",
           "given both": "given words and labels"}


@dataclasses.dataclass(frozen=True)
class Tools:
    t2v: pathlib.Path
    benchmark: pathlib.Path  # t2v-benchmark


def measure_text(tools: Tools, corpus) -> Text:
    facts = process.run([tools.benchmark, "training", corpus.tokens, "--min-count",
                         corpus.min_count, "--start-up-only"]).last_json()
    return Text(corpus, facts["corpus_tokens"], facts["documents"], facts["words"])


def pairs_per_token(tools: Tools, text: Text, settings: Settings, program) -> float:
    """Pairs of an input and an output row, as t2v counts them in one epoch.

    The other programs draw words, windows and noise words from the same distributions, so they
    train as many.
    """
    labels = program.labels_of(text.corpus)
    facts = process.run([
        tools.benchmark, "training", text.corpus.tokens, *labels, "--epochs", 1,
        "--min-count", text.corpus.min_count, "--dim", settings.dim, "--window", settings.window,
        "--negative", settings.negative, "--subsample", settings.subsample,
        "--threads", settings.threads]).last_json()
    return facts["pairs"] / facts["tokens"]


def foreign_quality(tools: Tools, program, text: Text, t2v_model: pathlib.Path,
                    folder: pathlib.Path, figures: dict) -> dict:
    """What can be measured of another program's vectors, by the same `t2v eval`.

    `figures` is what the program said of itself, label analogies among it.
    """
    words, outputs = program.exported
    model = folder / "foreign.h5"
    labels = ["--labels", folder / "labels.vec"] if program.labelled else []
    process.run([tools.benchmark, "foreign-model", t2v_model, folder / words,
                 *([folder / outputs] if outputs else []), *labels, "-o", model])
    measured = quality.measure(tools.t2v, model, text.corpus.heldout, text.corpus.questions,
                               labelled=program.labelled)
    measured.pop("MRR", None)  # these analogies are asked the program's own way
    if outputs is None:
        measured.pop("loss given words")
    return measured | {key: figures[key] for key in ("hit@1", "hit@10") if key in figures}


class Comparison:
    """Programs in turn on one text, so that whatever else the machine does hits all of them.

    In the first turn all train all epochs and quality is measured; afterwards the others train a
    single epoch, as their speed does not depend on it.
    """

    def __init__(self, tools: Tools, text: Text, settings: Settings, programs: list):
        self.tools = tools
        self.text = text
        self.settings = settings
        self.programs = programs
        self.runs: dict[str, list] = {program.name: [] for program in programs}
        self.quality: dict[str, dict] = {}
        self.peaks: list[float] = []
        self.pairs: dict[tuple, float] = {}  # a token, by the labels trained with
        for program in programs:
            labels = program.labels_of(text.corpus)
            if labels not in self.pairs:
                self.pairs[labels] = pairs_per_token(tools, text, settings, program)

    def run(self, repeats: int, work: pathlib.Path) -> None:
        for turn in range(repeats):
            self.peaks.append(process.run([self.tools.benchmark, "peak", "--threads",
                                           self.settings.threads]).last_json()["flops"])
            with tempfile.TemporaryDirectory(dir=work) as scratch:
                models: dict[bool, pathlib.Path] = {}  # t2v's, by whether they have labels
                for number, program in enumerate(self.programs):
                    folder = pathlib.Path(scratch, str(number))
                    folder.mkdir()
                    self._train(program, turn, folder, models)

    def _train(self, program, turn: int, folder: pathlib.Path, models: dict) -> None:
        ours = isinstance(program, T2v)
        epochs = self.settings.epochs if ours or turn == 0 else 1
        training = program.train(self.text, dataclasses.replace(self.settings, epochs=epochs),
                                 folder)
        self.runs[program.name].append(training)
        note(f"  {program.name}: {tables.short(training.tokens_per_second)} tokens/s")
        corpus = self.text.corpus
        if turn > 0 or not corpus.measures_quality or not program.judged:
            return
        if ours:
            models[program.labelled] = folder / "model.h5"
            self.quality[program.name] = quality.measure(
                self.tools.t2v, folder / "model.h5", corpus.heldout, corpus.questions,
                program.labelled)
        else:
            self.quality[program.name] = foreign_quality(
                self.tools, program, self.text, models[program.labelled], folder, training.figures)

    def speeds(self, name: str) -> list[float]:
        return [training.tokens_per_second for training in self.runs[name]]

    def pairs_of(self, program) -> float:
        return self.pairs[program.labels_of(self.text.corpus)]

    def share_of_peak(self, program) -> float:
        flops = (statistics.median(self.speeds(program.name)) * self.pairs_of(program) *
                 PAIR_FLOPS * self.settings.dim)
        return flops / statistics.median(self.peaks)

    def table(self) -> str:
        """Ratios are those of t2v to the row's program, with labels where that has labels."""
        figures = [key for key in QUALITY if any(key in row for row in self.quality.values())]
        rows = []
        ours = {program.labelled: self.speeds(program.name) for program in self.programs
                if isinstance(program, T2v) and program.judged}
        for program in self.programs:
            speeds = self.speeds(program.name)
            middle = statistics.median(speeds)
            ratios = [statistics.median(ours[kind]) / middle for kind in sorted(ours)]
            measured = self.quality.get(program.name, {})
            rows.append([program.name, f"{middle:,.0f}", tables.spread(speeds),
                         *(f"{ratio:.1f}" for ratio in ratios),
                         tables.percent(self.share_of_peak(program)),
                         tables.megabytes(max(run.peak_bytes for run in self.runs[program.name])),
                         *(f"{measured[key]:.3f}" if key in measured else "" for key in figures)])
        against = ["t2v with labels / it" if kind else "t2v / it" for kind in sorted(ours)]
        return tables.table(["program", "tokens/s", "range", *against, "share of FMA peak",
                             "peak memory", *(QUALITY[key] for key in figures)], rows)

    def as_json(self) -> dict:
        return {
            "corpus": self.text.corpus.name,
            "tokens": self.text.tokens,
            "words": self.text.words,
            "settings": dataclasses.asdict(self.settings),
            "fma_peak_flops": self.peaks,
            "programs": [{
                "name": program.name,
                "pairs_per_token": self.pairs_of(program),
                "share_of_fma_peak": self.share_of_peak(program),
                "runs": [dataclasses.asdict(run) for run in self.runs[program.name]],
                "quality": self.quality.get(program.name),
            } for program in self.programs],
        }
