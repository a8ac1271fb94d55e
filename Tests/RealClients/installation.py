"""An installation of ccproxy of its own, with a gateway before the fake upstream."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

import claude_agent_sdk

PROGRAMS = os.environ["CCPROXY_BIN"]
CCPROXY = os.path.join(PROGRAMS, "ccproxy")
CLAUDE_DIRECTORY = os.path.join(os.path.dirname(claude_agent_sdk.__file__), "_bundled")

# What belongs to whoever runs the tests, and must not decide how they end.
FOREIGN = re.compile(r"ANTHROPIC_|CLAUDE|CCPROXY_|(?:HTTPS?|ALL|NO)_PROXY$", re.IGNORECASE)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Installation:
    """`provider` alone, with `configuration` in its config.yaml and `files` beside it; `extra` goes to the environment."""

    def __init__(self, provider, configuration="", files=(), extra=()):
        self.provider = provider
        self.base = tempfile.mkdtemp(prefix="ccproxy-real-")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.home = self.directory("home")
        self.work = self.directory("work")
        self.environment = {name: value for name, value in os.environ.items() if not FOREIGN.match(name)}
        self.environment |= {
            "HOME": self.home,
            "PATH": os.pathsep.join([CLAUDE_DIRECTORY, os.environ["PATH"]]),
            # Claude Code stays on this machine, and may skip permissions also as root.
            "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC": "1",
            "IS_SANDBOX": "1",
            **dict(extra),
        }
        self.write(
            "configs/ccproxy.yaml",
            f"providers: {{{provider}: {{port: {self.port}}}}}\ndashboard: {{port: {free_port()}}}\n",
        )
        # Fill-first, so that it is known which account is asked first.
        self.write(f"configs/{provider}/config.yaml", f"port: 1\nrouting: {{strategy: fill-first}}\n{configuration}")
        for name, content in dict(files).items():
            self.write(f"configs/{provider}/{name}", json.dumps(content))
            os.chmod(os.path.join(self.base, f"configs/{provider}/{name}"), 0o600)

    def directory(self, name):
        path = os.path.join(self.base, name)
        os.makedirs(path, exist_ok=True)
        return path

    def write(self, name, text):
        path = os.path.join(self.base, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)

    def read(self, name):
        with open(os.path.join(self.base, name)) as file:
            return file.read()

    def ccproxy(self, *arguments, timeout=60):
        return subprocess.run(
            [CCPROXY, "--home", self.base, *arguments],
            env=self.environment, cwd=self.work, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout,
        )

    def claude(self, *arguments, **options):
        """Starts Claude Code through ccproxy, in a session of its own."""
        return subprocess.Popen(
            [CCPROXY, "--home", self.base, "run", self.provider, "--", *arguments],
            env=self.environment, cwd=self.work, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, start_new_session=True, **options,
        )

    def ask(self, prompt, *arguments, timeout=120):
        """Asks Claude Code one question; its exit status and its result."""
        process = self.claude("-p", prompt, "--output-format", "json", *arguments)
        try:
            output, errors = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            output, errors = process.communicate()
            raise AssertionError(f"Claude Code did not end\n{output}\n{errors}\n{self.engine_log()}") from None
        try:
            return process.returncode, json.loads(output)
        except ValueError:
            raise AssertionError(f"status {process.returncode}\n{output}\n{errors}\n{self.engine_log()}") from None

    @property
    def key(self):
        """The generated key that Claude Code is handed."""
        return re.search(r"sk-ccproxy-[\w-]+", self.read(f"configs/{self.provider}/config.yaml")).group()

    def management(self, path, method="GET"):
        import urllib.request

        key = json.loads(self.read(f"configs/.run/keys/{self.provider}.json"))["management_key"]
        request = urllib.request.Request(
            f"{self.url}/v0/management/{path}", method=method, headers={"Authorization": f"Bearer {key}"}
        )
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=10) as answer:
            return json.load(answer)

    def engine_log(self, until=None):
        """What the engine has logged; with `until`, as soon as that is in it."""
        deadline = time.monotonic() + 30
        while True:
            try:
                log = self.read(f"configs/{self.provider}/logs/engine.log")
            except OSError as error:
                log = str(error)
            if until is None or until in log or time.monotonic() > deadline:
                return log
            time.sleep(0.005)

    def remove(self):
        stopped = self.ccproxy("stop")
        if stopped.returncode != 0:
            print(stopped.stdout, stopped.stderr, file=sys.stderr)
        shutil.rmtree(self.base, ignore_errors=True)
