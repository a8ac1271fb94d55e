"""The genuine Claude Code through supervisor and gateway."""

import json
import os
import signal
import threading
import time
import unittest

import fake_anthropic as fake
from case import GatewayCase, ONE, TWO


def says(text):
    return lambda exchange: fake.message(exchange, [fake.text_block(text)])


def calls(command, identifier="toolu_1"):
    block = fake.tool_block(identifier, "Bash", {"command": command, "description": "test"})
    return lambda exchange: fake.message(exchange, [block])


class Answers(GatewayCase):
    def test_a_text_answer_arrives_and_is_counted(self):
        self.fake.script = [says("The answer is forty-two.")]
        self.assertAnswer(self.ccproxy.ask("What is the answer?"), "forty-two")
        (exchange,) = self.fake.exchanges
        self.assertEqual(exchange.path, "/v1/messages?beta=true")
        self.assertTrue(exchange.body["stream"])
        self.assertIn("claude-cli/", exchange.headers["user-agent"])
        self.assertIn("claude-code-", exchange.headers["anthropic-beta"])
        usage = self.ccproxy.management("usage")["statistics"]["total"]
        self.assertGreaterEqual(usage["requests"], 1)
        self.assertGreaterEqual(usage["tokens"]["output_tokens"], 23)
        self.assertGreaterEqual(usage["tokens"]["cache_read_input_tokens"], 5)

    def test_each_piece_of_a_stream_is_seen_before_the_next_is_sent(self):
        seen = threading.Semaphore(0)
        words = [f"word-{number}" for number in range(6)]

        def answer(exchange):
            fake.begin_stream(exchange)
            exchange.event("content_block_start", index=0, content_block=fake.text_block(""))
            for word in words:
                fake.stream_text(exchange, 0, word + " ")
                # Nothing more before Claude Code has printed this one.
                if not seen.acquire(timeout=20):
                    raise TimeoutError(word)
            exchange.event("content_block_stop", index=0)
            fake.finish_stream(exchange, "end_turn")

        self.fake.script = [answer]
        process = self.ccproxy.claude(
            "-p", "Count.", "--output-format", "stream-json", "--include-partial-messages", "--verbose"
        )
        pieces = []
        result = None
        for line in process.stdout:
            event = json.loads(line)
            if event["type"] == "stream_event" and event["event"]["type"] == "content_block_delta":
                pieces.append(event["event"]["delta"]["text"].strip())
                seen.release()
            if event["type"] == "result":
                result = event["result"]
        self.assertEqual(process.wait(timeout=30), 0)
        process.stderr.close()
        process.stdout.close()
        self.assertEqual(pieces, words)
        self.assertEqual(result.split(), words)
        self.assertEqual(len(self.fake.exchanges), 1)

    def test_a_tool_really_runs_and_its_result_comes_back(self):
        proof = os.path.join(self.ccproxy.work, "proof")
        self.fake.script = [calls(f"echo proof-$((6 * 7)) | tee -a {proof}"), says("Done.")]
        self.assertAnswer(self.ccproxy.ask("Do it.", "--dangerously-skip-permissions"), "Done.")
        with open(proof) as file:
            self.assertEqual(file.read(), "proof-42\n", "once, and only once")
        last = self.fake.exchanges[-1].messages
        results = [
            block for entry in last if isinstance(entry["content"], list)
            for block in entry["content"] if block["type"] == "tool_result"
        ]
        self.assertEqual([block["tool_use_id"] for block in results], ["toolu_1"])
        self.assertIn("proof-42", json.dumps(results))


