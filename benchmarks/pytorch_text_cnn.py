#!/usr/bin/python3
"""Trains the classifier of t2v-attribute in PyTorch: the same network, batches and optimiser.

Needs Debian's python3-torch. TOKENS and LABELS: a document a line, cut already, one label each. One
epoch over the first DOCUMENTS; documents of a batch are padded to the longest. The embedding's
gradients are sparse (SparseAdam), which is PyTorch's faster way. Prints one JSON object:
documents_per_second of training alone, and loss, the mean over the epoch.
"""

import argparse
import collections
import itertools
import json
import time

import torch
from torch import nn

DIM, FILTERS, WIDTHS, DROPOUT, RATE = 100, 100, (2, 3, 4, 5), 0.5, 1e-3
PADDING, UNKNOWN, FIRST_WORD = 0, 1, 2


class TextCnn(nn.Module):
    def __init__(self, words, labels):
        super().__init__()
        self.embedding = nn.Embedding(words + FIRST_WORD, DIM, sparse=True)
        self.convolutions = nn.ModuleList(nn.Conv1d(DIM, FILTERS, width) for width in WIDTHS)
        self.dropout = nn.Dropout(DROPOUT)
        self.output = nn.Linear(FILTERS * len(WIDTHS), labels)

    def forward(self, rows):
        vectors = self.embedding(rows).transpose(1, 2)
        features = [torch.relu(convolution(vectors)).amax(dim=2) for convolution in self.convolutions]
        return self.output(self.dropout(torch.cat(features, dim=1)))


def read(tokens_path, labels_path, documents):
    with open(tokens_path, encoding="utf-8") as tokens, open(labels_path, encoding="utf-8") as labels:
        texts = [line.split() for line in itertools.islice(tokens, documents)]
        names = [line.strip() for line in itertools.islice(labels, documents)]
    counts = collections.Counter(itertools.chain.from_iterable(texts))
    kept = [word for word, count in counts.items() if count >= 5]
    ids = {word: FIRST_WORD + i for i, word in enumerate(kept)}
    label_ids = {name: i for i, name in enumerate(sorted(set(names)))}
    rows = [[ids.get(word, UNKNOWN) for word in text] for text in texts]
    return rows, [label_ids[name] for name in names], len(kept), len(label_ids)


def batch_of(rows, chosen):
    longest = max(max(WIDTHS), max(len(rows[i]) for i in chosen))
    return torch.tensor([rows[i] + [PADDING] * (longest - len(rows[i])) for i in chosen])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("tokens")
    parser.add_argument("labels")
    parser.add_argument("--documents", type=int, default=30000)
    parser.add_argument("--batch", type=int, default=256)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(arguments.threads)
    rows, labels, words, label_count = read(arguments.tokens, arguments.labels, arguments.documents)
    network = TextCnn(words, label_count)
    sparse = torch.optim.SparseAdam(network.embedding.parameters(), lr=RATE)
    dense = torch.optim.Adam(itertools.chain(network.convolutions.parameters(),
                                             network.output.parameters()), lr=RATE)
    criterion = nn.CrossEntropyLoss()
    order = torch.randperm(len(rows)).tolist()
    seconds = loss_sum = 0
    for begin in range(0, len(order), arguments.batch):
        chosen = order[begin:begin + arguments.batch]
        inputs, truth = batch_of(rows, chosen), torch.tensor([labels[i] for i in chosen])
        start = time.perf_counter()
        loss = criterion(network(inputs), truth)
        sparse.zero_grad()
        dense.zero_grad()
        loss.backward()
        sparse.step()
        dense.step()
        seconds += time.perf_counter() - start
        loss_sum += loss.item() * len(chosen)
    print(json.dumps({"documents_per_second": len(rows) / seconds, "loss": loss_sum / len(rows)}))


if __name__ == "__main__":
    main()
