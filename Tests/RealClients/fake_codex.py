"""A fake ChatGPT Codex backend: as strict as the real one in what it takes, and as odd in what it answers."""

import http.server
import json
import re
import threading
import urllib.parse

TOP_LEVEL = {
    "model", "input", "instructions", "stream", "store", "include", "tools", "tool_choice", "parallel_tool_calls",
    "reasoning", "text", "prompt_cache_key", "service_tier", "client_metadata",
}
PARTS = {
    "user": {"input_text", "input_image", "input_file"},
    "developer": {"input_text"},
    "assistant": {"output_text", "refusal"},
}
TOOL_NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")
SIGNATURE = "gAAAA-sealed-"
CLIENT_FIELDS = re.compile(r"anthropic-|x-api-key$|x-stainless-|x-app$|x-claude-code-")
OTHER_CLIENTS = re.compile(r"codex_cli_rs|codex-tui|codex_exec|codex_vscode", re.IGNORECASE)


class Refused(Exception):
    """What the backend does not take, in its own words."""


class Unauthorized(Exception):
    """The account is known, and its token is none any more."""


class Exchange:
    """One request, and the means to answer it."""

    def __init__(self, handler, body):
        self.handler = handler
        self.headers = handler.headers
        self.body = body
        self.account = handler.headers.get("chatgpt-account-id")
        self.sequence = 0

    def respond(self, status, body, headers=()):
        data = json.dumps(body).encode()
        self._head(status, "application/json", [("content-length", str(len(data))), *headers])
        self.handler.wfile.write(data)
        self.handler.wfile.flush()

    def start_stream(self, headers=()):
        self._head(200, "text/event-stream", [("transfer-encoding", "chunked"), *headers])

    def event(self, kind, **members):
        data = {"type": kind, "sequence_number": self.sequence, **members}
        self.sequence += 1
        text = f"event: {kind}\ndata: {json.dumps(data)}\n\n".encode()
        self.handler.wfile.write(b"%x\r\n%s\r\n" % (len(text), text))
        self.handler.wfile.flush()

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
        except TimeoutError:
            return False
        except OSError:
            pass
        return True

    def _head(self, status, content_type, headers):
        self.handler.send_response(status)
        self.handler.send_header("content-type", content_type)
        self.handler.send_header("x-request-id", "req_codex")
        for name, value in headers:
            self.handler.send_header(name, value)
        self.handler.end_headers()

    # What tests ask about a request.

    @property
    def outputs(self):
        """What the tools have answered, by the call."""
        return {item["call_id"]: item["output"] for item in self.body["input"] if item["type"] == "function_call_output"}

    @property
    def sealed(self):
        """The sealed thoughts that came back."""
        return [item["encrypted_content"] for item in self.body["input"] if item["type"] == "reasoning"]

    def text(self):
        return json.dumps(self.body["input"], ensure_ascii=False)


# Items of an answer.


def says(text):
    return {"type": "message", "text": text}


def calls(name, arguments, identifier="call_1"):
    return {"type": "function_call", "name": name, "arguments": json.dumps(arguments), "call_id": identifier}


def thinks(summary, number=1):
    return {"type": "reasoning", "summary": summary, "encrypted_content": f"{SIGNATURE}{number}"}


def answer(*items, headers=()):
    """Answers with these items, one event after the other, as the real backend does for `store: false`."""

    def play(exchange):
        begin(exchange, headers)
        for index, item in enumerate(items):
            PLAYERS[item["type"]](exchange, index, item)
        finish(exchange)

    return play


def begin(exchange, headers=()):
    exchange.start_stream(headers)
    exchange.event("response.created", response=response(exchange, "in_progress"))
    exchange.event("response.in_progress", response=response(exchange, "in_progress"))


def finish(exchange, status="completed", **members):
    exchange.event(f"response.{status}", response=response(exchange, status, usage=USAGE, **members))
    exchange.end_stream()


USAGE = {
    "input_tokens": 120,
    "input_tokens_details": {"cached_tokens": 100, "cache_write_tokens": 0},
    "output_tokens": 30,
    "output_tokens_details": {"reasoning_tokens": 10},
    "total_tokens": 150,
}


def response(exchange, status, usage=None, **members):
    """The response object; its output stays empty, whatever was said."""
    body = exchange.body
    return {
        "id": "resp_fake", "object": "response", "created_at": 1790000000, "status": status, "error": None,
        "incomplete_details": None, "instructions": body.get("instructions"), "max_output_tokens": None,
        "model": body["model"], "output": [], "parallel_tool_calls": body.get("parallel_tool_calls", True),
        "previous_response_id": None, "reasoning": body.get("reasoning"), "store": False, "temperature": 1.0,
        "text": {"format": {"type": "text"}}, "tool_choice": body.get("tool_choice", "auto"),
        "tools": body.get("tools", []), "top_p": 1.0, "truncation": "disabled", "usage": usage, "metadata": {},
        **members,
    }


