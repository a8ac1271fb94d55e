"""Who gets in, from where, and what is never sent."""

import json
import re
import socket
import time

from case import BrowserCase, tile
from installation import PAGE, PROVIDERS, Forwarder

JSON_TYPE = {"Content-Type": "application/json"}


class AccessTests(BrowserCase):
    def setUp(self):
        self.installation.start()

    def test_without_a_key_the_page_says_what_to_do_and_shows_nothing(self):
        page = self.open(f"http://127.0.0.1:{self.installation.port}{PAGE}", width=1280, height=800)
        page.wait("!document.getElementById('access').hidden")
        self.assertIn("ccproxy links", page.text())
        self.assertEqual(page.evaluate("document.querySelectorAll('.tile').length"), 0)
        page.picture("access-without-key")
        self.assert_quiet(page)

    def test_a_wrong_key_is_said_to_be_wrong(self):
        page = self.open(f"http://127.0.0.1:{self.installation.port}{PAGE}#key=AAAAAAAAAAAAAAAAAAAAAAAA")
        page.wait("/not, or no longer/.test(document.getElementById('access-message').textContent)")
        page.picture("access-wrong-key")
        # The right link in the same tab is enough.
        page.evaluate(f"location.hash = '#key={self.installation.key}'")
        page.wait("document.querySelectorAll('.tile iframe').length === 4")

    def test_the_key_is_in_no_address_no_referrer_no_history_and_no_log(self):
        page = self.open_dashboard()
        page.wait("document.querySelectorAll('.tile iframe').length === 4")
        self.assertEqual(page.evaluate("location.href"), f"http://127.0.0.1:{self.installation.port}{PAGE}")
        history = page.send("Page.getNavigationHistory")["entries"]
        secrets = [self.installation.key] + [self.installation.management_key(name) for name in PROVIDERS]
        for entry in history:
            self.assertNotIn(self.installation.key, entry["url"])
        self.assertNotIn(self.installation.key, page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])"))
        for address, fields in page.requests:
            for secret in secrets:
                self.assertNotIn(secret, address)
            self.assertFalse([value for name, value in fields.items() if value and name.lower() == "referer"])
        for path, text in self.installation.logs().items():
            for secret in secrets:
                self.assertNotIn(secret, text, path)
        self.assert_quiet(page)

    def test_a_reload_needs_no_link_and_another_tab_does(self):
        page = self.open_dashboard()
        page.wait("document.querySelectorAll('.tile').length === 4")
        page.send("Page.reload")
        page.wait("document.querySelectorAll('.tile iframe').length === 4")

    def test_names_that_were_made_to_mean_this_machine_are_refused(self):
        for host in ("evil.example", f"evil.example:{self.installation.port}", "127.0.0.1.evil.example", "", "192.168.0.1"):
            for path in (PAGE, "/dashboard.js", "/api/events", "/api/session"):
                status, _, text = self.installation.request("GET", path, headers={"Host": host})
                self.assertIn(status, (400, 403), (host, path))
                self.assertNotIn("<html", text)
        for host in ("127.0.0.1:28500", "localhost:1", "localhost", "[::1]:28500"):
            self.assertEqual(self.installation.request("GET", PAGE, headers={"Host": host})[0], 200)

    def test_other_pages_are_refused_even_with_a_token(self):
        bearer = {"Authorization": f"Bearer {self.installation.token()}"}
        own = f"http://127.0.0.1:{self.installation.port}"
        path = "/api/providers/codex/key"
        for fields in (
            {"Origin": "http://evil.example"}, {"Origin": "null"}, {"Origin": "http://127.0.0.1:1"},
            {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
        ):
            status, answer, text = self.installation.request("POST", path, headers=bearer | fields)
            self.assertEqual(status, 403, fields)
            self.assertNotIn("access-control-allow-origin", answer)
        status, answer, _ = self.installation.request("POST", path, headers=bearer | {"Origin": own})
        self.assertEqual(status, 200)
        self.assertFalse([name for name in answer if name.startswith("access-control")])
        # A link to the page may be followed from anywhere; no page may show it in a frame.
        visit = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "document"}
        status, answer, _ = self.installation.request("GET", PAGE, headers=visit)
        self.assertEqual(status, 200)
        self.assertIn("frame-ancestors 'none'", answer["content-security-policy"])
        frame = visit | {"Sec-Fetch-Dest": "iframe"}
        self.assertEqual(self.installation.request("GET", PAGE, headers=frame)[0], 403)

    def test_nothing_is_told_without_a_token(self):
        for method, path in (
            ("GET", "/api/events"), ("POST", "/api/providers/codex/stop"), ("POST", "/api/providers/codex/key"),
        ):
            for fields in ({}, {"Authorization": "Bearer nonsense"}, {"Authorization": f"Bearer {self.installation.key}"}):
                self.assertEqual(self.installation.request(method, path, headers=fields)[0], 401)
        self.assertEqual(self.installation.request("GET", f"/api/events?key={self.installation.key}")[0], 401)
        for body, fields in (("{}", JSON_TYPE), ("nonsense", JSON_TYPE), (json.dumps({"key": self.installation.key}), {})):
            self.assertEqual(self.installation.request("POST", "/api/session", body, fields)[0], 400)

    def test_wrong_keys_are_answered_ever_more_slowly(self):
        self.installation.token()
        taken = []
        for _ in range(4):
            began = time.monotonic()
            status, _, _ = self.installation.request("POST", "/api/session", '{"key":"wrong"}', JSON_TYPE)
            taken.append(time.monotonic() - began)
            self.assertEqual(status, 403)
        self.assertGreater(taken[3], 0.8)

    def test_no_file_can_be_read(self):
        bearer = {"Authorization": f"Bearer {self.installation.token()}"}
        for path in (
            "/configs/ccproxy.yaml", "/../configs/.run/dashboard.key", "/..%2f..%2fetc%2fpasswd", "//etc/passwd", "/etc/passwd",
            PAGE + "/../../etc/passwd", "/dashboard.js/", "/api/providers/..%2f.run/key", "/api/providers/../key", "/tmp/", "/%2e%2e/",
            "/api/providers/.run/key", "/DASHBOARD.JS", "/api/", "/api/providers//key",
        ):
            for method in ("GET", "POST"):
                status, _, text = self.installation.request(method, path, headers=bearer)
                self.assertEqual(status, 404, (method, path))
                self.assertNotRegex(text, r"root:|providers:")
        # The kernel's word for it: the daemon listens on loopback and nowhere else.
        with open("/proc/net/tcp") as table:
            owners = [line.split()[1] for line in table if f":{self.installation.port:04X} " in line and " 0A " in line]
        self.assertEqual(owners, [f"0100007F:{self.installation.port:04X}"])

    def test_an_idle_connection_blocks_nobody(self):
        idle = [socket.create_connection(("127.0.0.1", self.installation.port)) for _ in range(20)]
        try:
            self.assertEqual(self.installation.request("GET", PAGE)[0], 200)
        finally:
            for connection in idle:
                connection.close()


