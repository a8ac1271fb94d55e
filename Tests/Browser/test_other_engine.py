"""Engines that are not ours: a stand-in that behaves as cli-proxy-api does, also badly."""

import os

import inspection
from case import BrowserCase, button, tile
from installation import PROGRAMS

STAND_IN = os.path.join(PROGRAMS, "FakeEngine")
PANEL = """<!doctype html><title>panel</title><p id="told">nothing</p><script>
addEventListener("message", (event) => { document.getElementById("told").textContent = JSON.stringify(event.data); });
parent.postMessage({ type: "ccproxy-management-ready" }, "*");
</script>"""


class OtherEngineTests(BrowserCase):
    settings = "restart: {initial-delay: 30s, max-delay: 30s}\n"
    engines = {"codex": STAND_IN, "gemini": STAND_IN}

    def test_a_panel_that_was_not_downloaded_is_said_to_be_missing_and_the_facts_are_there(self):
        page = self.open_dashboard(width=1280, height=800)
        page.wait(f"/has not been downloaded/.test({tile('codex')}.querySelector('.reason').textContent)")
        text = page.evaluate(f"{tile('codex')}.innerText")
        for fact in (f"PID {self.installation.pid('codex')}", "healthy", "홍길동@아주-긴-이름의-회사.한국", "token expires in"):
            self.assertIn(fact, text)
        self.assertEqual(page.evaluate(f"{tile('codex')}.querySelectorAll('iframe').length"), 0)
        page.picture("other-engine-without-panel")
        self.assertEqual(inspection.problems(page), [])
        self.assert_quiet(page)

    def test_its_panel_is_shown_and_its_key_can_be_copied(self):
        self.installation.write("configs/gemini/static/management.html", PANEL)
        page = self.open_dashboard()
        page.wait(f"{tile('gemini')}.querySelector('iframe')")
        page.wait(f"{button('gemini', 'Copy key')} && !{button('gemini', 'Copy key')}.hidden")
        port = self.installation.ports["gemini"]
        page.wait("document.querySelectorAll('.tile iframe').length === 3")
        page.wait(f"!document.querySelector('[aria-label=\"Copy key claude\"]').checkVisibility()")
        # It asks as our own page would, but its key is the person's to give.
        context = next(context for address, context in page.frames().items() if f":{port}/" in address)
        page.wait("document.title === 'panel'", context)
        page.evaluate(f"{button('gemini', 'Summary')}.click()")
        page.wait(f"{tile('gemini')}.querySelector('iframe').hidden")
        self.assertEqual(page.evaluate("document.getElementById('told').textContent", context), "nothing")
        self.assert_quiet(page)

    def test_a_crash_is_told_with_its_reason_and_the_last_log_lines(self):
        page = self.open_dashboard(width=1280, height=800)
        page.wait(f"{tile('codex')}.querySelector('.badge').textContent === 'running'")
        self.installation.write("configs/codex/fake-engine.conf", "exit-at-start=3\n")
        page.evaluate(f"{button('codex', 'Restart')}.click()")
        page.wait(f"{tile('codex')}.querySelector('.badge').textContent === 'crashed, waiting'")
        page.wait(f"/exit status 3/.test({tile('codex')}.innerText)")
        page.wait(f"/next try is in/.test({tile('codex')}.querySelector('.reason').textContent)")
        page.picture("other-engine-crashed")
        self.assertEqual(inspection.problems(page), [])
        self.installation.write("configs/codex/fake-engine.conf", "\n")
        page.evaluate(f"{button('codex', 'Start')}.click()")
        page.wait(f"{tile('codex')}.querySelector('.badge').textContent === 'running'")
