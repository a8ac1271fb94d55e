/// The template that is used where the base directory has no `configs/config.yaml` of its own, as `~/.ccproxy` has not.
///
/// The same text as that file in the repository; a test holds them together.
enum EngineTemplate {
    static let text = #"""
        # The engines' template. Each provider gets a copy of it in configs/<provider>/config.yaml on first use;
        # changes here reach new providers only. It is valid for cli-proxy-api and for ccproxy-gateway.
        #
        # In the copies ccproxy sets four values, and only when they differ: host, port, auth-dir and api-keys.
        # Everything else in them is yours.

        # Where the engine listens. Keep it on loopback: whoever reaches the port and knows a key can use your accounts.
        host: "127.0.0.1"

        # Replaced by the provider's own port.
        port: 8317

        # Where the token files are. Replaced by the provider's own directory, so that accounts never mix.
        auth-dir: "./"

        # What clients have to send. ccproxy adds a key of its own and hands it to Claude Code.
        api-keys: []

        remote-management:
          # Management calls come from this machine only.
          allow-remote: false
          # Left empty: ccproxy gives the engine a generated key in its environment (MANAGEMENT_PASSWORD).
          # A key written here would be replaced by its hash, and every management call would take 100 ms.
          secret-key: ""
          # The engine's own pages, which the dashboard links to.
          disable-control-panel: false

        # The engine writes to its standard output, which ccproxy keeps in logs/engine.log, bounded in size and number.
        # A second log of the engine's own would grow without a limit.
        logging-to-file: false
        debug: false
        request-log: false
        # How many records of failed requests are kept; they hold whole requests and answers.
        error-logs-max-files: 10

        # Counts requests and tokens, for status and usage.
        usage-statistics-enabled: true

        # A proxy for the way out: http://, https:// or socks5://.
        proxy-url: ""

        # How often a request that the provider has turned down for now is tried again, and the longest wait in seconds.
        request-retry: 3
        max-retry-interval: 30

        # What happens when a quota is used up.
        quota-exceeded:
          switch-project: true
          switch-preview-model: true

        # Which account takes the next request: round-robin or fill-first.
        routing:
          strategy: "round-robin"

        # Keys are asked for on WebSocket connections, too.
        ws-auth: true

        # Sends something while an answer without streaming is waited for, every so many seconds; 0 sends nothing.
        nonstream-keepalive-interval: 0

        """#
}
