#!/usr/bin/python3
"""Trains gensim on tokens that are cut already and says how fast that went.

Without LABELS Word2Vec (sg=1), which reads the file itself (corpus_file: its fastest way). With
LABELS Doc2Vec (dm=0, dbow_words=1) with the labels as tags: the nearest existing method to t2v.
That cannot read tags from a file, so it is given documents that are in memory and cut into words.

Needs Debian's python3-gensim, and libopenblas0-pthread for a fair race: gensim calculates through
BLAS, and Debian's reference BLAS is slow. Prints one JSON object: tokens (in the vocabulary, one
epoch), seconds of training alone, tokens_per_second, start_up_seconds (of counting the vocabulary
and making the vectors), the BLAS in use, and with --eval the label analogies of an evaluation file
(hit@1, hit@10) asked the way gensim users ask them.
"""

import argparse
import json
import os
import pathlib
import re
import time

from gensim.models import KeyedVectors, Word2Vec
from gensim.models.doc2vec import Doc2Vec, TaggedDocument


def read_documents(tokens_path, labels_path):
    with (open(tokens_path, encoding="utf-8") as texts,
          open(labels_path, encoding="utf-8") as tags):
        return [TaggedDocument(text.split(), tag.split())
                for text, tag in zip(texts, tags, strict=True)]


def blas_library():
    """The library that BLAS calls go to: OpenBLAS where it is mapped into this process."""
    with open("/proc/self/maps", encoding="utf-8") as maps:
        names = {os.path.basename(line.split()[-1]) for line in maps if "/lib" in line}
    found = sorted(name for name in names if re.match(r"lib(open|mkl|atlas|blis|blas)", name))
    return next((name for name in found if "openblas" in name), " ".join(found) or "none")


def label_analogies(model, path, top=10):
    """hit@1 and hit@10 of query - from + to over rows whose query is in the vocabulary."""
    rows = hits_at_1 = hits_at_10 = 0
    with open(path, encoding="utf-8") as file:
        for line in file:
            query, source, target, accepted = line.rstrip("\n").split("\t")
            if query not in model.wv:
                continue
            rows += 1
            vector = model.wv[query] - model.dv[source] + model.dv[target]
            nearest = model.wv.similar_by_vector(vector, top + 1)
            answers = [word for word, _ in nearest if word != query][:top]
            accepted = set(accepted.split())
            hits_at_1 += answers[0] in accepted
            hits_at_10 += any(answer in accepted for answer in answers)
    return {"rows": rows, "hit@1": hits_at_1 / rows, "hit@10": hits_at_10 / rows}


def save_vectors(model, folder):
    """Words, their output vectors and labels, in word2vec's text format."""
    model.wv.save_word2vec_format(str(folder / "words.vec"))
    output = KeyedVectors(model.vector_size)
    output.add_vectors(model.wv.index_to_key, model.syn1neg)
    output.save_word2vec_format(str(folder / "outputs.vec"))
    if hasattr(model, "dv"):
        model.dv.save_word2vec_format(str(folder / "labels.vec"))


def prepare(arguments):
    """The model with its vocabulary, what to hand to train(), and seconds of start-up."""
    options = {
        "vector_size": arguments.dim, "window": arguments.window, "negative": arguments.negative,
        "sample": arguments.subsample, "min_count": arguments.min_count,
        "workers": arguments.threads, "epochs": arguments.epochs, "seed": arguments.seed,
    }
    if arguments.labels:
        documents = read_documents(arguments.tokens, arguments.labels)
        model = Doc2Vec(dm=0, dbow_words=1, **options)
        source = {"corpus_iterable": documents}
    else:
        model = Word2Vec(sg=1, **options)
        source = {"corpus_file": arguments.tokens}
    start = time.perf_counter()
    model.build_vocab(**source)
    seconds = time.perf_counter() - start
    if not arguments.labels:
        source["total_words"] = model.corpus_total_words
    return model, source, seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("tokens", help="tokens separated by spaces, a document a line")
    parser.add_argument("labels", nargs="?", help="labels separated by spaces, a document a line")
    parser.add_argument("--dim", type=int, default=100)
    parser.add_argument("--window", type=int, default=5)
    parser.add_argument("--negative", type=int, default=5)
    parser.add_argument("--subsample", type=float, default=1e-4)
    parser.add_argument("--min-count", type=int, default=5)
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start-up-only", action="store_true", help="do not train")
    parser.add_argument("--eval", metavar="FILE", help="label analogies to answer afterwards")
    parser.add_argument("--save", metavar="FOLDER", type=pathlib.Path,
                        help="write words.vec, outputs.vec and labels.vec there")
    arguments = parser.parse_args()
    model, source, start_up_seconds = prepare(arguments)
    result = {"start_up_seconds": start_up_seconds, "blas": blas_library()}
    if not arguments.start_up_only:
        tokens = int(sum(model.wv.get_vecattr(word, "count") for word in model.wv.index_to_key))
        start = time.perf_counter()
        model.train(**source, total_examples=model.corpus_count, epochs=model.epochs)
        seconds = time.perf_counter() - start
        result.update(tokens=tokens, seconds=seconds,
                      tokens_per_second=tokens * arguments.epochs / seconds)
    if arguments.eval:
        result.update(label_analogies(model, arguments.eval))
    if arguments.save:
        save_vectors(model, arguments.save)
    print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()
