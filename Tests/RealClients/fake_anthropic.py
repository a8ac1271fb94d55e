"""A fake Anthropic API: strict about what it is sent, scripted in what it answers."""

import http.server
import json
import threading

API_VERSION = "2023-06-01"


class Exchange:
    """One request, and the means to answer it."""

    def __init__(self, handler, body):
        self.handler = handler
        self.path = handler.path
        self.headers = handler.headers
        self.body = body
        self.account = handler.headers.get("x-api-key")
        self.closed = threading.Event()

    @property
    def messages(self):
        return self.body["messages"]

    def respond(self, status, body, headers=()):
        data = json.dumps(body).encode()
        self._head(status, "application/json", [("content-length", str(len(data))), *headers])
        self.handler.wfile.write(data)
        self.handler.wfile.flush()

    def error(self, status, kind, message, headers=()):
        self.respond(status, {"type": "error", "error": {"type": kind, "message": message}}, headers)

    def start_stream(self):
        self._head(200, "text/event-stream; charset=utf-8", [("transfer-encoding", "chunked")])
        self.handler.wfile.flush()

    def event(self, kind, **members):
        text = f"event: {kind}\ndata: {json.dumps({'type': kind, **members})}\n\n".encode()
        try:
            self.handler.wfile.write(b"%x\r\n%s\r\n" % (len(text), text))
            self.handler.wfile.flush()
        except OSError:
            self.closed.set()
            raise

    def end_stream(self):
        self.handler.wfile.write(b"0\r\n\r\n")
        self.handler.wfile.flush()

    def break_off(self):
        """Ends the connection without the end of the answer."""
        self.handler.close_connection = True
        self.handler.connection.shutdown(2)

    def wait_until_closed(self, timeout):
        """Waits until the other side has hung up; whether it has."""
        self.handler.connection.settimeout(timeout)
        try:
            while self.handler.connection.recv(1024):
                pass
            self.closed.set()
        except TimeoutError:
            return False
        except OSError:
            self.closed.set()
        return True

    def _head(self, status, content_type, headers):
        self.handler.send_response(status)
        self.handler.send_header("content-type", content_type)
        self.handler.send_header("request-id", "req_fake")
        for name, value in headers:
            self.handler.send_header(name, value)
        self.handler.end_headers()


def text_block(text):
    return {"type": "text", "text": text}


def tool_block(identifier, name, arguments):
    return {"type": "tool_use", "id": identifier, "name": name, "input": arguments}


def usage(output=1):
    return {"input_tokens": 11, "output_tokens": output, "cache_creation_input_tokens": 7, "cache_read_input_tokens": 5}


def message(exchange, blocks):
    """Answers with one message, as a stream where that is asked for."""
    stop = "tool_use" if any(block["type"] == "tool_use" for block in blocks) else "end_turn"
    if not exchange.body.get("stream"):
        return exchange.respond(200, whole_message(exchange, blocks, stop))
    begin_stream(exchange)
    for index, block in enumerate(blocks):
        stream_block(exchange, index, block)
    finish_stream(exchange, stop)


def whole_message(exchange, blocks, stop):
    return {
        "id": "msg_fake",
        "type": "message",
        "role": "assistant",
        "model": exchange.body["model"],
        "content": blocks,
        "stop_reason": stop,
        "stop_sequence": None,
        "usage": usage(23),
    }


def begin_stream(exchange):
    exchange.start_stream()
    start = whole_message(exchange, [], None)
    start["usage"] = usage()
    exchange.event("message_start", message=start)


def stream_block(exchange, index, block):
    if block["type"] == "text":
        exchange.event("content_block_start", index=index, content_block=text_block(""))
        for word in block["text"].split(" "):
            stream_text(exchange, index, word + " ")
    else:
        exchange.event("content_block_start", index=index, content_block={**block, "input": {}})
        delta = {"type": "input_json_delta", "partial_json": json.dumps(block["input"])}
        exchange.event("content_block_delta", index=index, delta=delta)
    exchange.event("content_block_stop", index=index)


