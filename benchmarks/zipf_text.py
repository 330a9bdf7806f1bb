#!/usr/bin/python3
"""Writes text whose words are distributed as in a language, with labels: for measuring speed alone.

The word of rank k has a share of 1 / (k + 2.7) (Zipf and Mandelbrot); every word occurs at least
once, so that the vocabulary is exactly as large as asked for. Documents have the same length but
for the last; each has one label, drawn in the same way. Frequent words are short, as in a language:
with a vocabulary of 50,000 a token has 5 bytes, its space included. The same options give the same
bytes. Needs Debian's python3-numpy; writes some 6 million tokens a second.
"""

import argparse
import pathlib

import numpy

CONSONANTS = "bcdfghjklmnpqrstvwxz"
VOWELS = "aeiou"
ENDINGS = "nrslt"
CHUNK = 4_000_000  # tokens


def word(rank: int) -> str:
    """A pronounceable word; ranks below 500 have one syllable, below 50,000 two, and so on."""
    rank, ending = divmod(rank, len(ENDINGS))
    text = ENDINGS[ending]
    while True:
        rank, syllable = divmod(rank, len(CONSONANTS) * len(VOWELS))
        text = CONSONANTS[syllable // len(VOWELS)] + VOWELS[syllable % len(VOWELS)] + text
        if rank == 0:
            return text
        rank -= 1


class ZipfNumbers:
    """Draws numbers below `size`, small ones most often."""

    def __init__(self, size: int, generator: numpy.random.Generator):
        cumulative = numpy.cumsum(1.0 / (numpy.arange(size) + 3.7))
        self._limits = cumulative[:-1] / cumulative[-1]
        self._generator = generator

    def draw(self, count: int) -> numpy.ndarray:
        return numpy.searchsorted(self._limits, self._generator.random(count), side="right")


def token_numbers(vocabulary: int, tokens: int, seed: int):
    """The numbers of all words of a text, in chunks."""
    generator = numpy.random.Generator(numpy.random.PCG64(seed))
    numbers = ZipfNumbers(vocabulary, generator)
    # Every word once, in any order, spread evenly over the text.
    once = generator.permutation(vocabulary)
    places = (numpy.arange(vocabulary) * (tokens / vocabulary)).astype(numpy.int64)
    for begin in range(0, tokens, CHUNK):
        count = min(CHUNK, tokens - begin)
        chunk = numbers.draw(count)
        first, last = numpy.searchsorted(places, (begin, begin + count))
        chunk[places[first:last] - begin] = once[first:last]
        yield begin, chunk


def write_text(path: pathlib.Path, vocabulary: int, tokens: int, documents: int, seed: int) -> None:
    length = -(-tokens // documents)
    words = [word(rank) for rank in range(vocabulary)]
    # Of a fixed width, so that indexing writes text: the padding is taken out of the bytes.
    spellings = numpy.array([w + " " for w in words] + [w + "\n" for w in words], dtype="S")
    with path.open("wb") as file:
        for begin, chunk in token_numbers(vocabulary, tokens, seed):
            positions = numpy.arange(begin + 1, begin + len(chunk) + 1)
            chunk += vocabulary * ((positions % length == 0) | (positions == tokens))
            file.write(spellings[chunk].tobytes().replace(b"\0", b""))


def write_labels(path: pathlib.Path, labels: int, tokens: int, documents: int, seed: int) -> None:
    length = -(-tokens // documents)
    generator = numpy.random.Generator(numpy.random.PCG64([seed, 1]))
    numbers = ZipfNumbers(labels, generator).draw(-(-tokens // length))
    count = min(labels, len(numbers))
    numbers[generator.permutation(len(numbers))[:count]] = numpy.arange(count)
    path.write_text("".join(f"label{number}\n" for number in numbers), encoding="ascii")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--vocabulary", type=int, default=50_000, help="words (default 50,000)")
    parser.add_argument("--tokens", type=int, default=10_000_000, help="(default 10 million)")
    parser.add_argument("--documents", type=int, help="(default: of 20 tokens each)")
    parser.add_argument("--labels", type=int, default=3, help="different labels (default 3)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--text-output", type=pathlib.Path, metavar="FILE", help="documents")
    parser.add_argument("--labels-output", type=pathlib.Path, metavar="FILE", help="their labels")
    arguments = parser.parse_args()
    documents = arguments.documents or max(1, arguments.tokens // 20)
    if not 1 <= arguments.vocabulary <= arguments.tokens:
        parser.error("--vocabulary: expected 1 to as many as there are tokens")
    if not 1 <= documents <= arguments.tokens or arguments.labels < 1:
        parser.error("--documents and --labels: expected 1 to as many as there are tokens")
    if arguments.text_output:
        write_text(arguments.text_output, arguments.vocabulary, arguments.tokens, documents,
                   arguments.seed)
    if arguments.labels_output:
        write_labels(arguments.labels_output, arguments.labels, arguments.tokens, documents,
                     arguments.seed)


if __name__ == "__main__":
    main()
