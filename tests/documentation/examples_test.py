#!/usr/bin/env python3
"""Runs an example in Python on a model of the bundled corpus.

Usage: examples_test.py plot|server T2V EXAMPLES CORPUS LABELS
"""
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path


def fail(message):
    print(f"FAILED: {message}")
    sys.exit(1)


def run_example(*arguments):
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "MPLCONFIGDIR": str(Path(arguments[-1]).parent)
                   if arguments[-1].endswith(".png") else tempfile.gettempdir()}
    done = subprocess.run([sys.executable, "-B", *arguments], capture_output=True, text=True,
                          encoding="utf-8", env=environment)
    if done.returncode != 0:
        fail(f"{arguments[0]}: {done.stderr}")
    return done.stdout


def check_plot(examples, model, folder):
    image = Path(folder, "model.png")
    table = run_example(str(Path(examples, "plot_model.py")), model, str(image))
    lines = table.splitlines()[1:]
    leanings = [float(line.split()[-2]) for line in lines]
    if len(lines) != 40 or not leanings[0] < 0 < leanings[-1] or leanings != sorted(leanings):
        fail(f"plot_model.py shows {table}")
    data = image.read_bytes()
    if data[:8] != b"\x89PNG\r\n\x1a\n" or len(data) < 10_000:
        fail("plot_model.py draws no picture")


def check_server(t2v, examples, model):
    with subprocess.Popen([t2v, "serve", "-m", model, "--port", "0"], stderr=subprocess.PIPE,
                          encoding="utf-8") as server:
        try:
            # "serving FILE at http://127.0.0.1:PORT/"
            line = server.stderr.readline()
            address = re.search(r"http://[0-9.:]+", line)
            if address is None:
                fail(f"t2v serve says {line}")
            answers = run_example(str(Path(examples, "ask_server.py")), address.group())
        finally:
            server.terminate()
            server.communicate()
    best = subprocess.run([t2v, "neighbors", "스토리", "--label", "부정", "-n", "1", "-m", model],
                          capture_output=True, text=True, encoding="utf-8", check=True).stdout.split()[0]
    if best not in answers or "스토라" not in answers:
        fail(f"ask_server.py shows {answers}")


def main():
    what, t2v, examples, corpus, labels = sys.argv[1:]
    needed = ("h5py", "pandas", "matplotlib") if what == "plot" else ("pandas",)
    missing = [name for name in needed if importlib.util.find_spec(name) is None]
    if missing:
        print(f"skipped: {', '.join(missing)} not installed")
        sys.exit(77)
    with tempfile.TemporaryDirectory() as folder:
        model = str(Path(folder, "t2v.h5"))
        subprocess.run([t2v, "train", corpus, labels, "--quiet", "-o", model], check=True)
        if what == "plot":
            check_plot(examples, model, folder)
        else:
            check_server(t2v, examples, model)
    print("the example runs")


if __name__ == "__main__":
    main()
