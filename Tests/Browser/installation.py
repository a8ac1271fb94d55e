"""An installation of ccproxy of its own, before a fake upstream."""

import http.client
import http.server
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

PROGRAMS = os.environ["CCPROXY_BIN"]
CCPROXY = os.path.join(PROGRAMS, "ccproxy")
PROVIDERS = ["antigravity", "claude", "codex", "gemini"]
PAGE = "/cc_proxy_management_dashboard.html"

# What belongs to whoever runs the tests, and must not decide how they end.
FOREIGN = re.compile(r"ANTHROPIC_|CLAUDE|CCPROXY_|(?:HTTPS?|ALL|NO)_PROXY$", re.IGNORECASE)


def free_ports(count):
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


class Installation:
    def __init__(self, settings="", accounts=(), upstream=None, more_providers=(), engines=None):
        self.base = tempfile.mkdtemp(prefix="ccproxy-browser-")
        self.providers = PROVIDERS + list(more_providers)
        ports = free_ports(len(self.providers) + 1)
        self.port = ports[0]
        self.ports = dict(zip(self.providers, ports[1:]))
        os.makedirs(os.path.join(self.base, "home"))
        os.makedirs(os.path.join(self.base, "shell"))
        self.environment = {name: value for name, value in os.environ.items() if not FOREIGN.match(name)}
        self.environment["HOME"] = os.path.join(self.base, "home")
        lines = ""
        for name, port in self.ports.items():
            kind = "kind: codex, " if name in more_providers else ""
            engine = f", engine: {engines[name]}" if engines and name in engines else ""
            lines += f"  {name}: {{{kind}port: {port}{engine}}}\n"
        self.write("configs/ccproxy.yaml", f"{settings}dashboard: {{port: {self.port}}}\nproviders:\n{lines}")
        if upstream:
            keys = "".join(f"  - {{api-key: {key}, base-url: {upstream}}}\n" for key in accounts)
            self.write("configs/claude/config.yaml", f"port: 1\nclaude-api-key:\n{keys}")

    def write(self, name, text):
        path = os.path.join(self.base, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write(text)

    def read(self, name):
        with open(os.path.join(self.base, name)) as file:
            return file.read()

    def ccproxy(self, *arguments, timeout=120):
        return subprocess.run(
            [CCPROXY, "--home", self.base, *arguments],
            env=self.environment, cwd=self.base, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=timeout,
        )

    def start(self, *providers):
        started = self.ccproxy("start", *(providers or ["all"]))
        if started.returncode != 0:
            raise AssertionError(started.stdout + started.stderr)

    def status(self):
        return json.loads(self.ccproxy("status", "--json").stdout)

    def pid(self, provider):
        return next(entry["pid"] for entry in self.status()["providers"] if entry["provider"] == provider)

    @property
    def key(self):
        """The dashboard's key, as the printed link carries it."""
        # A wrong key makes the daemon look for the right one, and make it where there is none.
        if not os.path.exists(os.path.join(self.base, "configs/.run/dashboard.key")):
            self.request("POST", "/api/session", '{"key":"none"}', {"Content-Type": "application/json"})
        return self.read("configs/.run/dashboard.key").strip()

    def link(self, offset=0, host="127.0.0.1"):
        return f"http://{host}:{self.port + offset}{PAGE}#key={self.key}"

    def management_key(self, provider):
        return json.loads(self.read(f"configs/.run/keys/{provider}.json"))["management_key"]

    def api_key(self, provider):
        return json.loads(self.read(f"configs/.run/keys/{provider}.json"))["api_key"]

    def request(self, method, path, body=None, headers=None, port=None):
        """Asks the dashboard; status, fields and body."""
        connection = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=30)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode()
        finally:
            connection.close()

    def token(self):
        body = json.dumps({"key": self.key})
        status, _, text = self.request("POST", "/api/session", body, {"Content-Type": "application/json"})
        assert status == 200, text
        return json.loads(text)["token"]

    def ask(self, model="claude-opus-4-6", text="hello"):
        """Sends the claude proxy a request for a message."""
        connection = http.client.HTTPConnection("127.0.0.1", self.ports["claude"], timeout=60)
        body = {"model": model, "max_tokens": 10, "messages": [{"role": "user", "content": text}]}
        headers = {
            "Authorization": f"Bearer {self.api_key('claude')}", "Content-Type": "application/json",
            "anthropic-version": "2023-06-01",
        }
        connection.request("POST", "/v1/messages", json.dumps(body), headers)
        status = connection.getresponse().status
        connection.close()
        return status

    def logs(self):
        """Everything that was logged, by the daemon and by the engines."""
        found = {}
        for directory, _, files in os.walk(os.path.join(self.base, "configs")):
            for name in files:
                if name.endswith(".log"):
                    with open(os.path.join(directory, name), errors="replace") as file:
                        found[os.path.join(directory, name)] = file.read()
        return found

    def remove(self):
        stopped = self.ccproxy("stop")
        if stopped.returncode != 0:
            print(stopped.stdout, stopped.stderr, file=sys.stderr)
        shutil.rmtree(self.base, ignore_errors=True)


