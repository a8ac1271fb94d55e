"""What all tests share: one fake upstream and one installation for each class of tests."""

import unittest

from fake_anthropic import FakeAnthropic
from fake_codex import FakeCodex
from installation import Installation

ONE, TWO = "sk-account-one", "sk-account-two"


class ProviderCase(unittest.TestCase):
    @classmethod
    def prepare(cls):
        """Sets the class's `fake` and `ccproxy`."""
        raise NotImplementedError

    @classmethod
    def setUpClass(cls):
        cls.prepare()
        started = cls.ccproxy.ccproxy("start", cls.ccproxy.provider)
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


class GatewayCase(ProviderCase):
    """Two API keys of a fake Anthropic."""

    @classmethod
    def prepare(cls):
        cls.fake = FakeAnthropic({ONE, TWO})
        keys = "".join(f"  - {{api-key: {key}, base-url: {cls.fake.url}}}\n" for key in (ONE, TWO))
        cls.ccproxy = Installation("claude", f"claude-api-key:\n{keys}")


class CodexCase(ProviderCase):
    """Two accounts of a fake Codex backend, signed in."""

    @classmethod
    def prepare(cls):
        accounts = {f"account-{number}": f"token-{number}" for number in (1, 2)}
        cls.fake = FakeCodex(accounts)
        files = {
            f"codex-{account}@example.com.json": {
                "type": "codex", "email": f"{account}@example.com", "account_id": account, "access_token": token,
                "refresh_token": f"refresh-{token}", "id_token": "", "expired": "2199-01-01T00:00:00Z",
                "last_refresh": "2026-11-01T00:00:00Z",
            }
            for account, token in accounts.items()
        }
        places = {"CODEX_BASE_URL": cls.fake.url, "CCPROXY_OAUTH_CODEX_TOKEN_URL": cls.fake.token_url}
        cls.ccproxy = Installation("codex", files=files, extra=places)
