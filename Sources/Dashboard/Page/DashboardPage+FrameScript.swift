extension DashboardPage {
    /// The engine's own page in a tile, or the reason why it is not there.
    static let frameScript = #"""

        Object.assign(Tile.prototype, {
          // Why the engine's own page is not shown; empty when it can be.
          whyNoFrame() {
            const view = this.view;
            switch (view.state) {
              case "running": break;
              case "stopped": return "This proxy is stopped. Start it here, or in a terminal: ccproxy start " + this.name;
              case "starting": return "This proxy is starting.";
              case "stopping": return "This proxy is being stopped.";
              case "backoff": return "This proxy has crashed" + (view.next_retry_at ? "; the next try is " + fromNow(view.next_retry_at) : "") + ".";
              case "failed": return "This proxy has crashed too often and was given up. Restart it when the cause is mended.";
              case "foreign": return "Another program holds the port of this proxy.";
              default: return "This proxy runs, but does not answer.";
            }
            if (view.panel === "unknown") return "Looking for its management page…";
            if (view.panel === "unavailable") return view.panel_reason;
            return this.frameProblem;
          },

          showBody() {
            const isGateway = this.view.engine === "ccproxy-gateway";
            let why = this.whyNoFrame();
            if (!why && this.reached === null) this.reach();
            if (!why && !this.reached) why = "Looking for its management page…";
            const showsFrame = !why && this.choice === "panel";
            if (showsFrame && !this.frame) this.addFrame(isGateway);
            if (why) this.removeFrame();
            if (this.frame) this.frame.hidden = !showsFrame;
            this.summary.node.hidden = showsFrame;
            this.toggle.hidden = Boolean(why);
            this.label(this.toggle, showsFrame ? "Summary" : "Panel");
            this.copy.hidden = isGateway || this.view.panel !== "available" || this.view.state !== "running";
            if (this.copy.textContent !== "Copied") this.label(this.copy, "Copy key");
            this.summary.update(this.view, why);
          },

          switchView() {
            this.choice = this.choice === "panel" ? "summary" : "panel";
            this.showBody();
          },

          // Whether this browser gets to the engine at all; the answer itself is nobody's business here.
          async reach() {
            const pid = this.view.pid;
            this.reached = false;
            try {
              await fetch(this.origin + "/healthz", { mode: "no-cors", cache: "no-store", credentials: "omit" });
              if (this.view.pid !== pid) return;
              this.reached = true;
            } catch (error) {
              if (this.view.pid !== pid) return;
              const port = this.view.port + offset;
              this.frameProblem = "This browser does not reach port " + port + " of " + location.hostname
                + ". Through SSH, forward that port as well: ccproxy links prints the line.";
            }
            this.showBody();
          },

          addFrame(isGateway) {
            const frame = element("iframe", {
              title: "Management page of " + this.name, referrerpolicy: "no-referrer", allow: "clipboard-write",
              sandbox: "allow-scripts allow-same-origin allow-forms allow-modals allow-downloads allow-popups allow-popups-to-escape-sandbox",
            });
            frame.src = this.origin + "/management.html#/quota";
            this.frame = frame;
            this.body.prepend(frame);
            if (!isGateway) return;
            // Our own page says a word when it runs; one that says none would be an empty tile.
            setTimeout(() => {
              if (this.frame !== frame || this.isReady) return;
              this.frameProblem = "Its management page does not start in this frame. Open directly shows it in a tab of its own.";
              this.showBody();
            }, 10000);
          },

          removeFrame() {
            if (this.frame) this.frame.remove();
            this.frame = null;
            this.isReady = false;
          },

          // Our own page gets its key in a tab of its own as well; any other is opened without a way back to us.
          openDirectly(event) {
            if (this.view.engine !== "ccproxy-gateway" || this.view.state !== "running") return;
            event.preventDefault();
            this.tab = open(this.open.href, "_blank");
          },

          async giveKey(page) {
            if (this.frame && page === this.frame.contentWindow) this.isReady = true;
            const origin = this.origin;
            const given = await this.managementKey().catch(() => "");
            // Without the daemon the page has to wait: the next news of the provider bring its key.
            if (!given) return void (this.keyless = page);
            // To a page of that origin and no other, should another have been loaded meanwhile.
            page.postMessage({ type: "ccproxy-management-key", key: given }, origin);
          },
        });

        addEventListener("message", (event) => {
          if (!event.data || event.data.type !== "ccproxy-management-ready") return;
          for (const tile of tiles.values()) {
            const pages = [tile.frame && tile.frame.contentWindow, tile.tab];
            if (!tile.view) continue;
            // While no engine of ours runs, whoever is at its address is somebody else.
            const isOurs = tile.view.engine === "ccproxy-gateway" && tile.view.state === "running"
              && event.origin === tile.origin;
            if (isOurs && pages.includes(event.source)) tile.giveKey(event.source);
          }
        });

        """#
}
