"""The genuine Claude Code on the Codex backend, through supervisor and gateway."""

import base64
import json
import os
import signal
import threading
import time
import unittest

import fake_codex as fake
from case import CodexCase

# One red pixel.
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)


def bash(command, identifier="call_1"):
    return fake.calls("Bash", {"command": command, "description": "test"}, identifier)


class Answers(CodexCase):
    def test_a_text_answer_arrives_and_is_counted(self):
        self.fake.script = [fake.answer(fake.says("The answer is forty-two."))]
        end = self.ccproxy.ask("What is the answer?")
        self.assertAnswer(end, "forty-two")
        # It compacts in time only when it knows how much the model holds.
        self.assertEqual([model["contextWindow"] for model in end[1]["modelUsage"].values()], [272000])
        (exchange,) = self.fake.exchanges
        self.assertTrue(exchange.body["model"].startswith("gpt-5.3-codex"), exchange.body["model"])
        self.assertIn("effort", exchange.body["reasoning"])
        self.assertTrue(exchange.body["prompt_cache_key"])
        self.assertNotIn("x-anthropic-billing-header", json.dumps(exchange.body))
        self.assertIn("What is the answer?", exchange.text())
        usage = self.ccproxy.management("usage")["statistics"]["total"]["tokens"]
        self.assertGreaterEqual(usage["output_tokens"], 30)
        self.assertGreaterEqual(usage["cache_read_input_tokens"], 100)

    def test_each_piece_of_a_stream_is_seen_before_the_next_is_sent(self):
        seen = threading.Semaphore(0)
        words = [f"word-{number}" for number in range(6)]

        def play(exchange):
            fake.begin(exchange)
            place = {"item_id": "msg_0", "output_index": 0, "content_index": 0}
            item = {"type": "message", "id": "msg_0", "role": "assistant", "status": "in_progress", "content": []}
            exchange.event("response.output_item.added", output_index=0, item=item)
            for word in words:
                exchange.event("response.output_text.delta", **place, delta=word + " ", logprobs=[])
                # Nothing more before Claude Code has printed this one.
                if not seen.acquire(timeout=20):
                    raise TimeoutError(word)
            part = {"type": "output_text", "text": " ".join(words) + " ", "annotations": []}
            done = {**item, "status": "completed", "content": [part]}
            exchange.event("response.output_item.done", output_index=0, item=done)
            fake.finish(exchange)

        self.fake.script = [play]
        process = self.ccproxy.claude(
            "-p", "Count.", "--output-format", "stream-json", "--include-partial-messages", "--verbose"
        )
        pieces, result = [], None
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

    def test_a_tool_really_runs_and_its_result_comes_back(self):
        proof = os.path.join(self.ccproxy.work, "proof")
        self.fake.script = [
            fake.answer(bash(f"echo proof-$((6 * 7)) | tee -a {proof}")), fake.answer(fake.says("Done.")),
        ]
        self.assertAnswer(self.ccproxy.ask("Do it.", "--dangerously-skip-permissions"), "Done.")
        with open(proof) as file:
            self.assertEqual(file.read(), "proof-42\n", "once, and only once")
        self.assertIn("proof-42", json.dumps(self.fake.exchanges[-1].outputs["call_1"]))

    def test_two_calls_at_once_get_each_their_own_result(self):
        # The first ends last, so the results come back in the other order.
        self.fake.script = [
            fake.parallel(bash("sleep 0.5; echo first-result", "call_1"), bash("echo second-result", "call_2")),
            fake.answer(fake.says("Both done.")),
        ]
        self.assertAnswer(self.ccproxy.ask("Do both.", "--dangerously-skip-permissions"), "Both done.")
        outputs = self.fake.exchanges[-1].outputs
        self.assertIn("first-result", json.dumps(outputs["call_1"]))
        self.assertIn("second-result", json.dumps(outputs["call_2"]))

    def test_an_image_that_is_read_reaches_the_model(self):
        picture = os.path.join(self.ccproxy.work, "pixel.png")
        with open(picture, "wb") as file:
            file.write(PIXEL)
        self.fake.script = [
            fake.answer(fake.calls("Read", {"file_path": picture})), fake.answer(fake.says("A red pixel.")),
        ]
        self.assertAnswer(self.ccproxy.ask("What is it?", "--dangerously-skip-permissions"), "A red pixel.")
        self.assertIn('"image_url": "data:image/', self.fake.exchanges[-1].text())

    def test_sealed_thoughts_come_back_with_the_result_of_the_tool(self):
        self.fake.script = [
            fake.answer(fake.thinks(["Let me look."]), bash("echo looked")), fake.answer(fake.says("I looked.")),
        ]
        self.assertAnswer(self.ccproxy.ask("Look.", "--dangerously-skip-permissions"), "I looked.")
        first, second = self.fake.exchanges
        self.assertEqual(first.sealed, [])
        self.assertEqual(second.sealed, [fake.SIGNATURE + "1"])
        kinds = [item["type"] for item in second.body["input"]]
        self.assertLess(kinds.index("reasoning"), kinds.index("function_call"))


