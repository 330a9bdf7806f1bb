"""The text that benchmarks/zipf_text.py writes: zipf_text_test.py SCRIPT. Skipped without numpy."""

import collections
import pathlib
import subprocess
import sys
import tempfile

script = sys.argv[1]  # runs by Debian's Python, as its first line says
if subprocess.run(["/usr/bin/python3", "-c", "import numpy"], stderr=subprocess.DEVNULL).returncode:
    sys.exit(77)


def write(folder, seed):
    text, labels = pathlib.Path(folder, "text"), pathlib.Path(folder, "labels")
    subprocess.run([script, "--vocabulary", "700", "--tokens", "50001",
                    "--documents", "2500", "--labels", "40", "--seed", seed, "--text-output", text,
                    "--labels-output", labels], check=True)
    return text.read_text(encoding="ascii"), labels.read_text(encoding="ascii")


with tempfile.TemporaryDirectory() as scratch:
    text, labels = write(scratch, "1")
    assert (text, labels) == write(scratch, "1")
    other_text, other_labels = write(scratch, "2")
assert text != other_text and labels != other_labels

counts = collections.Counter(text.split())
assert len(counts) == 700 and sum(counts.values()) == 50_001
# 50,001 tokens in documents of 21.
documents = text.splitlines()
assert [len(line.split()) for line in documents] == [21] * 2381, len(documents)
assert len(labels.splitlines()) == len(documents)
assert len(set(labels.split())) == 40
# Shares of 1/3.7, 1/5.7 and 1/103.7 for ranks 0, 2 and 100; 700 of the tokens are one of each word.
total = sum(1 / (rank + 3.7) for rank in range(700))
common = [count for _, count in counts.most_common(101)]
for rank in (0, 2, 100):
    expected = (50_001 - 700) / total / (rank + 3.7) + 1
    assert 0.85 < common[rank] / expected < 1.15, (rank, common[rank], expected)
