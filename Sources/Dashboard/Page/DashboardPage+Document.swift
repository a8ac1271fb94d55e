extension DashboardPage {
    /// The document up to the dashboard's own port.
    static let documentHead = #"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>ccproxy dashboard</title>
        <link rel="icon" href="/dashboard.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/dashboard.css">
        <meta name="own-port" content="
        """#

    /// The document behind the dashboard's own port.
    static let documentRest = #"""
        ">
        <script src="/dashboard.js" defer></script>
        </head>
        <body>
        <header class="top">
        <h1>ccproxy</h1>
        <p id="overview"></p>
        <p id="live" role="status"></p>
        </header>
        <main id="main">
        <section id="access" class="access" hidden>
        <h2>This page needs its key</h2>
        <p id="access-message" role="alert"></p>
        <p>Run this in a terminal on the machine of the proxies, and open the dashboard link that it prints:</p>
        <pre>ccproxy links</pre>
        </section>
        <div id="grid" class="grid" hidden></div>
        </main>
        <p id="news" class="unseen" aria-live="polite"></p>
        <noscript><p class="access">This page needs JavaScript. The same facts in a terminal: ccproxy status</p></noscript>
        </body>
        </html>
        """#
}
