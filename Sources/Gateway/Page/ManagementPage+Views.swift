extension ManagementPage {
    static let viewScript = #"""

        const whole = new Intl.NumberFormat();
        const short = new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 1 });
        const kinds = [
          ["input", "Input", (tokens) => tokens.input_tokens],
          ["output", "Output", (tokens) => tokens.output_tokens],
          ["read", "Cache read", (tokens) => tokens.cache_read_input_tokens],
          ["written", "Cache written", (tokens) => tokens.cache_creation_input_tokens],
        ];
        const sum = (tokens) => kinds.reduce((total, kind) => total + kind[2](tokens), 0);

        function cell(text, className) { return element("td", { text, className }); }
        function number(value) { return cell(value === undefined ? "" : whole.format(value), "number"); }

        function replaceRows(id, rows, columns, empty) {
          if (!rows.length) {
            const none = cell(empty, "empty");
            none.colSpan = columns;
            rows = [element("tr", {}, [none])];
          }
          byID(id).replaceChildren(...rows);
        }

        function timeLeft(text, now) {
          return span(Math.max(0, Date.parse(text) - now));
        }

        function span(milliseconds) {
          const seconds = Math.round(milliseconds / 1000);
          if (seconds < 90) return seconds + " s";
          if (seconds < 5400) return Math.round(seconds / 60) + " min";
          if (seconds < 172800) return Math.round(seconds / 3600) + " h";
          return Math.round(seconds / 86400) + " d";
        }

        function showAccounts(answer) {
          const now = Date.parse(answer.now);
          const rows = answer.accounts.map((account) => {
            const label = element("td", { text: account.label });
            const details = [account.kind === "oauth" ? "subscription" : "API key"];
            if (account.prefix) details.push("prefix " + account.prefix);
            if (account.priority) details.push("priority " + account.priority);
            if (account.base_url) details.push(account.base_url);
            if (account.note) details.push(account.note);
            label.append(element("span", { text: details.join(" · "), className: "sub" }));
            const state = element("td", {}, [element("span", { text: account.state, className: "state-" + account.state })]);
            if (account.message) state.append(element("span", { text: account.message, className: "sub" }));
            if (account.expires_at) state.append(element("span", { text: "token until " + account.expires_at, className: "sub" }));
            const pauses = account.cooldowns.map((pause) =>
              element("div", { text: pause.model + ": " + timeLeft(pause.until, now), title: "until " + pause.until }));
            const counts = cell(whole.format(account.success) + " ok, " + whole.format(account.failed) + " failed");
            return element("tr", {}, [label, state, element("td", {}, pauses), counts, element("td", {}, buttons(account))]);
          });
          replaceRows("account-rows", rows, 5, "No account yet.");
          const cards = answer.accounts.map((account) => quotaCard(account, now));
          byID("quota-cards").replaceChildren(...(cards.length ? cards : [element("p", { text: "No account yet." })]));
        }

        function buttons(account) {
          const list = [];
          if (account.cooldowns.length || account.message) {
            const reset = element("button", { text: "Reset" });
            reset.addEventListener("click", () => change("reset-cooldown", "POST", { id: account.id }));
            list.push(reset);
          }
          if (account.source === "file") {
            const disabled = account.state !== "disabled";
            const toggle = element("button", { text: disabled ? "Disable" : "Enable" });
            toggle.addEventListener("click", () => change("auth-files/status", "PATCH", { name: account.id, disabled }));
            list.push(toggle);
          }
          return list;
        }

        function quotaCard(account, now) {
          const card = element("div", { className: "card" }, [element("h3", { text: account.label })]);
          if (!account.limits.length) {
            card.append(element("p", { text: "Nothing known yet: limits come with answers.", className: "note" }));
          }
          for (const limit of account.limits) {
            // Every answer brings the limits along: what was reset since the last one has not been used through here.
            const age = limit.reset ? now - Date.parse(limit.reset) : -1;
            const isOver = age >= 0;
            const used = isOver ? 0 : limit.utilization !== undefined ? limit.utilization
              : limit.limit > 0 && limit.remaining !== undefined ? 1 - limit.remaining / limit.limit : undefined;
            const parts = [];
            if (isOver) {
              parts.push("reset " + span(age) + " ago, unused here since");
            } else {
              if (used !== undefined) parts.push(Math.round(used * 100) + "% used");
              if (limit.remaining !== undefined) parts.push(whole.format(limit.remaining) + " left");
              if (limit.status && used === undefined) parts.push(limit.status);
              if (limit.reset) parts.push("resets in " + timeLeft(limit.reset, now));
            }
            card.append(element("div", { className: "meter" }, [
              element("span", { text: limit.label }), used === undefined ? element("span") : bar(used), element("span", { text: parts.join(", "), className: "note" }),
            ]));
          }
          return card;
        }

        function shape(name, attributes, text) {
          const node = document.createElementNS("http://www.w3.org/2000/svg", name);
          for (const [attribute, value] of Object.entries(attributes)) node.setAttribute(attribute, String(value));
          if (text !== undefined) node.textContent = String(text);
          return node;
        }

        function drawing(width, height, label) {
          return shape("svg", { viewBox: "0 0 " + width + " " + height, role: "img", "aria-label": label });
        }

        // As wide as there is room, so that letters keep their size.
        const roomFor = (id) => Math.max(260, byID(id).clientWidth - 2);

        function bar(share) {
          const part = Math.min(Math.max(share, 0), 1);
          const svg = shape("svg", {
            viewBox: "0 0 100 6", preserveAspectRatio: "none", height: 10, role: "img", "aria-label": Math.round(part * 100) + "% used",
          });
          const kind = part < 0.75 ? "fill-good" : part < 0.95 ? "fill-warn" : "fill-bad";
          svg.append(shape("rect", { x: 0, y: 0, width: part * 100, height: 6, class: kind }));
          return svg;
        }

        function stack(svg, tokens, place) {
          let start = 0;
          for (const [kind, label, value] of kinds) {
            const count = value(tokens);
            if (!count) continue;
            const rect = shape("rect", { ...place(start, count), class: "fill-" + kind });
            rect.append(shape("title", {}, label + ": " + whole.format(count)));
            svg.append(rect);
            start += count;
          }
        }

        function legend() {
          return element("div", { className: "legend" }, kinds.map(([kind, label]) => {
            const sample = shape("svg", { viewBox: "0 0 10 10" });
            sample.append(shape("rect", { width: 10, height: 10, class: "fill-" + kind }));
            const entry = element("span", {}, [sample]);
            entry.append(label);
            return entry;
          }));
        }

        function showUsage(usage) {
          const totals = [
            ["Requests", whole.format(usage.total.requests)], ["Failed", whole.format(usage.total.failures)],
            ...kinds.map(([, label, value]) => [label, short.format(value(usage.total.tokens))]),
            ["Since", new Date(usage.since).toLocaleDateString()],
          ];
          byID("totals").replaceChildren(...totals.map(([name, value]) =>
            element("div", {}, [element("dt", { text: name }), element("dd", { text: value })])));
          byID("day-chart").replaceChildren(dayChart(usage.days), legend());
          byID("model-chart").replaceChildren(modelChart(usage.models));
          const rows = Object.entries(usage.accounts).map(([name, counters]) => element("tr", {}, [
            cell(name), number(counters.requests), number(counters.failures),
            ...kinds.map(([, , value]) => number(value(counters.tokens))),
          ]));
          replaceRows("usage-rows", rows, 7, "Nothing used yet.");
        }

        function dayChart(days) {
          const width = roomFor("day-chart");
          const count = width < 560 ? 14 : 30;
          const step = (width - 20) / count;
          const svg = drawing(width, 170, "Tokens of the last " + count + " days");
          const today = Math.floor(Date.now() / 86400000);
          const names = Array.from({ length: count }, (_, index) =>
            new Date((today - count + 1 + index) * 86400000).toISOString().slice(0, 10));
          const top = Math.max(1, ...names.map((name) => days[name] ? sum(days[name].tokens) : 0));
          names.forEach((name, index) => {
            const x = 10 + index * step;
            const day = days[name];
            if (day) {
              stack(svg, day.tokens, (start, tokens) => ({
                x, width: step * 0.75, y: 140 - (start + tokens) / top * 115, height: tokens / top * 115,
              }));
            }
            if (index % 5 === 4) svg.append(shape("text", { x: x + step * 0.375, y: 158, "text-anchor": "middle" }, name.slice(5)));
          });
          svg.append(shape("text", { x: 10, y: 16 }, short.format(top) + " tokens"));
          return svg;
        }

        function modelChart(models) {
          const entries = Object.entries(models).map(([name, counters]) => [name, counters, sum(counters.tokens)])
            .sort((one, other) => other[2] - one[2]).slice(0, 12);
          const width = roomFor("model-chart");
          const isNarrow = width < 560;
          const rowHeight = isNarrow ? 40 : 26;
          const left = isNarrow ? 10 : 260;
          const room = Math.max(60, width - left - 130);
          const svg = drawing(width, Math.max(40, entries.length * rowHeight + 12), "Tokens by model");
          if (!entries.length) svg.append(shape("text", { x: 12, y: 24 }, "Nothing used yet."));
          const top = Math.max(1, ...entries.map((entry) => entry[2]));
          entries.forEach(([name, counters, total], index) => {
            const y = 10 + index * rowHeight + (isNarrow ? 14 : 0);
            svg.append(shape("text", { x: 10, y: isNarrow ? y - 3 : y + 13 }, name.slice(0, 38)));
            stack(svg, counters.tokens, (start, tokens) => ({
              x: left + start / top * room, width: tokens / top * room, y, height: 17,
            }));
            svg.append(shape("text", { x: width - 10, y: y + 13, "text-anchor": "end" },
              short.format(total) + " · " + short.format(counters.requests) + " req"));
          });
          return svg;
        }

        function addRequests(records) {
          const body = byID("request-rows");
          for (const record of records) {
            const tokens = record.tokens || {};
            const cache = (tokens.cache_read_input_tokens || 0) + (tokens.cache_creation_input_tokens || 0);
            const good = record.status < 300 && !record.failure;
            const milliseconds = (value) => value === undefined ? "" : whole.format(Math.round(value)) + " ms";
            const model = cell(record.model || record.path);
            if (record.path !== "/v1/messages") model.append(element("span", { text: record.path, className: "sub" }));
            const status = element("td", {}, [element("span", { text: record.status, className: good ? "good" : "bad" })]);
            if (record.failure) status.append(element("span", { text: record.failure, className: "sub" }));
            body.prepend(element("tr", {}, [
              cell(new Date(record.time).toLocaleTimeString()), model, cell(record.account || ""), status,
              number(tokens.input_tokens), number(tokens.output_tokens), record.tokens ? number(cache) : cell(""),
              cell(milliseconds(record.first_byte_ms), "number"), cell(milliseconds(record.total_ms), "number"),
            ]));
          }
          while (body.children.length > 200) body.lastElementChild.remove();
        }
        """#
}
