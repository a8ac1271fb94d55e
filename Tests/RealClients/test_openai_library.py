"""The official openai library against the fake Codex backend: so that the fake is honest."""

import unittest

import openai
import pydantic
from openai.types.responses import ResponseStreamEvent

import fake_codex as fake

ASK = {
    "model": "gpt-5.3-codex",
    "instructions": "Be brief.",
    "input": [{"role": "user", "content": [{"type": "input_text", "text": "Hello"}]}],
    "store": False,
    "stream": True,
}
HEADERS = {"chatgpt-account-id": "account-1", "originator": "test", "accept": "text/event-stream"}
READ = {"type": "function", "name": "Read", "parameters": {"type": "object", "properties": {}}, "strict": False}
ANY_EVENT = pydantic.TypeAdapter(ResponseStreamEvent)


class Library(unittest.TestCase):
    def setUp(self):
        self.fake = fake.FakeCodex({"account-1": "token-1"})
        self.client = openai.OpenAI(
            base_url=f"{self.fake.url}/codex", api_key="token-1", max_retries=0,
            default_headers={**HEADERS, "user-agent": "real-clients"},
        )

    def tearDown(self):
        self.client.close()
        self.fake.close()

    def events(self, play, **changes):
        """The events of an answer, each judged strictly by the library's own types."""
        self.fake.script = [play]
        # The library's own fields say what it is; an honest client of the backend has none of them.
        omitted = {name: openai.omit for name in STAINLESS}
        with self.client.responses.create(**{**ASK, **changes}, extra_headers=omitted) as stream:
            events = list(stream)
        self.assertEqual(self.fake.violations, [])
        for event in events:
            ANY_EVENT.validate_python(event.model_dump(mode="json", warnings="error"))
        self.assertEqual([event.sequence_number for event in events], list(range(len(events))))
        return events

    def test_text(self):
        events = self.events(fake.answer(fake.says("one two three")))
        deltas = [event.delta for event in events if event.type == "response.output_text.delta"]
        self.assertEqual("".join(deltas), "one two three")
        self.assertEqual(events[-1].type, "response.completed")
        self.assertEqual(events[-1].response.output, [], "as the real backend does for what it does not store")
        self.assertEqual(events[-1].response.usage.input_tokens_details.cached_tokens, 100)

    def test_thoughts_and_two_calls_at_once(self):
        play = fake.answer(fake.thinks(["First.", "Second."]), fake.calls("Read", {"file": "a"}))
        done = [event.item.type for event in self.events(play, tools=[READ]) if event.type == "response.output_item.done"]
        self.assertEqual(done, ["reasoning", "function_call"])
        play = fake.parallel(fake.calls("Read", {"file": "a"}, "call_1"), fake.calls("Read", {"file": "b"}, "call_2"))
        events = self.events(play, tools=[READ])
        done = [event.item.call_id for event in events if event.type == "response.output_item.done"]
        self.assertEqual(done, ["call_2", "call_1"], "in the order in which they end")

    def test_what_the_real_backend_refuses_is_refused(self):
        system = [{"role": "system", "content": [{"type": "input_text", "text": "Be brief."}]}]
        long = {**READ, "name": "x" * 65}
        for changes in (
            {"input": system}, {"instructions": openai.omit}, {"max_output_tokens": 5}, {"temperature": 0.1},
            {"store": True}, {"tools": [long]}, {"model": "claude-opus-4-6"}, {"extra_body": {"surprise": 1}},
        ):
            with self.subTest(changes), self.assertRaises(openai.BadRequestError):
                self.client.responses.create(**{**ASK, **changes}, extra_headers={n: openai.omit for n in STAINLESS})
        self.assertEqual(len(self.fake.violations), 8)
        self.assertEqual(self.fake.exchanges, [])


STAINLESS = [
    f"x-stainless-{name}" for name in
    ("arch", "async", "lang", "os", "package-version", "read-timeout", "retry-count", "runtime", "runtime-version",
     "raw-response", "helper-method", "timeout")
]

if __name__ == "__main__":
    unittest.main()