class Accounts(GatewayCase):
    def test_a_429_is_answered_by_the_second_account_and_the_first_one_rests(self):
        limited = lambda exchange: exchange.error(429, "rate_limit_error", "slow down", [("retry-after", "60")])
        self.fake.script = [limited, says("From the second."), says("Again.")]
        start = time.monotonic()
        self.assertAnswer(self.ccproxy.ask("Who?"), "From the second.")
        self.assertLess(time.monotonic() - start, 30)
        self.assertAnswer(self.ccproxy.ask("And now?"), "Again.")
        self.assertEqual(self.accounts(), [ONE, TWO, TWO])
        states = [account["state"] for account in self.ccproxy.management("accounts")["accounts"]]
        self.assertEqual(states, ["cooldown", "ready"])

    def test_when_all_are_limited_claude_gets_the_upstreams_words_and_does_not_wait(self):
        self.fake.fallback = lambda exchange: exchange.error(
            429, "rate_limit_error", "the quota of this week is used up", [("retry-after", "7200")]
        )
        start = time.monotonic()
        status, result = self.ccproxy.ask("Anybody?")
        self.assertEqual(status, 1)
        self.assertTrue(result["is_error"])
        self.assertEqual(result["api_error_status"], 429)
        self.assertIn("the quota of this week is used up", result["result"])
        self.assertEqual(self.accounts(), [ONE, TWO], "each was asked once")
        self.assertLess(time.monotonic() - start, 30, "ten attempts would take minutes")

    def test_a_refused_key_ends_at_once(self):
        self.fake.fallback = lambda exchange: exchange.error(401, "authentication_error", "invalid x-api-key")
        start = time.monotonic()
        status, result = self.ccproxy.ask("Anybody?")
        self.assertEqual(status, 1)
        self.assertEqual(result["api_error_status"], 401)
        self.assertEqual(self.accounts(), [ONE, TWO])
        self.assertLess(time.monotonic() - start, 30)

    def test_a_server_error_is_answered_by_the_second_account(self):
        self.fake.script = [
            lambda exchange: exchange.error(529, "overloaded_error", "Overloaded"), says("From the second."),
        ]
        self.assertAnswer(self.ccproxy.ask("Who?"), "From the second.")
        self.assertEqual(self.accounts(), [ONE, TWO])


class Breaks(GatewayCase):
    def test_a_stream_that_dies_in_the_middle_is_asked_for_again(self):
        def dies(exchange):
            fake.begin_stream(exchange)
            exchange.event("content_block_start", index=0, content_block=fake.text_block(""))
            fake.stream_text(exchange, 0, "Half of an ")
            exchange.break_off()

        self.fake.script = [dies, says("The whole answer.")]
        self.assertAnswer(self.ccproxy.ask("Tell me."), "The whole answer.")
        self.assertEqual(len(self.fake.exchanges), 2)

    def test_a_tool_that_runs_while_its_stream_dies_runs_once(self):
        proof = os.path.join(self.ccproxy.work, "once")
        block = fake.tool_block("toolu_2", "Bash", {"command": f"echo ran | tee -a {proof}", "description": "test"})

        def dies(exchange):
            fake.begin_stream(exchange)
            fake.stream_block(exchange, 0, block)
            # Claude Code runs a tool as soon as its block has ended.
            deadline = time.monotonic() + 20
            while not os.path.exists(proof) and time.monotonic() < deadline:
                time.sleep(0.01)
            exchange.break_off()

        self.fake.script = [dies]
        self.fake.fallback = says("Done.")
        self.assertAnswer(self.ccproxy.ask("Do it.", "--dangerously-skip-permissions"), "Done.")
        with open(proof) as file:
            self.assertEqual(file.read(), "ran\n")

    def test_an_interrupted_client_takes_the_upstream_call_with_it(self):
        running = threading.Event()
        gone = threading.Event()
        times = {}

        def endless(exchange):
            fake.begin_stream(exchange)
            exchange.event("content_block_start", index=0, content_block=fake.text_block(""))
            fake.stream_text(exchange, 0, "Wait ")
            running.set()
            if exchange.wait_until_closed(60):
                times["closed"] = time.monotonic()
                gone.set()

        self.fake.script = [endless]
        process = self.ccproxy.claude("-p", "Wait.")
        self.assertTrue(running.wait(30), self.ccproxy.engine_log())
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
        ended = time.monotonic()
        self.assertTrue(gone.wait(5), "the upstream was left waiting")
        self.assertLess(times["closed"] - ended, 0.5)
        self.assertEqual(len(self.fake.exchanges), 1)

    def test_a_session_goes_on_after_the_engine_was_restarted(self):
        self.fake.fallback = says("Still here.")
        self.assertAnswer(self.ccproxy.ask("One."), "Still here.")
        self.assertEqual(self.ccproxy.ccproxy("restart", "claude").returncode, 0)
        self.assertAnswer(self.ccproxy.ask("Two."), "Still here.")
        self.assertGreaterEqual(self.ccproxy.management("usage")["statistics"]["total"]["requests"], 2)


if __name__ == "__main__":
    unittest.main()
