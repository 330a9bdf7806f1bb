"""Another program's vectors as a model: foreign_model_test.py T2V T2V_BENCHMARK."""

import json
import pathlib
import subprocess
import sys
import tempfile

t2v, benchmark = sys.argv[1:]


def vectors(path, rows):
    lines = [f"{len(rows)} 2", *(f"{key} {x} {y} " for key, (x, y) in rows.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def foreign_model(*arguments):
    return subprocess.run([benchmark, "foreign-model", *arguments], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)


with tempfile.TemporaryDirectory() as scratch:
    folder = pathlib.Path(scratch)
    (folder / "text").write_text("해 달 별\n해 달 꽃\n" * 20, encoding="utf-8")
    model, foreign = folder / "model.h5", folder / "foreign.h5"
    subprocess.run([t2v, "train", folder / "text", "-o", model, "--dim", "2", "--quiet",
                    "--epochs", "1"], check=True)
    # 해 and 별 point the same way, 달 across, 꽃 is missing; </s> is no word of the model.
    vectors(folder / "words", {"</s>": (9, 9), "해": (1, 0), "달": (0, 0.5), "별": (3e0, 0)})
    made = foreign_model(model, folder / "words", "-o", foreign)
    assert made.returncode == 0, made.stderr
    # Without a file of output vectors those are not missing.
    assert json.loads(made.stdout) == {"words": 4, "labels": 0, "missing": 1}, made.stdout
    answers = subprocess.run([t2v, "neighbors", "해", "-m", foreign, "--json"], check=True,
                             text=True, stdout=subprocess.PIPE).stdout
    assert '"별"' in answers.splitlines()[0] and '"달"' in answers.splitlines()[1], answers

    (folder / "words").write_text("1 2\n해 1\n", encoding="utf-8")
    broken = foreign_model(model, folder / "words", "-o", foreign)
    assert broken.returncode == 1 and ":2: expected a key and 2 floats" in broken.stderr, broken
