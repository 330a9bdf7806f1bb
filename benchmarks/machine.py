"""What a measurement was taken on: processor, cores, compiler, versions of what is compared."""

import os
import pathlib
import platform
import subprocess


def _first_line(command: list[str]) -> str:
    try:
        run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    except OSError:
        return "none"
    return (run.stdout.strip().splitlines() or ["none"])[0]


def _processor() -> str:
    for line in pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.machine()


def _memory_bytes() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def package_version(package: str) -> str:
    """The version of an installed Debian package; "none" where it is not installed."""
    status = _first_line(["dpkg-query", "--show", "--showformat=${db:Status-Status} ${Version}",
                          package])
    return status.removeprefix("installed ") if status.startswith("installed ") else "none"


def facts() -> dict:
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_bytes": _memory_bytes(),
        "system": f"{platform.system()} {platform.release()}",
        "compiler": _first_line(["c++", "--version"]),
        "load_before": round(os.getloadavg()[0], 2),
        "fasttext": package_version("fasttext"),
        "gensim": package_version("python3-gensim"),
        "openblas": package_version("libopenblas0-pthread"),
    }
