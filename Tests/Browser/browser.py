"""A headless Chromium, driven over the DevTools protocol."""

import base64
import json
import os
import shutil
import subprocess
import tempfile
import threading

from websockets.sync.client import connect

# Nothing of the browser's own goes out, so that what goes out is the pages'.
FLAGS = [
    "--headless=new", "--no-first-run", "--no-default-browser-check", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-extensions", "--disable-default-apps", "--disable-gpu",
    "--disable-dev-shm-usage", "--no-proxy-server", "--remote-debugging-port=0",
    "--disable-features=Translate,OptimizationHints,MediaRouter",
]
PATIENCE = 60


class Browser:
    def __init__(self):
        self.profile = tempfile.mkdtemp(prefix="ccproxy-chromium-")
        # Chromium's own sandbox refuses to run for root, as which CI runs; only our own pages are opened.
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        self.process = subprocess.Popen(
            [os.environ["CHROMIUM"], *FLAGS, *sandbox, f"--user-data-dir={self.profile}", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True,
            env={**os.environ, "HOME": self.profile},
        )
        address = None
        for line in self.process.stderr:
            if line.startswith("DevTools listening on "):
                address = line.split()[-1]
                break
        if not address:
            raise AssertionError("Chromium does not start")
        threading.Thread(target=self.process.stderr.read, daemon=True).start()
        self.socket = connect(address, max_size=None, open_timeout=PATIENCE, proxy=None)
        self.lock = threading.Condition()
        self.number = 0
        self.answers = {}
        self.pages = {}
        threading.Thread(target=self.receive, daemon=True).start()

    def receive(self):
        try:
            for text in self.socket:
                message = json.loads(text)
                with self.lock:
                    if "id" in message:
                        self.answers[message["id"]] = message
                    elif message.get("sessionId") in self.pages:
                        self.pages[message["sessionId"]].note(message["method"], message["params"])
                    self.lock.notify_all()
        except Exception:
            with self.lock:
                self.answers[None] = True
                self.lock.notify_all()

    def send(self, method, parameters=None, session=None):
        with self.lock:
            self.number += 1
            number = self.number
        message = {"id": number, "method": method, "params": parameters or {}}
        if session:
            message["sessionId"] = session
        self.socket.send(json.dumps(message))
        with self.lock:
            if not self.lock.wait_for(lambda: number in self.answers or None in self.answers, PATIENCE):
                raise AssertionError(f"no answer to {method}")
            answer = self.answers.pop(number, None)
        if answer is None:
            raise AssertionError(f"the browser has gone during {method}")
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']}")
        return answer["result"]

    def open(self, address="about:blank", width=1440, height=900, dark=False):
        # A window of its own has a session of its own, as for another person.
        context = self.send("Target.createBrowserContext")["browserContextId"]
        target = self.send("Target.createTarget", {"url": "about:blank", "browserContextId": context})["targetId"]
        page = self.attach(target, context)
        page.look(width, height, dark)
        page.navigate(address)
        return page

    def attach(self, target, context=None):
        session = self.send("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        page = Page(self, session, context)
        with self.lock:
            self.pages[session] = page
        for domain in ["Page", "Runtime", "Network", "Log"]:
            page.send(domain + ".enable")
        return page

    def close(self):
        try:
            self.send("Browser.close")
        except Exception:
            self.process.kill()
        self.process.wait(timeout=PATIENCE)
        self.process.stderr.close()
        shutil.rmtree(self.profile, ignore_errors=True)


class Page:
    def __init__(self, browser, session, context):
        self.browser = browser
        self.session = session
        self.context = context
        # Requests as they were sent, and what the console said.
        self.requests = []
        self.console = []
        self.contexts = {}

    def note(self, method, parameters):
        if method == "Network.requestWillBeSent":
            self.requests.append((parameters["request"]["url"], parameters["request"]["headers"]))
        elif method == "Network.requestWillBeSentExtraInfo":
            self.requests.append(("", parameters["headers"]))
        elif method == "Runtime.consoleAPICalled" and parameters["type"] in ("error", "warning", "assert"):
            self.console.append(" ".join(str(argument.get("value")) for argument in parameters["args"]))
        elif method == "Runtime.exceptionThrown":
            self.console.append(json.dumps(parameters["exceptionDetails"]))
        elif method == "Log.entryAdded" and parameters["entry"]["level"] in ("error", "warning"):
            self.console.append(f"{parameters['entry']['text']} {parameters['entry'].get('url', '')}")
        elif method == "Runtime.executionContextCreated":
            context = parameters["context"]
            if context["auxData"].get("isDefault"):
                self.contexts[context["auxData"]["frameId"]] = context["id"]

    def send(self, method, parameters=None):
        return self.browser.send(method, parameters, self.session)

    def look(self, width, height, dark=False):
        self.send("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": False,
        })
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", {"features": [scheme]})

    def navigate(self, address):
        self.send("Page.navigate", {"url": address})

    def evaluate(self, expression, context=None):
        parameters = {"expression": expression, "awaitPromise": True, "returnByValue": True, "userGesture": True}
        if context:
            parameters["contextId"] = context
        result = self.send("Runtime.evaluate", parameters)
        if "exceptionDetails" in result:
            raise AssertionError(f"{expression}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def wait(self, expression, context=None, within=PATIENCE):
        """Waits until an expression about the page is true, looking at it with each change of the page."""
        script = f"""new Promise((resolve) => {{
          const test = () => {{ try {{ return {expression}; }} catch (error) {{ return false; }} }};
          if (test()) return resolve(true);
          const watch = new MutationObserver(() => {{ if (test()) end(true); }});
          const end = (value) => {{ watch.disconnect(); resolve(value); }};
          watch.observe(document, {{ subtree: true, childList: true, attributes: true, characterData: true }});
          setTimeout(() => end(test()), {within * 1000 - 5000});
        }})"""
        if not self.evaluate(script, context):
            raise AssertionError(f"never true: {expression}\n{self.text(context)}\n{self.console}")

    def wait_for_document(self):
        """Waits for the document that was navigated to."""
        self.evaluate("new Promise((go) => document.readyState === 'complete' ? go() : addEventListener('load', go))")

    def text(self, context=None):
        return self.evaluate("document.body ? document.body.innerText : ''", context)

    def frames(self):
        """The frames in the page: their addresses and contexts."""
        tree = self.send("Page.getFrameTree")["frameTree"]
        children = [child["frame"] for child in tree.get("childFrames", [])]
        with self.browser.lock:
            return {child["url"]: self.contexts.get(child["id"]) for child in children}

    def press(self, key):
        for kind in ("keyDown", "keyUp"):
            event = {"type": kind, "key": key, "code": key, "windowsVirtualKeyCode": {"Tab": 9, "Enter": 13}[key]}
            if key == "Enter" and kind == "keyDown":
                event["text"] = "\r"
            self.send("Input.dispatchKeyEvent", event)

    def picture(self, name):
        # Not half of a transition.
        self.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")
        data = self.send("Page.captureScreenshot", {"format": "png"})["data"]
        path = os.path.join(os.environ["CCPROXY_SCREENSHOTS"], name + ".png")
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def close(self):
        self.browser.send("Target.disposeBrowserContext", {"browserContextId": self.context})
