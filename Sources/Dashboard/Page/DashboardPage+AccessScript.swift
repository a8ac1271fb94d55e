extension DashboardPage {
    /// The key, the token for which it is exchanged, and the stream of events.
    static let accessScript = #"""
        "use strict";

        const byID = (id) => document.getElementById(id);
        const tokenName = "ccproxy-dashboard-token";
        const ownPort = Number(document.querySelector('meta[name="own-port"]').content);
        // Where ports are forwarded, all of them are moved alike: by as much as ours was on the way here.
        const offset = Number(location.port || 80) - ownPort;
        let key = "";
        let token = sessionStorage.getItem(tokenName) || "";
        let feed = null;
        // How far the clock of the daemon's machine is ahead of ours.
        let clockSkew = 0;

        // Everything that comes from elsewhere goes through here, and becomes text.
        function element(name, options = {}, children = []) {
          const node = document.createElement(name);
          const { text, ...attributes } = options;
          if (text !== undefined) node.textContent = String(text);
          for (const [attribute, value] of Object.entries(attributes)) {
            if (value !== undefined) node.setAttribute(attribute, String(value));
          }
          node.append(...children.filter((child) => child));
          return node;
        }

        // The key goes from the address into memory until it is exchanged, and is never seen in the history.
        function takeKey() {
          const found = /^#key=([\w-]+)$/.exec(location.hash);
          if (location.hash) history.replaceState(null, "", location.pathname);
          if (!found) return false;
          key = found[1];
          keepToken("");
          return true;
        }

        function keepToken(text) {
          token = text;
          if (text) sessionStorage.setItem(tokenName, text);
          else sessionStorage.removeItem(tokenName);
        }

        // Exchanges the key for a token; says why not when that does not work.
        async function openSession() {
          const answer = await fetch("/api/session", {
            method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ key }),
          });
          const value = await answer.json();
          if (answer.status !== 403 && !answer.ok) throw new Error(value.error);
          // Shown once: whoever takes the port after our daemon has gone must not be handed it.
          key = "";
          if (answer.ok) return keepToken(value.token);
          askForKey("The key of this link is not, or no longer, the right one.");
        }

        // Resolves to the answer; undefined when nobody lets us in.
        async function call(path, options = {}) {
          if (!token && key) await openSession();
          if (!token) return void askForKey("");
          const used = token;
          const headers = { Authorization: "Bearer " + used };
          const answer = await fetch(path, { ...options, headers, cache: "no-store" });
          if (answer.status !== 401) return answer;
          // A new session was opened while an old token was being turned down.
          if (token !== used) return call(path, options);
          keepToken("");
          askForKey("The daemon was started anew since this page was opened.");
        }

        function askForKey(message) {
          stopFeed();
          byID("grid").hidden = true;
          byID("access").hidden = false;
          if (message || !byID("access-message").textContent) byID("access-message").textContent = message;
          byID("overview").textContent = "";
          showLive("", "");
        }

        function showLive(state, text) {
          byID("live").dataset.state = state;
          byID("live").textContent = text;
          byID("grid").toggleAttribute("data-stale", state === "off");
        }

        function stopFeed() {
          if (feed) feed.abort();
          feed = null;
        }

        // EventSource cannot send a token in a header, and a token in the address would end up in logs.
        async function startFeed() {
          stopFeed();
          const own = new AbortController();
          feed = own;
          let delay = 200;
          while (feed === own) {
            try {
              const answer = await call("/api/events", { signal: own.signal });
              if (!answer || feed !== own) return;
              if (!answer.ok) throw new Error("status " + answer.status);
              clockSkew = Date.parse(answer.headers.get("Date")) - Date.now() || 0;
              showLive("on", "live");
              byID("access").hidden = true;
              byID("access-message").textContent = "";
              byID("grid").hidden = false;
              delay = 200;
              await readEvents(answer.body.getReader());
            } catch (error) {
              if (own.signal.aborted) return;
            }
            if (feed !== own) return;
            showLive("off", "the daemon does not answer; trying again…");
            await new Promise((resume) => setTimeout(resume, delay));
            delay = Math.min(delay * 2, 5000);
          }
        }

        async function readEvents(reader) {
          const decoder = new TextDecoder();
          let text = "";
          for (;;) {
            const { done, value } = await reader.read();
            if (done) return;
            text += decoder.decode(value, { stream: true });
            const parts = text.split("\n\n");
            text = parts.pop();
            for (const part of parts) {
              let name = "";
              let data = "";
              for (const line of part.split("\n")) {
                if (line.startsWith("event: ")) name = line.slice(7);
                if (line.startsWith("data: ")) data += line.slice(6);
              }
              if (name === "providers") showProviders(JSON.parse(data));
              if (name === "provider") showProvider(JSON.parse(data));
            }
          }
        }

        """#
}