class ForwardingTests(BrowserCase):
    def setUp(self):
        self.installation.start()
        self.forwarders = []
        for _ in range(2):
            forwarder = Forwarder([self.installation.port, *self.installation.ports.values()])
            self.forwarders.append(forwarder)
            self.addCleanup(forwarder.close)

    def test_two_viewers_with_different_forwards_both_see_everything(self):
        pages = [self.open_dashboard(forwarder.offset) for forwarder in self.forwarders] + [self.open_dashboard()]
        offsets = [forwarder.offset for forwarder in self.forwarders] + [0]
        self.assertEqual(len(set(offsets)), 3)
        for page, offset in zip(pages, offsets):
            page.wait("document.querySelectorAll('.tile iframe').length === 4")
            for name, port in self.installation.ports.items():
                page.wait(f"{tile(name)}.querySelector('iframe').src.startsWith('http://127.0.0.1:{port + offset}/')")
            claude = self.installation.ports["claude"] + offset
            context = next(context for address, context in page.frames().items() if f":{claude}/" in address)
            page.wait("document.querySelectorAll('.meter').length > 0", context)
            ports = {int(re.search(r":(\d+)/", address)[1]) for address, _ in page.requests if address}
            self.assertEqual(ports, {port + offset for port in [self.installation.port, *self.installation.ports.values()]})
            self.assert_quiet(page)

    def test_a_port_that_is_not_forwarded_is_named(self):
        forwarder = self.forwarders[0]
        forwarder.listeners[self.installation.ports["codex"]].shutdown(socket.SHUT_RDWR)
        forwarder.listeners[self.installation.ports["codex"]].close()
        page = self.open_dashboard(forwarder.offset)
        port = self.installation.ports["codex"] + forwarder.offset
        page.wait(f"/does not reach port {port} /.test({tile('codex')}.querySelector('.reason').textContent)")
        page.wait("document.querySelectorAll('.tile iframe').length === 3")
        page.picture("forward-missing")
