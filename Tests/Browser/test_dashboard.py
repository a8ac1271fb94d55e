"""The dashboard as a person sees it."""

import os
import signal
import socket

import inspection
from case import SIZES, BrowserCase, button, tile
from installation import PROVIDERS


class DashboardTests(BrowserCase):
    def setUp(self):
        self.installation.start()
        # Limits come with answers, and a test before may have ended the engine that knew them.
        self.assertEqual(self.installation.ask(), 200)

    def summaries(self, page):
        """Shows what the dashboard itself knows, in every tile."""
        for name in PROVIDERS:
            page.wait(f"{tile(name)}.querySelector('iframe')")
            page.evaluate(f"{button(name, 'Summary')}.click()")

    def test_four_tiles_fill_with_the_engines_own_pages(self):
        page = self.open_dashboard()
        page.wait("document.querySelectorAll('.tile iframe').length === 4")
        page.wait("document.getElementById('overview').textContent === '4 of 4 running'")
        for name in PROVIDERS:
            port = self.installation.ports[name]
            address = f"http://127.0.0.1:{port}/management.html#/quota"
            page.wait(f"{tile(name)}.querySelector('iframe').src === '{address}'")
            page.wait(f"{tile(name)}.querySelector('a').href === '{address}'")
        # The frames got their keys: nobody is asked for one, and the quota is there.
        context = next(
            context for address, context in page.frames().items() if f":{self.installation.ports['claude']}/" in address
        )
        page.wait("document.querySelectorAll('.meter').length > 0 && document.getElementById('sign-in').hidden", context)
        self.assertIn("96% used", page.text(context))
        self.assert_quiet(page)

    def test_the_summary_tells_what_the_daemon_and_the_engine_know(self):
        page = self.open_dashboard()
        self.summaries(page)
        page.wait(f"{tile('claude')}.querySelectorAll('[role=meter]').length >= 3")
        text = page.evaluate(f"{tile('claude')}.innerText")
        self.assertIn(f"PID {self.installation.pid('claude')}", text)
        for fact in ("healthy", "42% used", "resets in", "ago, unused here since", "/v1/messages"):
            self.assertIn(fact, text)
        self.assertNotIn("77% used", text)
        self.assertRegex(text, r"Requests today\s+[1-9]")
        self.assertRegex(text, r"Tokens today\s+[1-9]")
        self.assertIn("홍길동@아주-긴-이름의-회사.한국", page.evaluate(f"{tile('codex')}.innerText"))
        self.assertIn("token expires in 19 d", page.evaluate(f"{tile('codex')}.innerText"))
        self.assertIn("token expired", page.evaluate(f"{tile('gemini')}.innerText"))
        self.assert_quiet(page)

    def test_a_killed_engine_turns_its_tile_within_a_second(self):
        page = self.open_dashboard()
        page.wait(f"{tile('codex')}.querySelector('iframe')")
        pid = self.installation.pid("codex")
        # The page takes the time itself, from the kill to the change, both by the same clock.
        page.evaluate(f"""new MutationObserver(() => {{
          if (!window.turned && !{tile('codex')}.innerText.includes('PID {pid} ')) window.turned = Date.now();
        }}).observe({tile('codex')}, {{ subtree: true, childList: true, characterData: true }})""")
        killed = page.evaluate("Date.now()")
        os.kill(pid, signal.SIGKILL)
        page.wait("window.turned")
        self.assertLess(page.evaluate("window.turned") - killed, 1000)
        page.wait(f"/1 restart/.test({tile('codex')}.innerText) && {tile('codex')}.querySelector('.badge').textContent === 'running'")
        page.wait(f"{tile('codex')}.querySelector('iframe')")

    def test_the_buttons_stop_start_and_restart(self):
        page = self.open_dashboard()
        page.wait(f"{tile('gemini')}.querySelector('iframe')")
        before = self.installation.pid("gemini")
        page.evaluate(f"{button('gemini', 'Restart')}.click()")
        page.wait(f"!{tile('gemini')}.innerText.includes('PID {before} ') && {tile('gemini')}.querySelector('.badge').textContent === 'running'")
        self.assertNotEqual(self.installation.pid("gemini"), before)
        page.wait(f"{button('gemini', 'Stop')} && !{button('gemini', 'Stop')}.disabled")
        page.evaluate(f"{button('gemini', 'Stop')}.click()")
        page.wait(f"{tile('gemini')}.querySelector('.reason').textContent.startsWith('This proxy is stopped')")
        # The others and the dashboard go on.
        self.assertEqual(self.installation.request("GET", "/")[0], 302)
        page.wait(f"{button('gemini', 'Start')} && !{button('gemini', 'Start')}.disabled")
        page.evaluate(f"{button('gemini', 'Start')}.click()")
        page.wait(f"{tile('gemini')}.querySelector('iframe')")
        self.assert_quiet(page, stopped="gemini")

    def test_a_stranger_on_the_port_is_named(self):
        self.installation.ccproxy("stop", "gemini")
        page = self.open_dashboard()
        page.wait(f"{tile('gemini')}.querySelector('.badge').textContent === 'stopped'")
        with socket.create_server(("127.0.0.1", self.installation.ports["gemini"])):
            page.evaluate(f"{button('gemini', 'Start')}.click()")
            page.wait(f"{tile('gemini')}.querySelector('.badge').textContent === 'port taken'")
            page.wait(f"{tile('gemini')}.innerText.includes('PID {os.getpid()}')")

    def test_it_can_be_used_with_the_keyboard_alone(self):
        page = self.open_dashboard()
        page.wait("document.querySelectorAll('.tile iframe').length === 4")
        self.summaries(page)
        page.evaluate("document.activeElement.blur()")
        seen = []
        for _ in range(40):
            page.press("Tab")
            name = page.evaluate("document.activeElement.getAttribute('aria-label') || document.activeElement.tagName")
            if name in seen:
                break
            seen.append(name)
        for name in PROVIDERS:
            for action in ("Stop", "Restart", "Panel"):
                self.assertIn(f"{action} {name}", seen)
            self.assertIn(f"Open {name} directly", seen)
        page.evaluate(f"{button('codex', 'Panel')}.focus()")
        page.press("Enter")
        page.wait(f"!{tile('codex')}.querySelector('iframe').hidden")

    def test_it_is_readable_at_every_size_in_light_and_dark(self):
        self.installation.ccproxy("stop", "gemini")
        for size, (width, height) in SIZES.items():
            for dark in (False, True):
                with self.subTest(size=size, dark=dark):
                    page = self.open_dashboard(width=width, height=height, dark=dark)
                    page.wait("document.querySelectorAll('.tile iframe').length === 3")
                    shade = "dark" if dark else "light"
                    page.picture(f"dashboard-{size}-{shade}-panels")
                    self.assertEqual(inspection.problems(page), [])
                    for name in ("claude", "codex"):
                        page.evaluate(f"{button(name, 'Summary')}.click()")
                    page.wait(f"{tile('claude')}.querySelectorAll('[role=meter]').length >= 3")
                    self.assertEqual(inspection.problems(page), [])
                    page.picture(f"dashboard-{size}-{shade}-summaries")
                    if size != "small":
                        columns = page.evaluate("new Set([...document.querySelectorAll('.tile')].map((node) => node.offsetLeft)).size")
                        self.assertEqual(columns, 2)

    def test_the_daemon_may_go_and_come(self):
        page = self.open_dashboard()
        page.wait("document.getElementById('live').textContent === 'live'")
        pids = [self.installation.pid(name) for name in PROVIDERS]
        self.assertEqual(self.installation.ccproxy("daemon", "stop").returncode, 0)
        page.wait("document.getElementById('live').dataset.state === 'off'")
        self.installation.start()
        # The new daemon knows none of the old one's tokens, and the page has kept no key that another could be handed.
        page.wait("/was started anew/.test(document.getElementById('access-message').textContent)")
        page.evaluate(f"location.hash = '#key={self.installation.key}'")
        page.wait("document.getElementById('live').textContent === 'live' && !document.getElementById('grid').hidden")
        self.assertEqual([self.installation.pid(name) for name in PROVIDERS], pids)

    def test_stop_ends_it(self):
        self.assertEqual(self.installation.ccproxy("stop").returncode, 0)
        with self.assertRaises(OSError):
            self.installation.request("GET", "/")


class ManyProviderTests(BrowserCase):
    more_providers = ("codex-work", "codex-home")

    def test_providers_of_the_user_have_tiles_too(self):
        page = self.open_dashboard(width=1920, height=1080)
        page.wait("document.querySelectorAll('.tile iframe').length === 6")
        page.wait(f"{tile('codex-work')}.querySelector('.badge').textContent === 'running'")
        page.picture("dashboard-many")
        self.assertEqual(inspection.problems(page), [])
        self.assert_quiet(page)