def play_message(exchange, index, item):
    identifier = f"msg_{index}"
    head = {"type": "message", "id": identifier, "role": "assistant"}
    exchange.event("response.output_item.added", output_index=index, item={**head, "status": "in_progress", "content": []})
    part = lambda text: {"type": "output_text", "text": text, "annotations": [], "logprobs": []}
    place = {"item_id": identifier, "output_index": index, "content_index": 0}
    exchange.event("response.content_part.added", **place, part=part(""))
    for piece in re.findall(r"\S+\s*", item["text"]):
        exchange.event("response.output_text.delta", **place, delta=piece, logprobs=[])
    exchange.event("response.output_text.done", **place, text=item["text"], logprobs=[])
    exchange.event("response.content_part.done", **place, part=part(item["text"]))
    done = {**head, "status": "completed", "content": [part(item["text"])]}
    exchange.event("response.output_item.done", output_index=index, item=done)


def play_call(exchange, index, item):
    add_call(exchange, index, item)
    finish_call(exchange, index, item)


def add_call(exchange, index, item):
    exchange.event("response.output_item.added", output_index=index, item=call_item(index, item, "in_progress", ""))


def finish_call(exchange, index, item):
    place = {"item_id": f"fc_{index}", "output_index": index}
    arguments = item["arguments"]
    for start in range(0, len(arguments), 7):
        exchange.event("response.function_call_arguments.delta", **place, delta=arguments[start:start + 7])
    exchange.event("response.function_call_arguments.done", **place, name=item["name"], arguments=arguments)
    exchange.event("response.output_item.done", output_index=index, item=call_item(index, item, "completed", arguments))


def call_item(index, item, status, arguments):
    return {
        "type": "function_call", "id": f"fc_{index}", "call_id": item["call_id"], "name": item["name"],
        "arguments": arguments, "status": status,
    }


def play_reasoning(exchange, index, item):
    identifier = f"rs_{index}"
    head = {"type": "reasoning", "id": identifier, "summary": []}
    exchange.event("response.output_item.added", output_index=index, item={**head, "encrypted_content": ""})
    summary = []
    for number, text in enumerate(item["summary"]):
        place = {"item_id": identifier, "output_index": index, "summary_index": number}
        part = {"type": "summary_text", "text": text}
        exchange.event("response.reasoning_summary_part.added", **place, part={**part, "text": ""})
        exchange.event("response.reasoning_summary_text.delta", **place, delta=text)
        exchange.event("response.reasoning_summary_text.done", **place, text=text)
        exchange.event("response.reasoning_summary_part.done", **place, part=part)
        summary.append(part)
    done = {**head, "summary": summary, "encrypted_content": item["encrypted_content"]}
    exchange.event("response.output_item.done", output_index=index, item=done)


PLAYERS = {"message": play_message, "function_call": play_call, "reasoning": play_reasoning}


def parallel(*items):
    """Answers with calls whose events are mixed, as a model that makes them at once sends them."""

    def play(exchange):
        begin(exchange)
        for index, item in enumerate(items):
            add_call(exchange, index, item)
        for index, item in reversed(list(enumerate(items))):
            finish_call(exchange, index, item)
        finish(exchange)

    return play


def refuses(status, body, headers=()):
    return lambda exchange: exchange.respond(status, body, headers)


class FakeCodex:
    """The server. `script` holds what the next requests are answered with; behind it comes `fallback`."""

    def __init__(self, accounts):
        #: The access token of each account.
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
                fake.violate(f"GET {self.path}")
                Exchange(self, None).respond(404, {"detail": "Not Found"})

            def do_POST(self):
                fake.post(self)

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

            def handle_error(self, request, address):
                # A client that hangs up is part of several tests.
                pass

        self.server = Server(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self.server.server_address[1]}"
        self.url = f"{self.origin}/backend-api"
        #: Where tokens are renewed.
        self.token_url = f"{self.origin}/oauth/token"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def reset(self):
        with self.lock:
            self.script = []
            self.fallback = refuses(500, {"detail": "the script is over"})
            self.exchanges = []
            self.violations = []
            #: What a refresh token brings, once: an account, whose new access token it is.
            self.renewals = {}
            self.renewed = []
            self.unauthorized = []

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def violate(self, what):
        with self.lock:
            self.violations.append(what)

    def renew(self, exchange, data):
        form = dict(urllib.parse.parse_qsl(data.decode()))
        token = form.get("refresh_token")
        with self.lock:
            self.renewed.append(token)
            account = self.renewals.pop(token, None)
        if form.get("grant_type") != "refresh_token" or account is None:
            return exchange.respond(400, {"error": "invalid_grant", "error_description": "refresh token was revoked"})
        renewed = {"access_token": self.accounts[account], "refresh_token": token + "-next", "expires_in": 3600}
        exchange.respond(200, {**renewed, "token_type": "Bearer"})

    def post(self, handler):
        data = handler.rfile.read(int(handler.headers.get("content-length", 0)))
        exchange = Exchange(handler, None)
        if handler.path == "/oauth/token":
            return self.renew(exchange, data)
        try:
            if handler.path != "/backend-api/codex/responses":
                raise Refused(f"no path {handler.path}")
            self.check_head(exchange)
            exchange.body = json.loads(data)
            check_body(exchange.body)
        except Unauthorized:
            with self.lock:
                self.unauthorized.append(exchange.account)
            return exchange.respond(401, {"detail": "Could not validate your token. Please try signing in again."})
        except (Refused, ValueError) as reason:
            self.violate(str(reason))
            return exchange.respond(400, {"detail": str(reason)})
        with self.lock:
            self.exchanges.append(exchange)
            play = self.script.pop(0) if self.script else self.fallback
        play(exchange)

    def check_head(self, exchange):
        headers = exchange.headers
        if exchange.account not in self.accounts:
            raise Refused(f"there is no account {exchange.account!r}")
        if headers.get("authorization") != f"Bearer {self.accounts[exchange.account]}":
            raise Unauthorized
        for name, wanted in [("content-type", "application/json"), ("accept", "text/event-stream")]:
            if headers.get(name) != wanted:
                raise Refused(f"{name} is {headers.get(name)!r}")
        for name in ("originator", "user-agent"):
            if not headers.get(name) or OTHER_CLIENTS.search(headers[name]):
                raise Refused(f"{name} is {headers.get(name)!r}, not an honest name")
        for name in headers:
            if CLIENT_FIELDS.match(name.lower()):
                raise Refused(f"{name} was passed on")


