"""The programs compared: how each is told to do the same work, and how its speed is read.

All train skip-gram with negative sampling on the same tokens. Speed is tokens of words in the
vocabulary, line ends not counted, by the time of training alone, without reading and counting:

t2v        the tokens/s of its own last line of progress: tokens by the time from the first worker's
           start to the last one's end, as a library call.
fastText   its words/sec/thread times threads, which it takes from the first thread's start to the
           end. It counts words in the vocabulary and line ends, which are words to it; those are
           taken off again. It is checked against the clock: see FastText.
gensim     the time of train() by the clock, see gensim_training.py.
word2vec.c and pWord2Vec
           the progress they show (a share of all words in the vocabulary and line ends) by the
           clock, from their first line of progress to their last: word2vec.c itself divides by
           processor time, which on a busy machine is not the time that passes.
"""

import dataclasses
import functools
import os
import pathlib
import shutil
import subprocess

import process
from corpora import HERE, PYTHON, Corpus, note

# Both threads calculate already; a BLAS with threads of its own would only get in their way.
ONE_BLAS_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
UNITS = {"": 1.0, "k": 1e3, "M": 1e6, "G": 1e9}


@dataclasses.dataclass(frozen=True)
class Settings:
    threads: int = 2
    epochs: int = 5
    dim: int = 100
    window: int = 5
    negative: int = 5
    subsample: float = 1e-4
    seed: int = 1


@dataclasses.dataclass(frozen=True)
class Text:
    """What every program finds in a corpus."""

    corpus: Corpus
    tokens: int  # of words in the vocabulary
    documents: int
    words: int  # in the vocabulary


@dataclasses.dataclass
class Training:
    tokens_per_second: float
    peak_bytes: int
    seconds: float  # of the whole process
    figures: dict = dataclasses.field(default_factory=dict)  # whatever else was said


class Program:
    """One row of the tables."""

    name: str
    labelled = False  # trained with the documents' labels, or on words alone
    judged = True  # whether its vectors are measured too

    def labels_of(self, corpus: Corpus) -> tuple[pathlib.Path, ...]:
        """The file of labels that it trains with, if any."""
        return (corpus.labels,) if self.labelled else ()


class T2v(Program):
    """On words alone, with the documents' labels, or with their films as labels."""

    def __init__(self, program: pathlib.Path, labelled: bool, films: bool = False):
        self.program = program
        self.labelled = labelled
        self.films = films
        self.judged = not films
        self.name = "t2v, films as labels" if films else "t2v, labels" if labelled else "t2v"

    def labels_of(self, corpus: Corpus) -> tuple[pathlib.Path, ...]:
        return (corpus.films,) if self.films and corpus.films else super().labels_of(corpus)

    def train(self, text: Text, settings: Settings, folder: pathlib.Path) -> Training:
        run = process.run([
            self.program, "train", text.corpus.tokens, *self.labels_of(text.corpus),
            "-o", folder / "model.h5", "--dim", settings.dim,
            "--window", settings.window, "--negative", settings.negative,
            "--subsample", settings.subsample, "--min-count", text.corpus.min_count,
            "--threads", settings.threads, "--epochs", settings.epochs, "--seed", settings.seed])
        _, match = run.matches(r"100%\s+([\d.]+) ([kMG]?) ?tokens/s.* loss ([\d.]+)")[-1]
        return Training(float(match[1]) * UNITS[match[2]], run.peak_bytes, run.seconds,
                        {"training_loss": float(match[3])})


class FastText(Program):
    """Debian's fastText, which is built for any x86-64 processor, or another build of it."""

    exported = ("words.vec", None)  # trained against other noise, so its loss does not compare

    def __init__(self, name: str, program: str):
        self.name = name
        self.program = program

    def command(self, text: Text, settings: Settings, folder: pathlib.Path) -> list:
        return [self.program, "skipgram", "-input", text.corpus.tokens, "-output", folder / "words",
                "-maxn", 0, "-dim", settings.dim, "-ws", settings.window, "-neg", settings.negative,
                "-t", settings.subsample, "-minCount", text.corpus.min_count,
                "-thread", settings.threads, "-epoch", settings.epochs]

    def train(self, text: Text, settings: Settings, folder: pathlib.Path) -> Training:
        run = process.run(self.command(text, settings, folder))
        progress = run.matches(r"Progress:\s*([\d.]+)%\s+words/sec/thread:\s+(\d+)")
        seconds = progress[-1][0] - run.time_of("Number of labels")
        words = float(progress[-1][1][2]) * settings.threads
        speed = words * text.tokens / (text.tokens + text.documents)
        # What it did by the clock: it stops when it has met as many known words and line ends as
        # the file has words and line ends in all, epochs times.
        met = settings.epochs * (words_of(text.corpus.tokens) + text.documents)
        by_the_clock = met / seconds / words
        if seconds > 10 and not 0.9 < by_the_clock < 1.1:
            note(f"{self.name}: {by_the_clock:.2f} of the words/sec that it states, by the clock")
        return Training(speed, run.peak_bytes, run.seconds,
                        {"words_and_line_ends_per_second": words, "by_the_clock": by_the_clock})

    def start_up(self, text: Text, settings: Settings, folder: pathlib.Path) -> float:
        end = "Number of labels"
        return process.run(self.command(text, settings, folder), stop_at=end).time_of(end)


