"""The anthropic library against the gateway."""

import threading
import unittest

import anthropic

import fake_anthropic as fake
from case import GatewayCase

ASK = {"model": "claude-fake-1", "max_tokens": 64, "messages": [{"role": "user", "content": "Hello"}]}


class Library(GatewayCase):
    def setUp(self):
        super().setUp()
        self.client = anthropic.Anthropic(base_url=self.ccproxy.url, api_key=self.ccproxy.key, max_retries=2)

    def tearDown(self):
        self.client.close()
        super().tearDown()

    def test_a_message(self):
        self.fake.script = [lambda exchange: fake.message(exchange, [fake.text_block("Hello yourself.")])]
        answer = self.client.messages.create(**ASK)
        self.assertEqual(answer.content[0].text, "Hello yourself.")
        self.assertEqual(answer.usage.output_tokens, 23)
        self.assertEqual(answer._request_id, "req_fake")

    def test_a_stream(self):
        self.fake.script = [lambda exchange: fake.message(exchange, [fake.text_block("one two three")])]
        with self.client.messages.stream(**ASK) as stream:
            self.assertEqual("".join(stream.text_stream).split(), ["one", "two", "three"])

    def test_counting_tokens(self):
        count = self.client.messages.count_tokens(model="claude-fake-1", messages=ASK["messages"])
        self.assertEqual(count.input_tokens, 4321)
        (exchange,) = self.fake.counted
        self.assertEqual(exchange.path, "/v1/messages/count_tokens")

    def test_the_list_of_models(self):
        self.assertEqual([model.id for model in self.client.models.list()], ["claude-fake-1"])

    def test_a_bearer_token_does_as_well(self):
        self.fake.script = [lambda exchange: fake.message(exchange, [fake.text_block("Hi.")])]
        with anthropic.Anthropic(base_url=self.ccproxy.url, auth_token=self.ccproxy.key) as client:
            self.assertEqual(client.messages.create(**ASK).content[0].text, "Hi.")

    def test_a_wrong_key_is_refused_once(self):
        with anthropic.Anthropic(base_url=self.ccproxy.url, api_key="sk-wrong", max_retries=5) as client:
            with self.assertRaises(anthropic.AuthenticationError) as caught:
                client.messages.create(**ASK)
        self.assertIn("Invalid API key", str(caught.exception))
        self.assertEqual(self.fake.exchanges, [])
        # Lines come in order, and a moment later: where this one is, all before it are.
        self.fake.script = [lambda exchange: fake.message(exchange, [fake.text_block("Hi.")])]
        self.client.messages.create(**{**ASK, "model": "claude-afterwards"})
        log = self.ccproxy.engine_log(until="claude-afterwards")
        refused = [line for line in log.splitlines() if '"failure":"Invalid API key"' in line]
        self.assertEqual(len(refused), 1, "it was told that it is no use to try again")

    def test_what_the_upstream_refuses_arrives_as_it_is(self):
        self.fake.fallback = lambda exchange: exchange.error(
            400, "invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum"
        )
        with self.assertRaises(anthropic.BadRequestError) as caught:
            self.client.messages.create(**ASK)
        self.assertIn("prompt is too long: 210000 tokens > 200000 maximum", str(caught.exception))
        self.assertEqual(len(self.fake.exchanges), 1)

    def test_many_at_once(self):
        self.fake.fallback = lambda exchange: fake.message(exchange, [fake.text_block("Hi.")])
        texts = []

        def ask():
            texts.append(self.client.messages.create(**ASK).content[0].text)

        threads = [threading.Thread(target=ask) for _ in range(40)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        self.assertEqual(texts, ["Hi."] * 40)


if __name__ == "__main__":
    unittest.main()