def check_body(body):
    unknown = set(body) - TOP_LEVEL
    if unknown:
        raise Refused(f"Unsupported parameter: {sorted(unknown)[0]}")
    if not isinstance(body.get("instructions"), str):
        raise Refused("Instructions are required")
    if not isinstance(body.get("model"), str) or not body["model"].startswith("gpt-") or "(" in body["model"]:
        raise Refused(f"The '{body.get('model')}' model is not supported when using Codex with a ChatGPT account.")
    if body.get("store") is not False:
        raise Refused("Store must be set to false")
    if body.get("stream") is not True:
        raise Refused("Stream must be set to true")
    check_tools(body)
    check_input(body["input"])


def check_tools(body):
    names = set()
    for tool in body.get("tools", []):
        if tool["type"] != "function":
            continue
        if not TOOL_NAME.fullmatch(tool["name"]):
            raise Refused(f"Invalid tools name: {tool['name']}")
        if tool["name"] in names:
            raise Refused(f"two tools with the name {tool['name']}")
        names.add(tool["name"])
        if tool["parameters"].get("type") != "object" or "$schema" in tool["parameters"]:
            raise Refused(f"Invalid schema for function '{tool['name']}'")
        if set(tool) - {"type", "name", "description", "parameters", "strict"}:
            raise Refused(f"Unknown parameter in the tool {tool['name']}: {sorted(tool)}")
    choice = body.get("tool_choice", "auto")
    if isinstance(choice, dict) and choice.get("type") == "function" and choice.get("name") not in names:
        raise Refused(f"Tool choice {choice} not found in tools")


def check_input(items):
    if not isinstance(items, list) or not items:
        raise Refused("Input must be a list")
    called = set()
    for item in items:
        kind = item.get("type", "message")
        if kind == "message":
            check_message(item)
        elif kind == "function_call":
            if not 1 <= len(item["call_id"]) <= 64 or not TOOL_NAME.fullmatch(item["name"]):
                raise Refused(f"Invalid function call: {item['call_id']} {item['name']}")
            json.loads(item["arguments"])
            called.add(item["call_id"])
        elif kind == "function_call_output":
            if item["call_id"] not in called:
                raise Refused(f"No tool call found for function call output with call_id {item['call_id']}.")
            called.discard(item["call_id"])
        elif kind == "reasoning":
            if not item.get("encrypted_content", "").startswith(SIGNATURE):
                raise Refused("The encrypted content could not be verified.")
            if not isinstance(item.get("summary"), list):
                raise Refused("Missing required parameter: summary")
        else:
            raise Refused(f"Invalid value: '{kind}'")
    if called:
        raise Refused(f"No tool output found for function call {sorted(called)[0]}.")


def check_message(item):
    if item["role"] == "system":
        raise Refused("System messages are not allowed")
    if item["role"] not in PARTS:
        raise Refused(f"Invalid role: {item['role']}")
    if isinstance(item["content"], str):
        return
    for part in item["content"]:
        if part["type"] not in PARTS[item["role"]]:
            raise Refused(f"Invalid value: '{part['type']}' in a message of {item['role']}")
        if part["type"] == "input_image" and not re.match(r"data:image/|https?://", part["image_url"]):
            raise Refused(f"Invalid image_url: {part['image_url'][:40]}")
        if "cache_control" in part:
            raise Refused("Unknown parameter: cache_control")
