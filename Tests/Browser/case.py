"""What the tests share: an installation with four proxies, and a browser."""

import datetime
import json
import unittest

from browser import Browser
from installation import Installation, Upstream

ACCOUNT = "sk-ant-api03-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1"
SIZES = {"small": (360, 740), "middle": (1280, 800), "large": (1920, 1080)}


def in_days(count):
    moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=count)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


class BrowserCase(unittest.TestCase):
    settings = ""
    more_providers = ()
    engines = {}

    @classmethod
    def setUpClass(cls):
        cls.upstream = Upstream()
        cls.installation = Installation(cls.settings, [ACCOUNT], cls.upstream.url, cls.more_providers, cls.engines)
        try:
            cls.add_account("codex", "codex-me.json", "홍길동@아주-긴-이름의-회사.한국", 20)
            cls.add_account("gemini", "gemini-old.json", "old@example.com", -3)
            cls.installation.start()
            for model in ("claude-opus-4-6", "claude-sonnet-4-6", "claude-opus-4-6"):
                assert cls.installation.ask(model) == 200
            cls.browser = Browser()
        except BaseException:
            cls.installation.remove()
            cls.upstream.close()
            raise

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.installation.remove()
        cls.upstream.close()

    @classmethod
    def add_account(cls, provider, name, email, days):
        token = {"type": provider, "email": email, "access_token": "x", "refresh_token": "y", "expired": in_days(days)}
        cls.installation.write(f"configs/{provider}/{name}", json.dumps(token))

    def open(self, address, **options):
        page = self.browser.open(address, **options)
        self.addCleanup(page.close)
        return page

    def open_dashboard(self, offset=0, **options):
        page = self.open(self.installation.link(offset), **options)
        page.wait_for_document()
        return page

    def assert_quiet(self, page, stopped=None):
        """Nothing was complained about, and nothing left this machine.

        That the frame of an engine that was stopped has lost its stream is no complaint of ours; nor is that its key was
        refused, where it was stopped between the page's question and the answer.
        """
        expected = (f":{self.installation.ports[stopped]}/", f"/api/providers/{stopped}/key") if stopped else ()
        self.assertEqual([line for line in page.console if not any(part in line for part in expected)], [])
        for address, _ in page.requests:
            if address and not address.startswith("data:"):
                self.assertRegex(address, r"^http://127\.0\.0\.1:\d+/")


def tile(name):
    """The tile of a provider, in the page's own words."""
    return f"document.getElementById('tile-{name}').closest('.tile')"


def button(name, text):
    return f"[...{tile(name)}.querySelectorAll('button')].find((node) => node.textContent === '{text}')"
