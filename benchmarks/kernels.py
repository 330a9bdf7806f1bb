"""The programs of Google Benchmark that were built: parts of the library alone."""

import json
import pathlib

import process
import tables

PROGRAMS = ("sgns_kernel_benchmark", "search_benchmark")
# What Google Benchmark says of every row, whatever was counted.
OF_ITSELF = {"name", "family_index", "per_family_instance_index", "run_name", "run_type",
             "repetitions", "repetition_index", "threads", "iterations", "real_time", "cpu_time",
             "time_unit", "label", "aggregate_name", "aggregate_unit"}


def measure(folder: pathlib.Path, work: pathlib.Path, quick: bool) -> tuple[str, dict]:
    """Their tables and numbers, a program each."""
    text = ""
    numbers = {}
    for name in PROGRAMS:
        program = folder / name
        if not program.exists():
            continue
        options = ["--benchmark_min_time=0.01"] if quick else []
        output = work / f"{name}.json"
        process.run([program, f"--benchmark_out={output}", *options])
        results = json.loads(output.read_text(encoding="utf-8"))["benchmarks"]
        counters = [key for key in dict.fromkeys(key for row in results for key in row)
                    if key not in OF_ITSELF]
        text += f"\n`{name}`:\n\n" + tables.table(
            ["benchmark", "time", *counters, "note"],
            [[row["name"], f"{row['real_time']:.4g} {row['time_unit']}",
              *(tables.short(row[key]) if key in row else "" for key in counters),
              row.get("label", "")] for row in results])
        numbers[name] = results
    return text, numbers