class Failures(CodexCase):
    def test_a_full_context_makes_claude_code_compact_and_go_on(self):
        full = fake.refuses(400, {"error": {
            "type": "invalid_request_error", "code": "context_length_exceeded", "param": "input",
            "message": "Your input exceeds the context window of this model. Please adjust your input and try again.",
        }})
        script = [fake.answer(bash("echo something-long")), full]

        def rest(exchange):
            last = exchange.text().split("something-long")[-1].lower()
            # Asked for a summary; what goes on from one holds that word, too.
            compacting = "summary" in last and "continued from" not in last
            fake.answer(fake.says("<summary>All that was said.</summary>" if compacting else "Went on."))(exchange)

        self.fake.script, self.fake.fallback = script, rest
        status, result = self.ccproxy.ask("Do it.", "--dangerously-skip-permissions")
        self.assertEqual(status, 0, f"{result}\n{self.ccproxy.engine_log()}")
        self.assertIn("Went on.", result["result"])
        self.assertTrue(any("summary" in exchange.text().lower() for exchange in self.fake.exchanges[2:]))

    def test_a_used_up_plan_is_shown_with_its_reset_time_and_not_waited_for(self):
        reset = int(time.time()) + 7200
        self.fake.fallback = fake.refuses(429, {"error": {
            "type": "usage_limit_reached", "message": "The usage limit has been reached", "plan_type": "plus",
            "resets_at": reset, "resets_in_seconds": 7200,
        }})
        start = time.monotonic()
        status, result = self.ccproxy.ask("Anybody?")
        self.assertEqual(status, 1)
        self.assertEqual(result["api_error_status"], 429)
        self.assertIn("usage limit", result["result"].lower())
        self.assertRegex(result["result"], time.strftime("%Y-%m-%d", time.gmtime(reset)))
        self.assertEqual(self.accounts(), ["account-1", "account-2"], "each was asked once")
        self.assertLess(time.monotonic() - start, 30, "ten attempts would take minutes")

    def test_a_used_up_account_is_followed_by_the_next(self):
        limit = fake.refuses(429, {"error": {"type": "usage_limit_reached", "resets_in_seconds": 60}})
        self.fake.script = [limit, fake.answer(fake.says("From the second."))]
        self.assertAnswer(self.ccproxy.ask("Who?"), "From the second.")
        self.assertEqual(self.accounts(), ["account-1", "account-2"])

    def test_a_failure_in_the_middle_is_asked_for_again(self):
        def dies(exchange):
            fake.begin(exchange)
            place = {"item_id": "msg_0", "output_index": 0, "content_index": 0}
            exchange.event("response.output_text.delta", **place, delta="Half of an ", logprobs=[])
            error = {"code": "server_error", "message": "The model broke."}
            exchange.event("response.failed", response=fake.response(exchange, "failed", error=error))
            exchange.end_stream()

        self.fake.script = [dies, fake.answer(fake.says("The whole answer."))]
        self.assertAnswer(self.ccproxy.ask("Tell me."), "The whole answer.")
        self.assertEqual(len(self.fake.exchanges), 2)

    def test_an_interrupted_client_takes_the_upstream_call_with_it(self):
        running, gone, times = threading.Event(), threading.Event(), {}

        def endless(exchange):
            fake.begin(exchange)
            place = {"item_id": "msg_0", "output_index": 0, "content_index": 0}
            exchange.event("response.output_text.delta", **place, delta="Wait ", logprobs=[])
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


class Renewals(CodexCase):
    def test_a_token_that_is_none_any_more_is_renewed_once(self):
        self.fake.accounts["account-1"] = "token-1-new"
        self.fake.renewals = {"refresh-token-1": "account-1"}
        self.fake.script = [fake.answer(fake.says("Renewed.")), fake.answer(fake.says("Still good."))]
        self.assertAnswer(self.ccproxy.ask("Who?"), "Renewed.")
        self.assertAnswer(self.ccproxy.ask("And now?"), "Still good.")
        self.assertEqual(self.accounts(), ["account-1", "account-1"])
        self.assertEqual(self.fake.unauthorized, ["account-1"])
        self.assertEqual(self.fake.renewed, ["refresh-token-1"])
        self.assertIn("token-1-new", self.ccproxy.read("configs/codex/codex-account-1@example.com.json"))


class Refusals(CodexCase):
    def test_what_cannot_be_renewed_is_said_at_once_and_stays_known(self):
        self.fake.accounts.update({"account-1": "another", "account-2": "another"})
        start = time.monotonic()
        status, result = self.ccproxy.ask("Anybody?")
        self.assertEqual(status, 1)
        self.assertIn(result["api_error_status"], (401, 403))
        self.assertLess(time.monotonic() - start, 30, "ten attempts would take minutes")
        self.assertEqual(sorted(self.fake.renewed), ["refresh-token-1", "refresh-token-2"], "each was asked for once")
        shown = self.ccproxy.ccproxy("auth", "status", "codex").stdout
        self.assertEqual(shown.count("expired"), 2, shown)
        self.assertNotIn("refresh-token", shown)


if __name__ == "__main__":
    unittest.main()
