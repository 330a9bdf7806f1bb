#!/usr/bin/env python3
"""What exchanging between processes costs and how far it scales: a model, printed in Markdown.

Usage: exchange_model.py [--words N] [--labels N] [--dim N] [--speed TOKENS/S] [--cpu NS] [--share S]

In every round a rank gives the changes of R rows: the hot words, a part of the others and the labels
(src/distributed/exchange_turns.h):

  R = 2 V / 25 + L                             V words, L labels
  B = R (4 (dim + 1) + 1/8) bytes              at most: rows that no rank moved are left out

An exchange in a ring sends 2 (N - 1) / N B per rank. The round's work on a core is CPU seconds a
row; it may take SHARE of the time of each worker. So the shortest interval between two rounds is the
longest of

  R CPU / (SHARE threads)                      for the share of time
  2 (N - 1) / N B / bandwidth + 2 (N - 1) t    for the network, t the time of a message

and the bytes a token costs are those of a round divided by the tokens that a rank trains meanwhile.
Workers never wait, so N ranks train (1 - SHARE) N times as fast; what grows with the interval is how
stale the rows are, in tokens. All ranks are taken to have a machine and a network card of their own.
"""

import argparse

HOT_SHARE = 256
TIERS = 8  # behind the hot words; the k-th, 2^(k-1) times as large, comes every 2^(3k/4)-th round
RANKS = (2, 4, 8, 16, 32, 64)
NETWORKS = (10, 100)  # Gbit/s
MESSAGE_SECONDS = 0.0005  # a step of a ring among processes that sleep between two looks
ROW_FLOATS_MORE = 1  # how many ranks moved the row


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--words", type=int, default=42_000)
    parser.add_argument("--labels", type=int, default=3)
    parser.add_argument("--dim", type=int, default=100)
    parser.add_argument("--threads", type=int, default=16, help="of each rank")
    parser.add_argument("--speed", type=float, default=1.2e6, help="tokens/s of a thread")
    parser.add_argument("--cpu", type=float, default=500, help="ns a row takes on a core")
    parser.add_argument("--share", type=float, default=0.06, help="of the time of each worker")
    return parser.parse_args()


def rows_of_round(words: int, labels: int) -> float:
    tiers = sum(2 ** (tier - 1 - 0.75 * tier) for tier in range(1, TIERS + 1))
    return 2 * words / HOT_SHARE * (1 + tiers) + labels


def round_bytes(rows: float, dim: int) -> float:
    return rows * (4 * (dim + ROW_FLOATS_MORE) + 1 / 8)


def interval(arguments: argparse.Namespace, ranks: int, gigabits: float) -> tuple[float, str]:
    """Seconds between two rounds, and what they are bound by."""
    rows = rows_of_round(arguments.words, arguments.labels)
    work = rows * arguments.cpu * 1e-9 / min(1, arguments.share * arguments.threads)
    sent = 2 * (ranks - 1) / ranks * round_bytes(rows, arguments.dim)
    network = sent / (gigabits * 1e9 / 8) + 2 * (ranks - 1) * MESSAGE_SECONDS
    return max((work, "cores"), (network, "network"))


def main() -> None:
    arguments = parse_arguments()
    rows = rows_of_round(arguments.words, arguments.labels)
    size = round_bytes(rows, arguments.dim)
    print(f"{arguments.words:,} words, {arguments.labels:,} labels, dim {arguments.dim}, "
          f"{arguments.threads} threads of {arguments.speed:,.0f} tokens/s a rank: {rows:,.0f} rows "
          f"and {size / 1e6:,.1f} MB a round\n")
    print("| Gbit/s | ranks | interval, ms | bound by | stale for, tokens of a rank | "
          "bytes a token | sent by a rank, Gbit/s | tokens/s | of N single ranks |")
    print("|---" * 9 + "|")
    for gigabits in NETWORKS:
        for ranks in RANKS:
            seconds, bound = interval(arguments, ranks, gigabits)
            busy = min(1, rows * arguments.cpu * 1e-9 / seconds) / arguments.threads
            speed = arguments.speed * arguments.threads * (1 - busy)
            sent = 2 * (ranks - 1) / ranks * size
            tokens = speed * seconds
            print(f"| {gigabits} | {ranks} | {seconds * 1000:.1f} | {bound} | {tokens:,.0f} | "
                  f"{sent / tokens:.1f} | {sent * 8e-9 / seconds:.2f} | "
                  f"{ranks * speed / 1e6:,.0f} M | {1 - busy:.3f} |")


if __name__ == "__main__":
    main()
