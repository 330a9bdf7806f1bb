"""Brings what the measurements need onto the machine: packages and the programs themselves."""

import pathlib
import subprocess

from corpora import HERE
from training_comparison import Tools

ROOT = HERE.parent


def install_packages() -> None:
    subprocess.run([ROOT / "tools" / "install-packages", "build", "benchmarks"], check=True)


def build() -> pathlib.Path:
    """The optimised programs, as people run them. @returns the path of t2v"""
    log = ROOT / "build" / "benchmarks" / "build.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        for command in (["cmake", "--preset", "benchmarks"],
                        ["cmake", "--build", "--preset", "benchmarks"]):
            run = subprocess.run(command, cwd=ROOT, stdout=output, stderr=subprocess.STDOUT)
            if run.returncode != 0:
                raise SystemExit(f"{' '.join(command)} failed; see {log}")
    return log.parent / "bin" / "t2v"


def tools_beside(t2v: pathlib.Path) -> Tools:
    """t2v and t2v-benchmark, which lies beside it."""
    tools = Tools(t2v.resolve(), t2v.resolve().parent / "t2v-benchmark")
    for program in (tools.t2v, tools.benchmark):
        if not program.exists():
            raise SystemExit(f"{program}: no such program, expected it from a build with "
                             "-DT2V_BUILD_BENCHMARKS=ON")
    return tools
