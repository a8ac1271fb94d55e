extension DashboardPage {
    /// What stands in a tile while the engine's own page does not.
    static let summaryScript = #"""

        const accountTones = {
          ok: "good", ready: "good", active: "good", expiring: "warn", cooldown: "warn", disabled: "", pending: "warn",
          refreshing: "warn",
        };
        const toneOf = (state) => state in accountTones ? accountTones[state] : "bad";

        const clock = (text) => new Date(text).toLocaleTimeString("en-GB");

        // Our own engine logs objects; what people want to know of them fits in a line.
        function logLine(text) {
          let entry;
          try { entry = JSON.parse(text); } catch (error) { return text; }
          if (!entry || typeof entry.time !== "string") return text;
          if (entry.message) return [clock(entry.time), entry.level === "info" ? "" : entry.level, entry.message].filter((word) => word).join("  ");
          const took = entry.total_ms === undefined ? "" : Math.round(entry.total_ms) + " ms";
          const words = [clock(entry.time), entry.status, entry.method, entry.path, entry.model, entry.account, took, entry.failure];
          return words.filter((word) => word).join("  ");
        }

        class Summary {
          constructor(tile) {
            this.reason = element("p", { class: "reason" });
            this.facts = element("dl", { class: "facts" });
            this.accounts = element("ul", { class: "accounts" });
            this.accountsPart = this.part("Accounts", this.accounts);
            this.error = element("pre", { class: "log" });
            this.errorPart = this.part("Last error", this.error);
            this.exits = element("pre", { class: "log" });
            this.exitsPart = this.part("Last ends of its process", this.exits);
            this.log = element("pre", { class: "log" });
            this.logPart = this.part("Last log lines", this.log);
            this.uptime = null;
            // It scrolls, so it can be reached with the keyboard.
            this.node = element("div", { class: "summary", tabindex: "0", role: "group", "aria-label": "Summary of " + tile.name }, [
              this.reason, this.facts, this.accountsPart, this.errorPart, this.exitsPart, this.logPart,
            ]);
          }

          part(title, content) {
            return element("div", { class: "part" }, [element("h3", { text: title }), content]);
          }

          fact(name, value) {
            const description = element("dd", { text: value });
            return [element("div", {}, [element("dt", { text: name }), description]), description];
          }

          update(view, why) {
            const text = [why, view.problem].filter((line) => line).join("\n");
            this.reason.hidden = !text;
            if (this.reason.textContent !== text) this.reason.textContent = text;
            const facts = [
              ["State", stateText(view)], ["Health", view.pid === null ? "–" : view.healthy ? "healthy" : "not healthy"],
              ["PID", view.pid === null ? "–" : view.pid], ["Uptime", upFor(view)], ["Restarts", view.restarts],
              ["Requests today", view.today ? whole.format(view.today.requests) : "–"],
              ["Tokens today", view.today ? short.format(view.today.tokens) : "–"],
            ].map(([name, value]) => this.fact(name, value));
            this.uptime = facts[3][1];
            this.facts.replaceChildren(...facts.map(([node]) => node));
            const accounts = view.accounts.map((account) => this.account(account));
            if (!accounts.length) {
              accounts.push(element("li", { class: "note", text: "No account yet. In a terminal: ccproxy auth " + view.provider }));
            }
            this.accounts.replaceChildren(...accounts);
            this.show(this.errorPart, this.error, view.last_error ? [view.last_error] : []);
            this.show(this.exitsPart, this.exits, view.exits.map((exit) => clock(exit.at) + "  " + exit.reason));
            this.show(this.logPart, this.log, view.log.map(logLine));
          }

          show(part, node, lines) {
            part.hidden = !lines.length;
            const text = lines.join("\n");
            if (node.textContent !== text) node.textContent = text;
          }

          tick(view) {
            const text = upFor(view);
            if (this.uptime && this.uptime.textContent !== text) this.uptime.textContent = text;
          }

          account(account) {
            const state = account.state === "ok" && account.engine_state && !["ready", "active"].includes(account.engine_state)
              ? account.engine_state : account.state;
            const notes = [];
            if (account.expires_at) {
              notes.push((Date.parse(account.expires_at) < now() ? "token expired " : "token expires ") + fromNow(account.expires_at));
            }
            if (account.succeeded !== null) notes.push(whole.format(account.succeeded) + " ok, " + whole.format(account.failed || 0) + " failed");
            if (account.message) notes.push(account.message);
            return element("li", {}, [
              element("div", { class: "account-head" }, [
                element("span", { class: "account-name", text: account.label }),
                element("span", { class: "badge", "data-tone": toneOf(state), text: state }),
                notes.length ? element("span", { class: "note", text: notes.join(" · ") }) : null,
              ]),
              ...account.limits.map((limit) => this.quota(account, limit)),
            ]);
          }

          quota(account, limit) {
            // Every answer brings the limits along: what was reset since the last one has not been used through here.
            const isOver = limit.reset && Date.parse(limit.reset) <= now();
            const used = isOver ? 0 : limit.used === null ? null : Math.min(Math.max(limit.used, 0), 1);
            const words = [];
            if (isOver) words.push("reset " + fromNow(limit.reset) + ", unused here since");
            else if (used !== null) words.push(Math.round(used * 100) + "% used");
            if (used === null && limit.remaining !== null) words.push(whole.format(limit.remaining) + " left");
            if (used === null && limit.status) words.push(limit.status);
            if (limit.reset && !isOver) words.push("resets " + fromNow(limit.reset));
            const fill = element("div");
            fill.style.width = (used || 0) * 100 + "%";
            const bar = element("div", {
              class: "bar", role: "meter", "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": Math.round((used || 0) * 100),
              "aria-label": limit.name + " of " + account.label, "data-tone": used < 0.75 ? "good" : used < 0.95 ? "warn" : "bad",
            }, [fill]);
            return element("div", { class: "quota" }, [
              element("span", { text: limit.name }), used === null ? element("span") : bar, element("span", { text: words.join(", ") }),
            ]);
          }
        }

        """#

    /// What begins when everything above is there.
    static let startScript = #"""

        setInterval(() => {
          if (document.hidden) return;
          for (const tile of tiles.values()) if (tile.view) tile.showMeta();
        }, 1000);

        // A page that nobody sees lets the daemon sleep.
        let hiding = 0;
        document.addEventListener("visibilitychange", () => {
          clearTimeout(hiding);
          if (document.hidden) hiding = setTimeout(stopFeed, 20000);
          else if (!feed && (token || key)) startFeed();
        });

        addEventListener("hashchange", () => { if (takeKey()) startFeed(); });

        if (location.hostname === "[::1]") {
          // The providers' pages are shown under names that a content policy can spell.
          location.replace("http://localhost:" + location.port + location.pathname + location.hash);
        } else {
          takeKey();
          startFeed();
        }
        """#
}
