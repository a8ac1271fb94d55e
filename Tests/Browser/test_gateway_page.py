"""The gateway's own page, in a tab of its own and in the dashboard's frame."""

import http.server
import threading
import time

import inspection
from case import SIZES, BrowserCase, tile

STRANGER = b"""<!doctype html><title>stranger</title><script>
opener.postMessage({ type: "ccproxy-management-ready" }, "*");
</script>"""
VIEWS = ("accounts", "quota", "usage", "requests")


class GatewayPageTests(BrowserCase):
    def sign_in(self, view, **options):
        address = f"http://127.0.0.1:{self.installation.ports['claude']}/management.html#/{view}"
        page = self.open(address, **options)
        page.wait_for_document()
        page.wait("!document.getElementById('sign-in').hidden")
        key = self.installation.management_key("claude")
        page.evaluate(f"document.getElementById('key').value = '{key}'; document.querySelector('#sign-in button').click()")
        page.wait(f"!document.getElementById('{view}').hidden && document.getElementById('live').textContent === 'live'")
        page.wait({
            "accounts": "document.querySelectorAll('#account-rows td').length > 1",
            "quota": "document.querySelectorAll('.meter').length >= 3",
            "usage": "document.querySelectorAll('#usage-rows td').length > 1",
            "requests": "document.querySelectorAll('#request-rows tr').length >= 3",
        }[view])
        return page

    def test_it_is_readable_at_every_size_in_light_and_dark(self):
        for view in VIEWS:
            for size, (width, height) in SIZES.items():
                for dark in (False, True):
                    with self.subTest(view=view, size=size, dark=dark):
                        page = self.sign_in(view, width=width, height=height, dark=dark)
                        page.picture(f"gateway-{view}-{size}-{'dark' if dark else 'light'}")
                        self.assertEqual(inspection.problems(page), [])
                        self.assert_quiet(page)

    def test_it_shows_a_request_as_it_happens(self):
        page = self.sign_in("requests")
        count = page.evaluate("document.querySelectorAll('#request-rows tr').length")
        self.assertEqual(self.installation.ask("claude-haiku-4-5-20251001"), 200)
        page.wait(f"document.querySelectorAll('#request-rows tr').length === {count + 1}")
        self.assertIn("claude-haiku-4-5-20251001", page.text())

    def test_a_wrong_key_is_said_to_be_wrong(self):
        page = self.open(f"http://127.0.0.1:{self.installation.ports['claude']}/management.html")
        page.wait_for_document()
        page.evaluate("document.getElementById('key').value = 'wrong'; document.querySelector('#sign-in button').click()")
        page.wait("/not the management key/.test(document.getElementById('sign-in-message').textContent)")

    def tab_of(self, name):
        """The tab that the dashboard has opened with the page of a provider."""
        place = f":{self.installation.ports[name]}/"
        own, deadline = [], time.monotonic() + 30
        # A tab is there before it knows its address.
        while not own and time.monotonic() < deadline:
            targets = self.browser.send("Target.getTargets")["targetInfos"]
            own = [target for target in targets if place in target["url"] and target.get("openerId")]
        self.assertEqual([target["type"] for target in own], ["page"], targets)
        return self.browser.attach(own[0]["targetId"])

    def test_a_tab_that_the_dashboard_opens_needs_no_key(self):
        page = self.open_dashboard()
        page.wait("document.querySelectorAll('.tile iframe').length === 4")
        page.evaluate(f"{tile('claude')}.querySelector('a').click()")
        tab = self.tab_of("claude")
        tab.wait("document.querySelectorAll('.meter').length > 0 && document.getElementById('sign-in').hidden")
        self.assertNotIn(self.installation.management_key("claude"), tab.evaluate("location.href"))

    def test_a_stranger_who_takes_the_port_of_an_engine_gets_no_key(self):
        class Stranger(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.end_headers()
                self.wfile.write(STRANGER)

            def log_message(self, *_):
                pass

        page = self.open_dashboard()
        page.wait("document.querySelectorAll('.tile iframe').length === 4")
        page.evaluate(f"{tile('antigravity')}.querySelector('a').click()")
        port = self.installation.ports["antigravity"]
        tab = self.tab_of("antigravity")
        self.installation.ccproxy("stop", "antigravity")
        self.addCleanup(self.installation.ccproxy, "start", "antigravity")
        page.wait(f"{tile('antigravity')}.querySelector('.badge').textContent === 'stopped'")
        # This listener comes behind the page's own, which asks for the key at once if it does at all.
        page.evaluate("""(() => {
          window.asked = []; window.heard = false;
          const fetched = window.fetch;
          window.fetch = (address, ...rest) => { window.asked.push(String(address)); return fetched(address, ...rest); };
          addEventListener("message", (event) => { if (event.data.type === "ccproxy-management-ready") window.heard = true; });
        })()""")
        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Stranger)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        tab.evaluate("location.reload()")
        page.wait("window.heard")
        self.assertEqual(page.evaluate("window.asked.filter((address) => address.endsWith('/key')).length"), 0)

    def test_only_the_dashboard_may_show_it_in_a_frame(self):
        page = self.open(f"http://127.0.0.1:{self.installation.ports['codex']}/management.html")
        page.wait_for_document()
        policy = page.evaluate("fetch('/management.html').then((answer) => answer.headers.get('content-security-policy'))")
        self.assertIn(f"frame-ancestors http://127.0.0.1:{self.installation.port}", policy)
