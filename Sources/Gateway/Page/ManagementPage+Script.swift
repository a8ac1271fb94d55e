extension ManagementPage {
    /// The program: access and live events first, then the views.
    static let script = accessScript + viewScript

    private static let accessScript = #"""
        "use strict";

        const byID = (id) => document.getElementById(id);
        const storageName = "ccproxy-management-key";
        const dashboardOrigin = document.querySelector('meta[name="dashboard-origin"]').content;
        const views = ["accounts", "quota", "usage", "requests"];
        // The page that shows this one in a frame, or has opened it in a tab.
        const dashboard = window.parent !== window ? window.parent : window.opener;
        document.documentElement.classList.toggle("framed", window.parent !== window);
        let key = sessionStorage.getItem(storageName) || "";
        let feed = null;
        let lastEvent = -1;

        // Everything that comes from elsewhere goes through here, and becomes text.
        function element(name, options = {}, children = []) {
          const node = document.createElement(name);
          if (options.text !== undefined) node.textContent = String(options.text);
          if (options.className) node.className = options.className;
          if (options.title) node.title = String(options.title);
          for (const child of children) node.append(child);
          return node;
        }

        async function call(path, options = {}) {
          const headers = { Authorization: "Bearer " + key };
          if (options.body) headers["Content-Type"] = "application/json";
          const answer = await fetch("/v0/management/" + path, { ...options, headers, cache: "no-store" });
          if (answer.status === 401) {
            signOut("This key is not the management key.");
            throw new Error("not signed in");
          }
          const value = await answer.json();
          if (!answer.ok) throw new Error(value.message || value.error || "status " + answer.status);
          return value;
        }

        function signOut(message) {
          stopFeed();
          key = "";
          sessionStorage.removeItem(storageName);
          byID("sign-in").hidden = false;
          byID("sign-in-message").textContent = message || "";
          for (const view of views) byID(view).hidden = true;
          byID("key").focus();
        }

        function signIn(newKey) {
          key = newKey;
          sessionStorage.setItem(storageName, key);
          byID("sign-in").hidden = true;
          showView();
          refresh();
          startFeed();
        }

        function showMessage(text) {
          byID("message").hidden = !text;
          byID("message").textContent = text || "";
        }

        function currentView() {
          const name = location.hash.replace(/^#\/?/, "").split("?")[0];
          return views.includes(name) ? name : "accounts";
        }

        function showView() {
          if (!key) return;
          const current = currentView();
          for (const view of views) byID(view).hidden = view !== current;
          for (const link of document.querySelectorAll("nav a")) {
            if (link.hash === "#/" + current) link.setAttribute("aria-current", "page");
            else link.removeAttribute("aria-current");
          }
        }

        async function refresh() {
          if (!key) return;
          try {
            const view = currentView();
            if (view === "accounts" || view === "quota") showAccounts(await call("accounts"));
            if (view === "usage") showUsage((await call("usage")).statistics);
            showMessage("");
          } catch (error) {
            if (key) showMessage("The gateway does not answer: " + error.message);
          }
        }

        async function change(path, method, value) {
          try {
            await call(path, { method, body: JSON.stringify(value) });
            await refresh();
          } catch (error) {
            if (key) showMessage(error.message);
          }
        }

        function stopFeed() {
          if (feed) feed.abort();
          feed = null;
          byID("live").textContent = "";
        }

        // EventSource cannot send a key in a header, and a key in the URL would end up in logs.
        async function startFeed() {
          stopFeed();
          const own = new AbortController();
          feed = own;
          let delay = 500;
          while (feed === own) {
            try {
              const headers = { Authorization: "Bearer " + key };
              if (lastEvent >= 0) headers["Last-Event-ID"] = String(lastEvent);
              const answer = await fetch("/v0/management/events", { headers, signal: own.signal, cache: "no-store" });
              if (answer.status === 401) return signOut("This key is not the management key.");
              if (!answer.ok) throw new Error("status " + answer.status);
              byID("live").textContent = "live";
              delay = 500;
              await readEvents(answer.body.getReader());
            } catch (error) {
              if (own.signal.aborted) return;
            }
            if (feed !== own) return;
            byID("live").textContent = "connecting…";
            await new Promise((resume) => setTimeout(resume, delay));
            delay = Math.min(delay * 2, 10000);
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
            const records = [];
            for (const part of parts) {
              let data = "";
              for (const line of part.split("\n")) {
                if (line.startsWith("data: ")) data += line.slice(6);
                if (line.startsWith("id: ")) lastEvent = Number(line.slice(4));
              }
              if (data) records.push(JSON.parse(data));
            }
            if (records.length) {
              addRequests(records);
              scheduleRefresh();
            }
          }
        }

        let refreshTimer = 0;
        function scheduleRefresh() {
          if (!refreshTimer) refreshTimer = setTimeout(() => { refreshTimer = 0; refresh(); }, 1000);
        }

        byID("sign-in").addEventListener("submit", (event) => {
          event.preventDefault();
          signIn(byID("key").value.trim());
          byID("key").value = "";
        });
        addEventListener("hashchange", () => { showView(); refresh(); });
        document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
        // The dashboard that shows this page in a frame knows the key already.
        addEventListener("message", (event) => {
          if (!dashboardOrigin || event.origin !== dashboardOrigin || event.source !== dashboard) return;
          const { type, key: given } = event.data || {};
          if (type === "ccproxy-management-key" && typeof given === "string" && given) signIn(given);
        });
        setInterval(() => { if (!document.hidden) refresh(); }, 10000);
        if (dashboard && dashboardOrigin) dashboard.postMessage({ type: "ccproxy-management-ready" }, dashboardOrigin);
        // Whoever is about to be given the key need not be asked for it.
        addEventListener("DOMContentLoaded", () => {
          if (key) signIn(key);
          else if (dashboard) setTimeout(() => { if (!key) signOut(); }, 1500);
          else signOut();
        });
        let resizing = 0;
        addEventListener("resize", () => { clearTimeout(resizing); resizing = setTimeout(refresh, 200); });

        """#
}