class Upstream:
    """A provider that answers everything alike, and tells its limits."""

    def __init__(self):
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *arguments):
                pass

            def do_GET(self):
                self.answer({"data": [], "has_more": False})

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                usage = {
                    "input_tokens": 1200, "output_tokens": 340, "cache_read_input_tokens": 8000,
                    "cache_creation_input_tokens": 500,
                }
                self.answer({
                    "id": "msg_1", "type": "message", "role": "assistant", "model": body["model"],
                    "content": [{"type": "text", "text": "hello"}], "stop_reason": "end_turn", "stop_sequence": None,
                    "usage": usage,
                })

            def answer(self, value):
                data = json.dumps(value).encode()
                self.send_response(200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(data)))
                for window, used, reset in [("5h", 0.42, 3 * 3600), ("7d", 0.96, 4 * 86400), ("past", 0.77, -7200)]:
                    self.send_header(f"anthropic-ratelimit-unified-{window}-utilization", str(used))
                    self.send_header(f"anthropic-ratelimit-unified-{window}-reset", str(int(time.time()) + reset))
                self.send_header("anthropic-ratelimit-unified-status", "allowed")
                self.send_header("anthropic-ratelimit-requests-limit", "1000")
                self.send_header("anthropic-ratelimit-requests-remaining", "150")
                self.end_headers()
                self.wfile.write(data)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Forwarder:
    """Ports that lead to others, all of them moved alike, as SSH forwards them."""

    def __init__(self, ports):
        self.offset, self.listeners = Forwarder.listen(ports)
        self.connections = []
        for port, listener in self.listeners.items():
            threading.Thread(target=self.accept, args=(listener, port), daemon=True).start()

    @staticmethod
    def listen(ports):
        # The kernel chooses for the first; the others have to be free there as well.
        for _ in range(200):
            offset = free_ports(1)[0] - ports[0]
            listeners = {}
            try:
                for port in ports:
                    listeners[port] = socket.create_server(("127.0.0.1", port + offset))
                return offset, listeners
            except (OSError, OverflowError):
                for listener in listeners.values():
                    listener.close()
        raise AssertionError("no free ports that lie like these")

    def accept(self, listener, port):
        try:
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(("127.0.0.1", port))
                self.connections += [near, far]
                for source, sink in ((near, far), (far, near)):
                    threading.Thread(target=self.pump, args=(source, sink), daemon=True).start()
        except OSError:
            pass

    @staticmethod
    def pump(source, sink):
        try:
            while data := source.recv(1 << 16):
                sink.sendall(data)
        except OSError:
            pass
        for end in (source, sink):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def close(self):
        for connection in [*self.listeners.values(), *self.connections]:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            connection.close()
