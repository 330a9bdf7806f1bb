"""Chromium without a window, driven through its DevTools protocol over a pipe.

https://chromedevtools.github.io/devtools-protocol/. With --remote-debugging-pipe Chromium reads
commands from file descriptor 3 and writes answers and events to 4, each a JSON text that ends with
a zero byte; so nothing but Python and Chromium is needed, and no port is opened.
"""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

SECONDS = 60  # for whatever is waited for; only a broken page needs as long
NAMES = ("chromium", "chromium-browser", "google-chrome")

# What a key is called and what it types, where that differs.
KEY_CODES = {"ArrowDown": 40, "ArrowUp": 38, "ArrowLeft": 37, "ArrowRight": 39, "Enter": 13,
             "Escape": 27, "Tab": 9, "Home": 36, "End": 35, "Backspace": 8, " ": 32}
KEY_TEXTS = {"Enter": "\r", " ": " "}


def installed():
    """The path of Chromium, or None."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Chromium:
    """One browser with a profile of its own."""

    def __init__(self):
        self._profile = tempfile.mkdtemp(prefix="t2v-chromium-")
        commands, self._commands = os.pipe()
        self._answers, answers = os.pipe()
        arguments = [installed(), "--headless=new", "--remote-debugging-pipe", "--no-sandbox",
                     "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                     "--disable-background-networking", "--disable-component-update",
                     "--disable-sync", "--lang=ko", f"--user-data-dir={self._profile}",
                     # Names are looked up nowhere: what is not on this machine cannot be reached.
                     "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "about:blank"]
        # A shell puts the pipes where Chromium looks for them, whatever their numbers are here.
        shell = f'exec "$@" 3<&{commands} 4>&{answers}'
        self._process = subprocess.Popen(["bash", "-c", shell, "bash", *arguments],
                                         pass_fds=(commands, answers), stdin=subprocess.DEVNULL,
                                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(commands)
        os.close(answers)
        self._received = b""
        self._last_id = 0
        self._events = []

    def close(self):
        os.close(self._commands)  # Chromium ends when nobody commands it any more
        try:
            self._process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._answers)
        shutil.rmtree(self._profile, ignore_errors=True)

    def _message(self, deadline):
        while b"\0" not in self._received:
            readable, _, _ = select.select([self._answers], [], [],
                                           max(0.0, deadline - time.monotonic()))
            if not readable:
                raise TimeoutError("Chromium does not answer")
            part = os.read(self._answers, 1 << 16)
            if not part:
                raise EOFError("Chromium has ended")
            self._received += part
        message, _, self._received = self._received.partition(b"\0")
        return json.loads(message)

    def command(self, method, session=None, **parameters):
        """Sends a command and returns its result; events on the way are kept for events()."""
        self._last_id += 1
        message = {"id": self._last_id, "method": method, "params": parameters}
        if session is not None:
            message["sessionId"] = session
        text = json.dumps(message).encode() + b"\0"
        while text:
            text = text[os.write(self._commands, text):]
        deadline = time.monotonic() + 2 * SECONDS
        while True:
            answer = self._message(deadline)
            if "id" not in answer:
                self._events.append(answer)
            elif answer["id"] == self._last_id:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def events(self, session):
        """The events of a page up to now, once."""
        mine = [event for event in self._events if event.get("sessionId") == session]
        self._events = [event for event in self._events if event.get("sessionId") != session]
        return mine


class Page:
    """A tab with storage of its own. Coordinates are pixels of the window."""

    def __init__(self, browser, width=1280, height=900, dark=False, language="ko"):
        self._browser = browser
        self._context = browser.command("Target.createBrowserContext")["browserContextId"]
        self._target = browser.command("Target.createTarget", url="about:blank", width=width,
                                       height=height, browserContextId=self._context)["targetId"]
        self._session = browser.command("Target.attachToTarget", targetId=self._target,
                                        flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.command(f"{domain}.enable")
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height,
                     deviceScaleFactor=1, mobile=False)
        self.command("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"}])
        self.command("Emulation.setUserAgentOverride", acceptLanguage=language,
                     userAgent=browser.command("Browser.getVersion")["userAgent"])
        self.requests = []  # addresses of all that was asked for
        self.errors = []    # what the console says is wrong

    def command(self, method, **parameters):
        return self._browser.command(method, self._session, **parameters)

    def close(self):
        self.note_events()
        self._browser.command("Target.disposeBrowserContext", browserContextId=self._context)

    def note_events(self):
        for event in self._browser.events(self._session):
            parameters = event["params"]
            if event["method"] == "Network.requestWillBeSent":
                self.requests.append(parameters["request"]["url"])
            elif event["method"] == "Runtime.exceptionThrown":
                details = parameters["exceptionDetails"]
                self.errors.append(details.get("exception", details).get("description",
                                                                         details["text"]))
            elif event["method"] == "Log.entryAdded" and parameters["entry"]["level"] == "error":
                entry = parameters["entry"]
                self.errors.append(f"{entry['text']} {entry.get('url', '')}")
            elif (event["method"] == "Runtime.consoleAPICalled"
                  and parameters["type"] in ("error", "assert", "warning")):
                self.errors.append(str(parameters["args"]))

    def open(self, address):
        self.command("Page.navigate", url=address)

    def evaluate(self, script):
        """The value of a JavaScript expression, or of the promise it makes."""
        answer = self.command("Runtime.evaluate", expression=script, awaitPromise=True,
                              returnByValue=True, userGesture=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            raise RuntimeError(f"{script}: {details['exception'].get('description', details)}")
        return answer["result"].get("value")

    def until(self, script):
        """Waits until an expression is true and returns its value."""
        deadline = time.monotonic() + SECONDS
        while True:
            try:
                value = self.evaluate(script)
            except RuntimeError as error:  # the page may just be changing to another
                value, why = None, str(error)
            else:
                why = str(value)
            if value:
                return value
            if time.monotonic() > deadline:
                shown = self.evaluate("location.href + '\\n' + document.body.innerText")
                raise AssertionError(f"never true: {script} ({why}) on\n{shown}")
            time.sleep(0.02)

    def press(self, key, times=1, shift=False):
        for _ in range(times):
            code = KEY_CODES.get(key, ord(key.upper()) if len(key) == 1 else 0)
            text = KEY_TEXTS.get(key, key if len(key) == 1 else "")
            common = {"key": key, "windowsVirtualKeyCode": code, "modifiers": 8 if shift else 0}
            self.command("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown",
                         text=text, **common)
            self.command("Input.dispatchKeyEvent", type="keyUp", **common)

    def type(self, text):
        """Types as an input method does for Korean: each character is composed, then taken."""
        for character in text:
            self.command("Input.imeSetComposition", text=character, selectionStart=1,
                         selectionEnd=1)
            self.command("Input.insertText", text=character)

    def place_of(self, script):
        """The middle of a node, brought into view."""
        return self.evaluate(f"""(() => {{
          const node = {script};
          node.scrollIntoView({{block: "center", behavior: "instant"}});
          const box = node.getBoundingClientRect();
          return [box.x + box.width / 2, box.y + box.height / 2];
        }})()""")

    def mouse(self, kind, x, y, pressed=False, clicks=1):
        self.command("Input.dispatchMouseEvent", type=kind, x=x, y=y, clickCount=clicks,
                     button="none" if kind == "mouseMoved" and not pressed else "left",
                     buttons=1 if pressed else 0)

    def click(self, script):
        x, y = self.place_of(script)
        self.mouse("mouseMoved", x, y)
        self.mouse("mousePressed", x, y, pressed=True)
        self.mouse("mouseReleased", x, y)

    def drag(self, places):
        self.mouse("mouseMoved", *places[0])
        self.mouse("mousePressed", *places[0], pressed=True)
        for place in places[1:]:
            self.mouse("mouseMoved", *place, pressed=True)
        self.mouse("mouseReleased", *places[-1])

    def picture(self, file):
        """Writes the whole page as a PNG file."""
        width, height = self.evaluate("[innerWidth, document.documentElement.scrollHeight]")
        data = self.command("Page.captureScreenshot", captureBeyondViewport=True, clip={
            "x": 0, "y": 0, "width": width, "height": height, "scale": 1})["data"]
        file.write_bytes(base64.b64decode(data))
