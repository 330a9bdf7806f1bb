"""A running `t2v serve` with a small model, and its page in a browser."""

import json
import os
import pathlib
import re
import signal
import subprocess
import unittest
import urllib.parse
import urllib.request

import chromium

T2V = os.environ["T2V_PROGRAM"]
REVIEWS = pathlib.Path(os.environ["FILM_REVIEWS"])
SUSPECTED = 600  # documents whose labels are judged

# Films by what their reviews hold, so that one is praised for what another lacks.
FILMS = (("지루", "film:dull"), ("흥미진진", "film:thrilling"), ("노잼", "film:bore"),
         ("꿀잼", "film:fun"), ("음악", "film:music"))


def lines_of(name):
    return (REVIEWS / name).read_text(encoding="utf-8").splitlines()


def film_of(review):
    return next((film for word, film in FILMS if word in review.split()), "film:other")


def train(folder):
    """t2v.h5 with labels alone, films.h5 with films beside them, and a corpus for suspects."""
    reviews = lines_of("corpus.txt")
    labels = lines_of("labels.txt")
    films = [f"{label} {film_of(review)}" for review, label in zip(reviews, labels)]
    for name, lines in (("corpus.txt", reviews), ("labels.txt", labels), ("films.txt", films),
                        ("few.txt", reviews[:SUSPECTED]), ("few.labels", labels[:SUSPECTED])):
        (folder / name).write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    for names, model in (("labels.txt", "t2v.h5"), ("films.txt", "films.h5")):
        subprocess.run([T2V, "train", "corpus.txt", names, "-o", model, "--dim", "24", "--epochs",
                        "5", "--subsample", "0", "--threads", "1", "--quiet"], cwd=folder,
                       check=True)


class Server:
    """`t2v serve` on a free port. The line on its standard error says which."""

    def __init__(self, folder, *arguments):
        self._process = subprocess.Popen([T2V, "serve", "--port", "0", *arguments], cwd=folder,
                                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                         text=True, encoding="utf-8")
        said = ""
        for line in self._process.stderr:
            said += line
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                self.address = found.group()
                return
        raise AssertionError(f"t2v serve ended without serving:\n{said}")

    def ask(self, path, **parameters):
        """What the API answers without the page."""
        query = urllib.parse.urlencode(parameters, doseq=True)
        with urllib.request.urlopen(f"{self.address}{path}?{query}") as answer:
            return json.load(answer)

    def close(self):
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(chromium.SECONDS)
        self._process.stderr.close()


class PageTest(unittest.TestCase):
    """A test with a page of its own, which must ask nobody else and complain of nothing."""

    browser = None
    server = None        # with films, a classifier and suspects
    plain_server = None  # with labels alone
    model_folder = None
    refused = ()         # parts of addresses that the test asks for in vain

    def open(self, address="", server=None, **surroundings):
        self.served = server or self.server
        self.page = chromium.Page(self.browser, **surroundings)
        self.addCleanup(self.close, self.page, self.served)
        self.page.open(f"{self.served.address}/{address}")
        self.page.until("document.documentElement.dataset.ready === ''")
        return self.page

    def reload(self):
        self.page.evaluate("window.before = true, location.reload()")
        self.page.until("window.before === undefined && "
                        "document.documentElement.dataset.ready === ''")

    def go(self, address):
        """Follows a link within the page."""
        self.page.evaluate(f"location.hash = {json.dumps(address)}")

    def close(self, page, served):
        page.close()
        elsewhere = [address[:200] for address in page.requests
                     if not address.startswith((f"{served.address}/", "about:"))]
        self.assertEqual(elsewhere, [], "asked for from elsewhere")
        wrong = [error for error in page.errors
                 if not any(part in urllib.parse.unquote(error) for part in self.refused)]
        self.assertEqual(wrong, [], "errors in the console")

    def texts(self, selector):
        """The texts of all shown nodes of the view."""
        return self.page.evaluate(
            f"[...document.querySelectorAll({json.dumps('.view:not([hidden]) ' + selector)})]"
            ".filter(node => node.checkVisibility()).map(node => node.textContent)")

    def wait_for_texts(self, selector, expected):
        self.page.until(
            f"JSON.stringify([...document.querySelectorAll("
            f"{json.dumps('.view:not([hidden]) ' + selector)})].map(node => node.textContent)) === "
            f"{json.dumps(json.dumps(expected, ensure_ascii=False, separators=(',', ':')))}")

    def focus_by_tab(self, script):
        """Presses Tab until a node has the focus, as someone without a mouse does."""
        for _ in range(80):
            if self.page.evaluate(f"document.activeElement === {script}"):
                return
            self.page.press("Tab")
        self.fail(f"Tab does not reach {script}")

    def choose(self, key):
        """Waits for a completion and takes it by its keys."""
        options = "document.querySelectorAll('[role=listbox]:not([hidden]) > [role=option] .name')"
        self.page.until(f"[...{options}].some(node => node.textContent === '{key}')")
        names = self.page.evaluate(f"[...{options}].map(node => node.textContent)")
        self.page.press("ArrowDown", times=names.index(key) + 1)
        self.page.press("Enter")

    def parameters(self):
        """What the address holds behind the name of the view."""
        address = self.page.evaluate("location.hash")
        return urllib.parse.parse_qs(address.partition("?")[2])


def keys(results):
    return [result["key"] for result in results]