class Gensim(Program):
    """Word2Vec, or Doc2Vec with the labels as tags."""

    def __init__(self, labelled: bool):
        self.labelled = labelled
        self.name = "gensim Doc2Vec, labels" if labelled else "gensim Word2Vec"
        self.exported = ("words.vec", "outputs.vec")

    def command(self, text: Text, settings: Settings) -> list:
        return [PYTHON, HERE / "gensim_training.py", text.corpus.tokens,
                *self.labels_of(text.corpus), "--dim", settings.dim,
                "--window", settings.window, "--negative", settings.negative,
                "--subsample", settings.subsample, "--min-count", text.corpus.min_count,
                "--threads", settings.threads, "--epochs", settings.epochs, "--seed", settings.seed]

    def train(self, text: Text, settings: Settings, folder: pathlib.Path) -> Training:
        questions = []
        if self.labelled and text.corpus.measures_quality:
            questions = ["--eval", text.corpus.questions / "label_analogies.ko.tsv"]
        run = process.run([*self.command(text, settings), "--save", folder, *questions],
                          environment=ONE_BLAS_THREAD)
        figures = run.last_json()
        return Training(figures["tokens_per_second"], run.peak_bytes, run.seconds, figures)

    def start_up(self, text: Text, settings: Settings, _folder: pathlib.Path) -> float:
        run = process.run([*self.command(text, settings), "--start-up-only"])
        return run.last_json()["start_up_seconds"]


class Word2vec(Program):
    """word2vec.c, or pWord2Vec, which takes the same options."""

    exported = ("words.vec", None)  # they keep no output vectors

    def __init__(self, name: str, program: str, options: tuple = ()):
        self.name = name
        self.program = program
        self.options = options

    def command(self, text: Text, settings: Settings, folder: pathlib.Path) -> list:
        # stdbuf: lines come when they are written, so that they can be timed.
        return ["stdbuf", "-oL", self.program, "-train", text.corpus.tokens,
                "-output", folder / "words.vec", "-binary", 0, "-size", settings.dim,
                "-window", settings.window, "-negative", settings.negative,
                "-sample", settings.subsample, "-min-count", text.corpus.min_count,
                "-threads", settings.threads, "-iter", settings.epochs, *self.options]

    def train(self, text: Text, settings: Settings, folder: pathlib.Path) -> Training:
        run = process.run(self.command(text, settings, folder))
        progress = run.matches(r"Progress: ([\d.]+)%")
        (begin, first), (end, last) = progress[0], progress[-1]
        share = (float(last[1]) - float(first[1])) / 100
        return Training(share * settings.epochs * text.tokens / (end - begin), run.peak_bytes,
                        run.seconds)

    def start_up(self, text: Text, settings: Settings, folder: pathlib.Path) -> float:
        end = "Words in train file"
        return process.run(self.command(text, settings, folder), stop_at=end).time_of(end)


@functools.cache
def words_of(path: pathlib.Path) -> int:
    """Words of a file as fastText reads it: what ASCII white space separates."""
    with path.open("rb") as file:
        return sum(len(line.split()) for line in file)


def has_gensim() -> bool:
    tried = subprocess.run([PYTHON, "-c", "import gensim"], stderr=subprocess.DEVNULL)
    return tried.returncode == 0


def found() -> list:
    """The programs that are on this machine; a remark on those that are not."""
    programs: list = []
    fasttext = shutil.which("fasttext")
    if fasttext:
        programs.append(FastText("fastText", fasttext))
    else:
        note("without fastText: not installed")
    if os.environ.get("FASTTEXT"):
        programs.append(FastText("fastText, own build", os.environ["FASTTEXT"]))
    if has_gensim():
        programs += [Gensim(labelled=False), Gensim(labelled=True)]
    else:
        note("without gensim: not installed")
    if os.environ.get("WORD2VEC"):
        programs.append(Word2vec("word2vec.c", os.environ["WORD2VEC"], ("-cbow", 0, "-hs", 0)))
    if os.environ.get("PWORD2VEC"):
        programs.append(Word2vec("pWord2Vec", os.environ["PWORD2VEC"]))
    return programs
