"""The anthropic library against the gateway's translation of the Codex backend."""

import unittest

import anthropic
import pydantic
from anthropic.types import Message, RawMessageStreamEvent

import fake_codex as fake
from case import CodexCase

ASK = {"model": "gpt-5.3-codex(high)", "max_tokens": 64, "messages": [{"role": "user", "content": "Hello"}]}
LONG = "mcp__a_server_with_a_long_name__" + "and_a_tool_with_a_longer_one_" * 2
TOOL = {"name": LONG, "description": "A tool.", "input_schema": {"type": "object", "properties": {"a": {"type": "string"}}}}
ANY_EVENT = pydantic.TypeAdapter(RawMessageStreamEvent)


class Library(CodexCase):
    def setUp(self):
        super().setUp()
        self.client = anthropic.Anthropic(base_url=self.ccproxy.url, auth_token=self.ccproxy.key, max_retries=0)

    def tearDown(self):
        self.client.close()
        super().tearDown()

    def stream(self, **changes):
        """The events of an answer, each judged strictly by the library's own types."""
        with self.client.messages.create(**{**ASK, **changes}, stream=True) as stream:
            events = list(stream)
        for event in events:
            if event.type != "ping":
                ANY_EVENT.validate_python(event.model_dump(mode="json", warnings="error"))
        return [event for event in events if event.type != "ping"]

    def test_a_message(self):
        self.fake.script = [fake.answer(fake.thinks(["Hm."]), fake.says("Hello yourself."))]
        answer = self.client.messages.create(**ASK)
        Message.model_validate(answer.model_dump(mode="json", warnings="error"))
        self.assertEqual(answer.content[-1].text, "Hello yourself.")
        self.assertEqual(answer.stop_reason, "end_turn")
        self.assertEqual(answer.model, "gpt-5.3-codex(high)", "what was asked for")
        self.assertEqual(answer.usage.input_tokens, 20, "without what came from the cache")
        self.assertEqual(answer.usage.cache_read_input_tokens, 100)
        self.assertEqual(answer.usage.output_tokens, 30)
        (exchange,) = self.fake.exchanges
        self.assertEqual(exchange.body["model"], "gpt-5.3-codex")
        self.assertEqual(exchange.body["reasoning"]["effort"], "high")

    def test_the_events_come_in_their_order(self):
        # The name is shortened on the way up: the fake has to call the tool by what it was given.
        self.fake.script = [self.call_the_first_tool]
        events = self.stream(tools=[TOOL], thinking={"type": "enabled", "budget_tokens": 2048})
        self.assertEqual(events[0].type, "message_start")
        self.assertEqual([event.type for event in events[-2:]], ["message_delta", "message_stop"])
        open_block = None
        kinds = []
        for event in events[1:-2]:
            if event.type == "content_block_start":
                self.assertIsNone(open_block)
                self.assertEqual(event.index, len(kinds))
                open_block = event.index
                kinds.append(event.content_block.type)
            elif event.type == "content_block_delta":
                self.assertEqual(event.index, open_block)
            else:
                self.assertEqual((event.type, event.index), ("content_block_stop", open_block))
                open_block = None
        self.assertEqual(kinds, ["thinking", "text", "tool_use"])
        self.assertEqual(events[-2].delta.stop_reason, "tool_use")
        started = [event.content_block for event in events if event.type == "content_block_start"]
        self.assertEqual(started[-1].name, LONG, "the tool's own name")
        arguments = "".join(
            event.delta.partial_json for event in events
            if event.type == "content_block_delta" and event.delta.type == "input_json_delta"
        )
        self.assertEqual(arguments, '{"a": "\\u00fc"}')

    def call_the_first_tool(self, exchange):
        name = exchange.body["tools"][0]["name"]
        fake.answer(fake.thinks(["One.", "Two."]), fake.says("a b"), fake.calls(name, {"a": "ü"}))(exchange)

    def test_a_stop_sequence_ends_the_answer(self):
        self.fake.script = [fake.answer(fake.says("one two STOP three"))]
        answer = self.client.messages.create(**ASK, stop_sequences=["STOP"])
        self.assertEqual(answer.content[0].text, "one two ")
        self.assertEqual((answer.stop_reason, answer.stop_sequence), ("stop_sequence", "STOP"))

    def test_an_answer_that_is_cut_off_says_so(self):
        def play(exchange):
            fake.begin(exchange)
            fake.play_message(exchange, 0, fake.says("Half"))
            fake.finish(exchange, "incomplete", incomplete_details={"reason": "max_output_tokens"})

        self.fake.script = [play]
        self.assertEqual(self.client.messages.create(**ASK).stop_reason, "max_tokens")

    def test_counting_tokens(self):
        few = self.client.messages.count_tokens(model=ASK["model"], messages=ASK["messages"]).input_tokens
        many = self.client.messages.count_tokens(
            model=ASK["model"], messages=[{"role": "user", "content": "Hello " * 1000}]
        ).input_tokens
        self.assertGreater(few, 0)
        self.assertGreater(many, few + 500)
        self.assertEqual(self.fake.exchanges, [], "nothing is asked upstream")

    def test_the_list_of_models(self):
        models = [model.id for model in self.client.models.list()]
        self.assertIn("gpt-5.3-codex", models)

    def test_what_the_upstream_refuses_is_said_in_the_callers_format(self):
        self.fake.script = [fake.refuses(400, {"detail": "Unsupported parameter: verbosity"})]
        with self.assertRaises(anthropic.BadRequestError) as caught:
            self.client.messages.create(**ASK)
        self.assertEqual(caught.exception.body["error"]["type"], "invalid_request_error")
        self.assertIn("verbosity", caught.exception.body["error"]["message"])

    def test_a_model_that_no_account_has_is_not_found(self):
        refusal = fake.refuses(400, {"detail": "The 'gpt-5.3-codex' model is not supported."})
        self.fake.script = [refusal] * len(self.fake.accounts)
        with self.assertRaises(anthropic.NotFoundError) as caught:
            self.client.messages.create(**ASK)
        self.assertEqual(caught.exception.body["error"]["type"], "not_found_error")
        self.assertIn("is not supported", caught.exception.body["error"]["message"])
        self.assertEqual(len(self.fake.exchanges), len(self.fake.accounts), "each account was asked once")


if __name__ == "__main__":
    unittest.main()
