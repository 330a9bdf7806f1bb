"""`benchmarks/run --quick` on the bundled corpus: run_test.py RUN T2V."""

import json
import pathlib
import subprocess
import sys
import tempfile

run, t2v = sys.argv[1:]
parts = ["training", "label-free", "start-up", "queries", "memory"]
with tempfile.TemporaryDirectory() as folder:
    numbers_file = pathlib.Path(folder, "numbers.json")
    output = subprocess.run(
        [run, "--quick", "--no-install", "--no-peers", "--t2v", t2v, "--work", folder,
         "--parts", ",".join(parts), "--json", numbers_file],
        check=True, text=True, stdout=subprocess.PIPE).stdout
    numbers = json.loads(numbers_file.read_text(encoding="utf-8"))

assert list(numbers) == ["machine", *parts], list(numbers)
for heading in ("Machine", "Training, with labels", "Training, label-free", "Start-up",
                "Cold queries", "Memory"):
    assert f"## {heading}" in output, heading

training = numbers["training"]
assert training["tokens"] == 358_407 and training["words"] == 2_102, training
assert [program["name"] for program in training["programs"]] == ["t2v", "t2v, labels"]
words_alone, labelled = training["programs"]
for program in training["programs"]:
    # What no program can exceed, and what every one needs.
    assert 0 < program["share_of_fma_peak"] < 1, program
    assert program["runs"][0]["peak_bytes"] > 4 * training["tokens"], program
# A label is one more input row a token, against six output rows at most.
assert 0 < labelled["pairs_per_token"] - words_alone["pairs_per_token"] < 6
assert len(numbers["start-up"]["seconds"]["t2v"]) == 1
assert numbers["memory"][0]["peak_bytes"] < numbers["memory"][0]["bound_bytes"], numbers["memory"]
assert set(numbers["queries"]["2,102 x 100"]) == {"t2v neighbors", "t2v contexts"}

wrong = subprocess.run([run, "--parts", "training,speed"], text=True, stderr=subprocess.PIPE)
assert wrong.returncode == 2 and "unknown speed" in wrong.stderr, wrong
