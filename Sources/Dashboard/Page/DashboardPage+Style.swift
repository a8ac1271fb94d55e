extension DashboardPage {
    /// The style sheet; it follows the light or dark of the system.
    static let style = #"""
        :root {
          color-scheme: light dark;
          --ink: light-dark(#1c1f24, #e7e9ed);
          --soft: light-dark(#59606c, #a4abb8);
          --line: light-dark(#d9dde4, #343a45);
          --page: light-dark(#f2f4f7, #121418);
          --card: light-dark(#ffffff, #1b1e24);
          --well: light-dark(#f5f6f8, #15181d);
          --accent: light-dark(#2c5be0, #8aa9ff);
          --good: light-dark(#11703f, #5bd197);
          --warn: light-dark(#855400, #ecb44f);
          --bad: light-dark(#b3261e, #ff9a91);
          --good-soft: light-dark(#e2f4ea, #173426);
          --warn-soft: light-dark(#fdf0d8, #3a2d12);
          --bad-soft: light-dark(#fce6e4, #442120);
          --soft-soft: light-dark(#e9ecf0, #2a2f38);
        }
        * { box-sizing: border-box; scrollbar-width: thin; scrollbar-color: var(--soft) transparent; }
        [hidden] { display: none !important; }
        html { height: 100%; }
        body { margin: 0; min-height: 100%; display: flex; flex-direction: column; color: var(--ink); background: var(--page);
          font: 14px/1.45 system-ui, "Segoe UI", "Noto Sans", "Noto Sans KR", "Noto Sans CJK KR", sans-serif; }
        h1, h2, h3, p, dl, dd, ul { margin: 0; }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }

        .top { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 14px; padding: 8px 16px; background: var(--card);
          border-bottom: 1px solid var(--line); }
        .top h1 { font-size: 16px; }
        #overview { color: var(--soft); }
        #live { margin-left: auto; color: var(--soft); display: flex; align-items: center; gap: 6px; }
        #live::before { content: ""; width: 8px; height: 8px; border-radius: 50%; background: var(--soft); }
        #live[data-state="on"]::before { background: var(--good); }
        #live[data-state="off"]::before { background: var(--warn); }
        #live:empty::before { display: none; }

        main { flex: 1; display: flex; flex-direction: column; }
        .access { max-width: 34rem; margin: 12vh auto; padding: 24px; display: grid; gap: 12px; background: var(--card);
          border: 1px solid var(--line); border-radius: 12px; }
        .access h2 { font-size: 18px; }
        #access-message { color: var(--bad); }
        #access-message:empty { display: none; }
        pre { margin: 0; padding: 10px 12px; background: var(--well); border: 1px solid var(--line); border-radius: 8px;
          font: 12px/1.5 ui-monospace, "Cascadia Mono", "Noto Sans Mono", "Noto Sans Mono CJK KR", monospace; overflow: auto; }

        .grid { flex: 1; display: grid; gap: 12px; padding: 12px; grid-template-columns: minmax(0, 1fr); align-content: start; }
        .grid[data-stale] .tile { opacity: .6; }
        .tile { display: flex; flex-direction: column; min-width: 0; background: var(--card); border: 1px solid var(--line);
          border-radius: 10px; overflow: hidden; }
        .tile[data-tone="bad"] { border-color: var(--bad); }
        .tile[data-tone="warn"] { border-color: var(--warn); }
        .tile-head { display: grid; grid-template-columns: minmax(0, 1fr) auto; align-items: center; gap: 2px 12px;
          padding: 8px 12px; border-bottom: 1px solid var(--line); }
        .name { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 10px; min-width: 0; }
        .tile-head h2 { font-size: 15px; overflow-wrap: anywhere; }
        .badge { padding: 1px 9px; border-radius: 99px; font-size: 12px; font-weight: 600; white-space: nowrap;
          color: var(--soft); background: var(--soft-soft); }
        .badge[data-tone="good"] { color: var(--good); background: var(--good-soft); }
        .badge[data-tone="warn"] { color: var(--warn); background: var(--warn-soft); }
        .badge[data-tone="bad"] { color: var(--bad); background: var(--bad-soft); }
        .meta { grid-column: 1; color: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; overflow: hidden;
          text-overflow: ellipsis; white-space: nowrap; }
        .actions { grid-column: 2; grid-row: 1 / span 2; display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
        button, .open { font: inherit; font-size: 13px; line-height: 1.3; color: var(--ink); background: transparent;
          border: 1px solid var(--line); border-radius: 7px; padding: 4px 10px; cursor: pointer; text-decoration: none;
          white-space: nowrap; }
        button:hover:not(:disabled), .open:hover { border-color: var(--soft); background: var(--well); }
        button:disabled { color: var(--soft); cursor: default; opacity: .75; }
        .open { color: var(--accent); border-color: transparent; padding-inline: 6px; }
        .failure { padding: 8px 12px; color: var(--bad); background: var(--bad-soft); overflow-wrap: anywhere; white-space: pre-line; }
        .failure:empty { display: none; }
        .body { flex: 1; min-height: 0; display: flex; flex-direction: column; }
        iframe { flex: 1; width: 100%; min-height: 30rem; border: 0; display: block; background: var(--page); }

        .summary { flex: 1; min-height: 0; overflow: auto; padding: 12px; display: flex; flex-direction: column; gap: 14px; }
        .reason { padding: 8px 12px; border-radius: 8px; background: var(--soft-soft); overflow-wrap: anywhere; white-space: pre-line; }
        .tile[data-tone="bad"] .reason { background: var(--bad-soft); }
        .tile[data-tone="warn"] .reason { background: var(--warn-soft); }
        .facts { display: flex; flex-wrap: wrap; gap: 6px; }
        .facts div { flex: 1 0 auto; min-width: 60px; max-width: 100%; padding: 6px 8px; background: var(--well); border-radius: 8px; }
        .facts dt { color: var(--soft); font-size: 12px; white-space: nowrap; }
        .facts dd { font-weight: 600; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
        .part h3 { font-size: 12px; font-weight: 600; color: var(--soft); margin-bottom: 6px; }
        .accounts { list-style: none; padding: 0; display: grid; gap: 10px; }
        .account-head { display: flex; flex-wrap: wrap; align-items: baseline; gap: 2px 8px; }
        .account-name { font-weight: 600; overflow-wrap: anywhere; min-width: 0; }
        .note { color: var(--soft); font-size: 12px; overflow-wrap: anywhere; }
        .quota { display: grid; grid-template-columns: minmax(5rem, 9rem) minmax(4rem, 1fr) 13rem; gap: 2px 10px;
          align-items: center; margin-top: 4px; font-size: 12px; }
        .quota > :last-child { color: var(--soft); text-align: right; font-variant-numeric: tabular-nums; }
        .bar { height: 8px; border-radius: 99px; background: var(--soft-soft); overflow: hidden; }
        .bar > div { height: 100%; border-radius: 99px; background: var(--good); }
        .bar[data-tone="warn"] > div { background: var(--warn); }
        .bar[data-tone="bad"] > div { background: var(--bad); }
        .log { white-space: pre-wrap; overflow-wrap: anywhere; }

        @media (max-width: 520px) {
          .tile-head { grid-template-columns: minmax(0, 1fr); }
          .actions { grid-column: 1; grid-row: auto; margin-top: 4px; gap: 4px; }
          .meta { white-space: normal; overflow-wrap: anywhere; }
          button, .open { padding: 4px 7px; font-size: 12px; }
          .open { padding-inline: 2px; }
          .quota { grid-template-columns: 1fr auto; }
          .quota > :nth-child(2) { grid-column: 1 / -1; grid-row: 2; }
        }
        @media (min-width: 1080px) {
          .grid { grid-template-columns: repeat(2, minmax(0, 1fr)); }
        }
        @media (min-width: 1700px) {
          .grid[data-many] { grid-template-columns: repeat(3, minmax(0, 1fr)); }
        }
        @media (min-width: 1080px) and (min-height: 640px) {
          .grid { grid-auto-rows: calc((100vh - 80px) / 2); }
          iframe { min-height: 0; }
        }
        @media (prefers-reduced-motion: no-preference) {
          .bar > div { transition: width .3s; }
        }
        """#
}
