extension DashboardPage {
    /// One tile for each provider: its state, and what can be done about it.
    static let tileScript = #"""

        const tiles = new Map();
        const tones = {
          running: "good", starting: "warn", stopping: "warn", backoff: "warn", unhealthy: "bad", failed: "bad", foreign: "bad",
        };
        const stateWords = { backoff: "crashed, waiting", foreign: "port taken" };
        const whole = new Intl.NumberFormat("en");
        const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

        const now = () => Date.now() + clockSkew;
        const stateText = (view) => stateWords[view.state] || view.state;

        function span(milliseconds) {
          const seconds = Math.max(0, Math.round(milliseconds / 1000));
          const days = Math.floor(seconds / 86400);
          const hours = Math.floor(seconds / 3600) % 24;
          const minutes = Math.floor(seconds / 60) % 60;
          if (days) return days + " d " + hours + " h";
          if (hours) return hours + " h " + minutes + " min";
          return minutes ? minutes + " min" : seconds + " s";
        }

        const upFor = (view) => view.started_at === null ? "–" : span(now() - view.started_at * 1000);
        const fromNow = (text) => {
          const left = Date.parse(text) - now();
          // The clocks of two machines, or of none, agree to the second.
          if (Math.abs(left) < 2000) return "just now";
          return left >= 0 ? "in " + span(left) : span(-left) + " ago";
        };

        class Tile {
          constructor(name) {
            this.name = name;
            this.view = null;
            this.choice = "panel";
            this.frame = null;
            this.keyless = null;
            this.frameProblem = "";
            this.reached = null;
            const id = "tile-" + name;
            this.badge = element("span", { class: "badge" });
            this.meta = element("p", { class: "meta" });
            this.power = this.button("Start", () => this.act(this.view.pid === null ? "start" : "stop"));
            this.again = this.button("Restart", () => this.act(this.view.state === "backoff" ? "stop" : "restart"));
            this.toggle = this.button("Summary", () => this.switchView());
            this.copy = this.button("Copy key", () => this.copyKey());
            this.copy.title = "Copy the management key, which this engine's own page asks for";
            this.open = element("a", { class: "open", text: "Open directly", target: "_blank", rel: "noopener noreferrer" });
            this.open.addEventListener("click", (event) => this.openDirectly(event));
            this.failure = element("p", { class: "failure", role: "alert" });
            this.body = element("div", { class: "body" });
            this.summary = new Summary(this);
            this.node = element("section", { class: "tile", "aria-labelledby": id }, [
              element("div", { class: "tile-head" }, [
                element("div", { class: "name" }, [element("h2", { id, text: name }), this.badge]), this.meta,
                element("div", { class: "actions" }, [this.power, this.again, this.toggle, this.copy, this.open]),
              ]),
              this.failure, this.body,
            ]);
            this.body.append(this.summary.node);
          }

          button(text, action) {
            const node = element("button", { type: "button", text });
            node.addEventListener("click", action);
            return node;
          }

          update(view) {
            const before = this.view;
            this.view = view;
            if (!before || before.pid !== view.pid) {
              this.removeFrame();
              this.frameProblem = "";
              this.reached = null;
              this.keyless = null;
            }
            if (before && before.state !== view.state) byID("news").textContent = this.name + ": " + stateText(view);
            this.origin = "http://" + location.hostname + ":" + (view.port + offset);
            this.open.href = this.origin + "/management.html#/quota";
            if (this.keyless && view.state === "running") {
              const page = this.keyless;
              this.keyless = null;
              this.giveKey(page);
            }
            this.open.setAttribute("aria-label", "Open " + this.name + " directly");
            const tone = tones[view.state] || "";
            this.node.dataset.tone = tone;
            this.badge.dataset.tone = tone;
            this.badge.textContent = stateText(view);
            const isUp = view.pid !== null;
            // What was asked for waits for the next try; whoever does not want to wait may try now, or give up.
            const isWaiting = view.state === "backoff";
            const isBusy = this.busy && !isWaiting;
            this.label(this.power, isUp ? "Stop" : "Start");
            this.label(this.again, isWaiting ? "Stop" : "Restart");
            this.power.disabled = isBusy || view.state === "stopping";
            this.again.disabled = isBusy || !(isUp || isWaiting);
            this.showMeta();
            this.showBody();
          }

          // The names of buttons say whose they are, since every tile has the same.
          label(button, text) {
            button.textContent = text;
            button.setAttribute("aria-label", text + " " + this.name);
          }

          showMeta() {
            const view = this.view;
            const parts = [":" + (view.port + offset)];
            if (view.pid !== null) parts.push("PID " + view.pid, "up " + upFor(view));
            if (view.restarts) parts.push(view.restarts === 1 ? "1 restart" : view.restarts + " restarts");
            parts.push(view.engine.split("/").pop());
            const text = parts.join(" · ");
            if (this.meta.textContent !== text) this.meta.textContent = this.meta.title = text;
            this.summary.tick(view);
          }

          async act(action) {
            this.busy = true;
            this.failure.textContent = "";
            this.power.disabled = this.again.disabled = true;
            try {
              const answer = await call("/api/providers/" + this.name + "/" + action, { method: "POST" });
              if (answer && !answer.ok) this.failure.textContent = (await answer.json()).error;
            } catch (error) {
              this.failure.textContent = "The daemon does not answer: " + error.message;
            }
            this.busy = false;
            this.update(this.view);
          }

          async managementKey() {
            const answer = await call("/api/providers/" + this.name + "/key", { method: "POST" });
            return answer && answer.ok ? (await answer.json()).key : "";
          }

          async copyKey() {
            try {
              const given = await this.managementKey();
              if (!given) throw new Error("the daemon does not hand it out now");
              await navigator.clipboard.writeText(given);
              this.label(this.copy, "Copied");
            } catch (error) {
              this.failure.textContent = "The key could not be copied: " + error.message;
            }
            setTimeout(() => this.label(this.copy, "Copy key"), 2000);
          }
        }

        function showProviders(overview) {
          const grid = byID("grid");
          for (const [name, tile] of tiles) {
            if (!overview.providers.includes(name)) { tile.node.remove(); tiles.delete(name); }
          }
          for (const name of overview.providers) {
            if (!tiles.has(name)) tiles.set(name, new Tile(name));
          }
          // Only what is not in its place is moved: a frame that is moved starts anew.
          overview.providers.forEach((name, place) => {
            const node = tiles.get(name).node;
            if (grid.children[place] !== node) grid.insertBefore(node, grid.children[place] || null);
          });
          grid.toggleAttribute("data-many", overview.providers.length > 4);
        }

        function showProvider(view) {
          const tile = tiles.get(view.provider);
          if (!tile) return;
          tile.update(view);
          const views = [...tiles.values()].map((other) => other.view).filter((other) => other);
          const running = views.filter((other) => other.state === "running").length;
          const text = running + " of " + tiles.size + " running";
          byID("overview").textContent = text;
          document.title = text + " – ccproxy dashboard";
        }

        """#
}
