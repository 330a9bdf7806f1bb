"""Runs a program and keeps what it said and when, how long it took and how much memory it held."""

import dataclasses
import json
import os
import re
import subprocess
import sys
import time

LINE_END = re.compile(rb"[\r\n]+")


@dataclasses.dataclass
class Run:
    command: list[str]
    seconds: float  # of the whole process
    peak_bytes: int  # largest resident size
    lines: list[tuple[float, str]]  # both outputs; seconds from the start to the line's end

    def last_json(self) -> dict:
        return json.loads(next(text for _, text in reversed(self.lines) if text.startswith("{")))

    def time_of(self, pattern: str) -> float:
        """Seconds until the first line with `pattern`."""
        for seconds, text in self.lines:
            if re.search(pattern, text):
                return seconds
        raise SystemExit(f"{self.command[0]}: no line with {pattern!r} in its output")

    def matches(self, pattern: str) -> list[tuple[float, re.Match]]:
        found = ((seconds, re.search(pattern, text)) for seconds, text in self.lines)
        return [(seconds, match) for seconds, match in found if match]


def run(command: list, stop_at: str = "", environment: dict[str, str] | None = None) -> Run:
    """Runs `command` to its end, or until a line of its output matches `stop_at`.

    Lines may end in carriage returns, as those of progress meters do.
    """
    command = [str(part) for part in command]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               stdin=subprocess.DEVNULL,
                               env={**os.environ, **(environment or {})})
    lines: list[tuple[float, str]] = []
    stopped = False
    rest = b""
    while chunk := os.read(process.stdout.fileno(), 1 << 16):
        seconds = time.perf_counter() - start
        *ended, rest = LINE_END.split(rest + chunk)
        lines += [(seconds, text.decode(errors="replace")) for text in ended if text]
        if stop_at and not stopped and any(re.search(stop_at, text) for _, text in lines):
            process.kill()
            stopped = True
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.stdout.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if rest:
        lines.append((seconds, rest.decode(errors="replace")))
    if process.returncode != 0 and not stopped:
        print("\n".join(text for _, text in lines[-20:]), file=sys.stderr)
        raise SystemExit(f"{' '.join(command)}: exit status {process.returncode}")
    return Run(command, seconds, usage.ru_maxrss * 1024, lines)
