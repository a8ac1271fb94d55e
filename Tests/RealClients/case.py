"""What all tests share: one fake upstream and one installation for each class of tests."""

import unittest

from fake_anthropic import FakeAnthropic
from installation import Installation

ONE, TWO = "sk-account-one", "sk-account-two"


class GatewayCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.fake = FakeAnthropic({ONE, TWO})
        cls.ccproxy = Installation(cls.fake.url, [ONE, TWO])
        started = cls.ccproxy.ccproxy("start", "claude")
        if started.returncode != 0:
            cls.tearDownClass()
            raise AssertionError(f"{started.stdout}\n{started.stderr}\n{cls.ccproxy.engine_log()}")

    @classmethod
    def tearDownClass(cls):
        cls.ccproxy.remove()
        cls.fake.close()

    def setUp(self):
        self.fake.reset()
        self.ccproxy.management("reset-cooldown", "POST")

    def tearDown(self):
        self.assertEqual(self.fake.violations, [], "the fake upstream was sent what no client should send")

    def assertAnswer(self, end, text):
        status, result = end
        self.assertEqual(status, 0, f"{result}\n{self.ccproxy.engine_log()}")
        self.assertFalse(result["is_error"], result)
        self.assertIn(text, result["result"])

    def accounts(self):
        return [exchange.account for exchange in self.fake.exchanges]
