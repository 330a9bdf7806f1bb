"""Reads exported vectors with gensim and NumPy and compares them with each other and with answers
of t2v.

Usage: read_with_gensim.py FOLDER STEM ANSWERS

FOLDER holds the same vectors as STEM.tsv, STEM.word2vec, STEM.word2vec-binary, STEM.vec,
STEM.glove, STEM.npy and STEM.projector. ANSWERS: queries, behind each the JSON lines of
`t2v neighbors --json QUERY`. Ends with an AssertionError where anything differs.
"""

import json
import sys
from pathlib import Path

import numpy
import pandas
from gensim.models import KeyedVectors

TOLERANCE = 1e-6  # relative, for text


def load(stem):
    def of(format, **options):
        return KeyedVectors.load_word2vec_format(f"{stem}.{format}", **options)

    return {
        "word2vec": of("word2vec", binary=False),
        "word2vec-binary": of("word2vec-binary", binary=True),
        "vec": of("vec", binary=False),
        "glove": of("glove", binary=False, no_header=True),
    }


def read_answers(path):
    """Of each query the keys and scores that t2v gave."""
    answers = {}
    for line in path.read_text().splitlines():
        if line.startswith("{"):
            answer = json.loads(line)
            answers[query].append((answer["word"], answer["score"]))
        else:
            query = line
            answers[query] = []
    return answers


def compare_vectors(models, stem):
    exact = models["word2vec-binary"]
    for name, model in models.items():
        assert model.index_to_key == exact.index_to_key, name
        assert numpy.allclose(model.vectors, exact.vectors, rtol=TOLERANCE, atol=0), name
    matrix = numpy.load(f"{stem}.npy")
    assert numpy.array_equal(matrix, exact.vectors)
    keys = Path(f"{stem}.keys").read_text(encoding="utf-8").split("\n")[:-1]
    assert keys == exact.index_to_key
    table = pandas.read_csv(f"{stem}.tsv", sep="\t", quoting=3, keep_default_na=False)
    assert list(table["key"]) == exact.index_to_key
    numbers = table.iloc[:, 3:].to_numpy(numpy.float32)
    assert numpy.allclose(numbers, exact.vectors, rtol=TOLERANCE, atol=0)
    projector = numpy.loadtxt(f"{stem}.projector", delimiter="\t", dtype=numpy.float32)
    assert numpy.allclose(projector, exact.vectors, rtol=TOLERANCE, atol=0)


def compare_neighbors(models, answers):
    for name, model in models.items():
        for query, expected in answers.items():
            found = model.most_similar(query, topn=len(expected))
            assert len(expected) == 10, query
            for (key, score), (expected_key, expected_score) in zip(found, expected):
                # Scores are rounded, and words with the same one may stand in either order.
                assert abs(score - expected_score) < 1e-4, (name, query, key, score, expected_score)
                same = key == expected_key or any(
                    other == key and abs(other_score - score) < 1e-4
                    for other, other_score in expected
                )
                assert same, (name, query, key, expected_key)


def main():
    folder, stem, answers = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    models = load(folder / stem)
    compare_vectors(models, folder / stem)
    compare_neighbors(models, read_answers(folder / answers))


main()
