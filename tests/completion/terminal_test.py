#!/usr/bin/env python3
"""Types into `t2v shell` at a terminal of its own and looks at what it answers.

Usage: terminal_test.py T2V CORPUS LABELS
"""
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
from pathlib import Path

PATIENCE = 120  # seconds, for machines that are busy


class Session:
    """The shell at a terminal; its results come through a pipe, as prompt and echo do not."""

    def __init__(self, t2v, folder, columns=80):
        self.master, terminal = pty.openpty()
        environment = {"TERM": "xterm", "HOME": folder, "PATH": os.environ["PATH"],
                       "COLUMNS": str(columns), "T2V_MODEL": str(Path(folder, "t2v.h5"))}
        # LANG is not set, as on a bare machine.
        self.shell = subprocess.Popen([t2v, "shell"], stdin=terminal, stderr=terminal, stdout=subprocess.PIPE,
                                      env=environment, cwd=folder, start_new_session=True)
        os.close(terminal)
        self.shown = ""

    def type(self, text):
        os.write(self.master, text.encode())

    def wait_for(self, pattern):
        """Reads what the terminal shows until it matches; returns and forgets it."""
        data = b""
        while not re.search(pattern, self.shown):
            ready, _, _ = select.select([self.master], [], [], PATIENCE)
            if not ready:
                sys.exit(f"FAILED: [{pattern}] is not shown, but: {self.shown!r}")
            data += os.read(self.master, 4096)
            try:
                self.shown += data.decode()
                data = b""
            except UnicodeDecodeError:
                pass  # the rest of a character is yet to come
        shown, self.shown = self.shown, ""
        return shown

    def prompt(self):
        self.wait_for("t2v> $")

    def line(self, text):
        """Types a line, returns the first line of its results, and waits for the next prompt: until
        then the terminal is not the editor's. The prompt before the line may be drawn again."""
        self.shown = ""
        self.type(text + "\n")
        result = self.shell.stdout.readline().decode().rstrip("\n")
        self.wait_for(r"\n[^\n]*t2v> $")
        return result

    def end(self):
        self.type("\x04")
        while True:  # until the terminal is closed at its other end
            ready, _, _ = select.select([self.master], [], [], 0.1)
            if ready:
                try:
                    os.read(self.master, 4096)
                except OSError:
                    break
            elif self.shell.poll() is not None:
                break
        os.close(self.master)
        return self.shell.wait(PATIENCE)


def expect(found, wanted):
    if found != wanted:
        sys.exit(f"FAILED: found {found!r}, expected {wanted!r}")


def main():
    t2v, corpus, labels = sys.argv[1:]
    # On one core what is typed comes soon after the prompt, before the shell goes on: keys must be
    # the editor's by then.
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        model = str(Path(folder, "t2v.h5"))
        subprocess.run([t2v, "train", corpus, labels, "--epochs", "1", "--quiet", "-o", model], check=True)

        def ask(*arguments):
            return subprocess.run([t2v, *arguments, "-m", model], capture_output=True, check=True
                                  ).stdout.decode().splitlines()[0]

        neighbors = ask("neighbors", "스토리", "--label", "부정", "-n", "1")
        analogy = ask("analogy", "최악", "-부정", "+긍정", "-n", "1")

        session = Session(t2v, folder)
        session.prompt()
        # Completion of a command, an option and a label.
        expect(session.line("neigh\t스토리 --label 부\t-n 1"), neighbors)
        # Several choices are shown.
        session.type("train\x15lab\t\x15le\x15analogy 최악 --\t")
        session.wait_for(r"--prior-count(.|\n)*t2v> analogy 최악 --")
        session.type("\x15")
        # A Hangul syllable is one character to the backspace key.
        expect(session.line("analogy 최약\x7f악 -부정 +긍정 -n 1"), analogy)
        # Ctrl-C gives up the line, not the shell.
        session.type("neighbors 엉뚱한\x03")
        session.wait_for(r"\^C\s+t2v> $")
        # The arrow up brings back the line before.
        expect(session.line("\x1b[A"), analogy)
        session.type("nonsense\n")
        session.wait_for(r"t2v: unknown command 'nonsense'(.|\n)*t2v> $")
        expect(session.end(), 0)

        # The next session finds what was typed, in a file that does not grow without end.
        file = Path(folder, ".local/state/t2v/history")
        history = file.read_text(encoding="utf-8").splitlines()
        expect(history[0], "neighbors 스토리 --label 부정 -n 1")
        old = [f"labels -n {i}" for i in range(2000)]
        file.write_text("\n".join(old + history) + "\n", encoding="utf-8")
        session = Session(t2v, folder)
        session.prompt()
        expect(session.line("\x1b[A\x1b[A"), analogy)
        session.type("quit\n")
        expect(session.shell.wait(PATIENCE), 0)
        expect(len(file.read_text(encoding="utf-8").splitlines()), 1000 + 2)
    print("the shell at a terminal works")


if __name__ == "__main__":
    main()
