extension ManagementPage {
    /// The document up to the dashboard's origin.
    static let documentHead = #"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>ccproxy gateway</title>
        <link rel="icon" href="/management.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/management.css">
        <meta name="dashboard-origin" content="
        """#

    /// The document behind the dashboard's origin.
    static let documentRest = #"""
        ">
        <script src="/management.js" defer></script>
        </head>
        <body>
        <header>
        <h1>ccproxy gateway</h1>
        <nav>
        <a href="#/accounts">Accounts</a>
        <a href="#/quota">Quota</a>
        <a href="#/usage">Usage</a>
        <a href="#/requests">Requests</a>
        </nav>
        <span id="live" role="status"></span>
        </header>
        <main>
        <form id="sign-in" hidden>
        <label for="key">Management key</label>
        <input id="key" type="password" autocomplete="current-password" required>
        <button type="submit">Open</button>
        <p id="sign-in-message" role="alert"></p>
        <p class="note">Opened from the dashboard, this page needs no key. <code>ccproxy links</code>
        prints the dashboard’s link.</p>
        </form>
        <p id="message" role="alert" hidden></p>
        <section id="accounts" hidden>
        <h2>Accounts</h2>
        <div class="wide" tabindex="0" role="group" aria-label="Accounts">
        <table><thead><tr><th>Account</th><th>State</th><th>Cooldown</th><th>Requests</th>
        <th><span class="unseen">Actions</span></th></tr></thead><tbody id="account-rows"></tbody></table></div>
        </section>
        <section id="quota" hidden>
        <h2>Quota</h2>
        <p class="note">What the upstreams said with their last answers.</p>
        <div id="quota-cards"></div>
        </section>
        <section id="usage" hidden>
        <h2>Usage</h2>
        <dl id="totals"></dl>
        <h3>Tokens by day</h3>
        <div id="day-chart"></div>
        <h3>Tokens by model</h3>
        <div id="model-chart"></div>
        <h3>By account</h3>
        <div class="wide" tabindex="0" role="group" aria-label="Usage by account">
        <table><thead><tr><th>Account</th><th class="number">Requests</th><th class="number">Failed</th>
        <th class="number">In</th><th class="number">Out</th><th class="number">Cache read</th>
        <th class="number">Cache written</th></tr></thead><tbody id="usage-rows"></tbody></table></div>
        </section>
        <section id="requests" hidden>
        <h2>Requests</h2>
        <div class="wide" tabindex="0" role="group" aria-label="Requests">
        <table><thead><tr><th>Time</th><th>Model</th><th>Account</th><th>Status</th><th class="number">In</th>
        <th class="number">Out</th>
        <th class="number">Cache</th><th class="number">First byte</th>
        <th class="number">Total</th></tr></thead><tbody id="request-rows"></tbody></table></div>
        </section>
        </main>
        <noscript>This page needs JavaScript.</noscript>
        </body>
        </html>
        """#
}
