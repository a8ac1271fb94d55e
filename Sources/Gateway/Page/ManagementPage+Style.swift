extension ManagementPage {
    /// The style sheet; it follows the light or dark of the system.
    static let style = #"""
        :root {
          color-scheme: light dark;
          --ink: light-dark(#1d1f23, #e6e7ea);
          --soft: light-dark(#636872, #9aa0ab);
          --line: light-dark(#dcdfe4, #343841);
          --page: light-dark(#fbfbfc, #17191d);
          --card: light-dark(#ffffff, #1f2228);
          --good: light-dark(#1a7f4b, #4cc38a);
          --warn: light-dark(#9a6200, #e2a336);
          --bad: light-dark(#b3261e, #ff8a80);
          --input: #4f7cff;
          --output: #f28c38;
          --read: #47b39c;
          --written: #b07aa1;
        }
        * { box-sizing: border-box; scrollbar-width: thin; scrollbar-color: var(--soft) transparent; }
        body { margin: 0; color: var(--ink); background: var(--page); font: 14px/1.45 system-ui, "Segoe UI", "Noto Sans", "Noto Sans KR", "Noto Sans CJK KR", sans-serif; }
        header { display: flex; flex-wrap: wrap; gap: 4px 20px; align-items: baseline; padding: 12px 20px;
          border-bottom: 1px solid var(--line); background: var(--card); }
        h1 { font-size: 16px; margin: 0; }
        h2 { font-size: 16px; margin: 0 0 12px; }
        h3 { font-size: 14px; margin: 24px 0 8px; }
        nav { display: flex; gap: 14px; }
        nav a { color: var(--soft); text-decoration: none; padding: 2px 0; border-bottom: 2px solid transparent; }
        nav a[aria-current] { color: var(--ink); border-color: var(--input); }
        nav a:focus-visible, button:focus-visible, input:focus-visible { outline: 2px solid var(--input); outline-offset: 2px; }
        #live { margin-left: auto; color: var(--soft); }
        main { padding: 20px; max-width: 1200px; margin: 0 auto; }
        table { border-collapse: collapse; width: 100%; background: var(--card); border: 1px solid var(--line); }
        th, td { text-align: left; padding: 6px 10px; border-bottom: 1px solid var(--line); vertical-align: top; }
        th { color: var(--soft); font-weight: 500; white-space: nowrap; }
        th.number { text-align: right; }
        #requests td { white-space: nowrap; }
        td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        td.empty { color: var(--soft); text-align: center; padding: 20px; }
        .note, .sub { color: var(--soft); }
        .sub { display: block; font-size: 12px; }
        .state-ready, .good { color: var(--good); }
        .state-cooldown, .state-expired, .warn { color: var(--warn); }
        .state-refused, .bad { color: var(--bad); }
        .state-disabled { color: var(--soft); }
        button { font: inherit; color: inherit; background: transparent; border: 1px solid var(--line); border-radius: 6px;
          padding: 3px 10px; cursor: pointer; margin-right: 6px; }
        button:hover { border-color: var(--soft); }
        form { max-width: 360px; margin: 10vh auto; display: grid; gap: 10px; }
        input { font: inherit; padding: 8px; border: 1px solid var(--line); border-radius: 6px; background: var(--card);
          color: inherit; }
        dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 10px; margin: 0; }
        dl div { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 10px 12px; }
        dt { color: var(--soft); font-size: 12px; }
        dd { margin: 0; font-size: 18px; font-variant-numeric: tabular-nums; }
        .card { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 12px 14px; margin-bottom: 12px; }
        .card h3 { margin: 0 0 8px; overflow-wrap: anywhere; }
        .meter { display: grid; grid-template-columns: 150px 1fr 230px; gap: 12px; align-items: center; padding: 3px 0; }
        svg { display: block; width: 100%; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
        .meter svg { border-radius: 4px; }
        svg text { fill: var(--soft); font: 11px system-ui, sans-serif; }
        .fill-input { fill: var(--input); } .fill-output { fill: var(--output); }
        .fill-read { fill: var(--read); } .fill-written { fill: var(--written); }
        .fill-good { fill: var(--good); } .fill-warn { fill: var(--warn); } .fill-bad { fill: var(--bad); }
        .legend { display: flex; flex-wrap: wrap; gap: 4px 16px; color: var(--soft); font-size: 12px; margin-top: 6px; }
        .legend svg { display: inline-block; width: 10px; height: 10px; border: 0; vertical-align: -1px; margin-right: 5px; }
        .wide { overflow-x: auto; position: relative; }
        .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .framed h1 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
        .framed header { padding: 6px 12px; }
        .framed #live { display: none; }
        .framed main { padding: 12px; }
        .framed form { margin: 16px auto; }
        @media (max-width: 620px) {
          header, main { padding-inline: 12px; }
          .meter { grid-template-columns: 1fr auto; gap: 2px 12px; }
          .meter > :nth-child(2) { grid-column: 1 / -1; grid-row: 2; }
        }
        [hidden] { display: none !important; }
        """#
}