def stream_text(exchange, index, text):
    exchange.event("content_block_delta", index=index, delta={"type": "text_delta", "text": text})


def finish_stream(exchange, stop):
    exchange.event("message_delta", delta={"stop_reason": stop, "stop_sequence": None}, usage=usage(23))
    exchange.event("message_stop")
    exchange.end_stream()


class FakeAnthropic:
    """The server. `script` holds what the next requests for messages are answered with; behind it comes `fallback`."""

    def __init__(self, accounts):
        self.accounts = accounts
        self.lock = threading.Lock()
        self.reset()
        fake = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def log_message(self, *arguments):
                pass

            def do_GET(self):
                fake.get(self)

            def do_POST(self):
                fake.post(self)

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, request, address):
                # A client that hangs up is part of several tests.
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def reset(self):
        with self.lock:
            self.script = []
            self.fallback = lambda exchange: exchange.error(500, "api_error", "the script is over")
            self.exchanges = []
            self.counted = []
            self.violations = []

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def get(self, handler):
        if handler.path.split("?")[0] != "/v1/models":
            self.violate(f"GET {handler.path}")
        models = [{"type": "model", "id": "claude-fake-1", "display_name": "Fake", "created_at": "2026-01-01T00:00:00Z"}]
        body = {"data": models, "has_more": False, "first_id": "claude-fake-1", "last_id": "claude-fake-1"}
        Exchange(handler, None).respond(200, body)

    def post(self, handler):
        data = handler.rfile.read(int(handler.headers.get("content-length", 0)))
        try:
            exchange = Exchange(handler, json.loads(data))
        except ValueError:
            self.violate("the body is not JSON")
            return Exchange(handler, None).error(400, "invalid_request_error", "not JSON")
        self.check_head(exchange)
        path = exchange.path.split("?")[0]
        if path == "/v1/messages/count_tokens":
            with self.lock:
                self.counted.append(exchange)
            return exchange.respond(200, {"input_tokens": 4321})
        if path != "/v1/messages":
            self.violate(f"POST {exchange.path}")
            return exchange.error(404, "not_found_error", "no such path")
        self.check_body(exchange.body)
        with self.lock:
            self.exchanges.append(exchange)
            answer = self.script.pop(0) if self.script else self.fallback
        answer(exchange)

    def violate(self, what):
        with self.lock:
            self.violations.append(what)

    def check_head(self, exchange):
        headers = exchange.headers
        if exchange.account not in self.accounts:
            self.violate(f"x-api-key is {exchange.account!r}")
        if "authorization" in headers:
            self.violate("the client's key was passed on")
        for name, wanted in [
            ("anthropic-version", API_VERSION), ("content-type", "application/json"), ("host", self.url[len("http://"):]),
        ]:
            if headers.get(name) != wanted:
                self.violate(f"{name} is {headers.get(name)!r}")
        for name in ("te", "upgrade", "transfer-encoding", "proxy-connection", "expect"):
            if name in headers:
                self.violate(f"{name} was passed on")

    def check_body(self, body):
        if not isinstance(body.get("model"), str) or not body["model"]:
            self.violate("no model")
        if not isinstance(body.get("max_tokens"), int):
            self.violate("no max_tokens")
        if not body.get("messages"):
            return self.violate("no messages")
        asked = set()
        for entry in body["messages"]:
            if entry["role"] not in ("user", "assistant", "system"):
                self.violate(f"role {entry['role']}")
            for block in entry["content"] if isinstance(entry["content"], list) else []:
                if block["type"] == "tool_use":
                    asked.add(block["id"])
                if block["type"] == "tool_result" and block["tool_use_id"] not in asked:
                    self.violate(f"a result for the tool call {block['tool_use_id']}, which nobody made")
