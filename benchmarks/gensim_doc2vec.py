#!/usr/bin/python3
"""Trains gensim's Doc2Vec (dm=0, dbow_words=1) with the labels as tags: the nearest existing method.

Needs Debian's python3-gensim. Prints one JSON object: tokens (in the vocabulary, one epoch), seconds
of training alone (vocabulary and loading not counted), tokens_per_second, and with --eval the label
analogies of an evaluation file (hit@1, hit@10) asked the way gensim users ask them.
"""

import argparse
import json
import time

from gensim.models.doc2vec import Doc2Vec, TaggedDocument


def read_documents(tokens_path, labels_path):
    with open(tokens_path, encoding="utf-8") as tokens, open(labels_path, encoding="utf-8") as labels:
        return [TaggedDocument(t.split(), l.split()) for t, l in zip(tokens, labels, strict=True)]


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
            answers = [w for w, _ in model.wv.similar_by_vector(vector, top + 1) if w != query][:top]
            accepted = set(accepted.split())
            hits_at_1 += answers[0] in accepted
            hits_at_10 += any(answer in accepted for answer in answers)
            print("#", query, *answers)
    return {"rows": rows, "hit@1": hits_at_1 / rows, "hit@10": hits_at_10 / rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("tokens", help="tokens separated by spaces, a document a line")
    parser.add_argument("labels", help="labels separated by spaces, a document a line")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--eval", metavar="FILE", help="label analogies to answer afterwards")
    arguments = parser.parse_args()
    documents = read_documents(arguments.tokens, arguments.labels)
    model = Doc2Vec(
        dm=0, dbow_words=1, vector_size=100, window=5, negative=5, sample=1e-4, min_count=5,
        workers=arguments.threads, epochs=arguments.epochs, seed=arguments.seed)
    model.build_vocab(documents)
    tokens = sum(model.wv.get_vecattr(word, "count") for word in model.wv.index_to_key)
    start = time.perf_counter()
    model.train(documents, total_examples=model.corpus_count, epochs=model.epochs)
    seconds = time.perf_counter() - start
    result = {
        "tokens": int(tokens),
        "seconds": seconds,
        "tokens_per_second": tokens * arguments.epochs / seconds,
    }
    if arguments.eval:
        result.update(label_analogies(model, arguments.eval))
    print(json.dumps(result, ensure_ascii=False))


if __name__ == "__main__":
    main()
