import PlatformSupport

/// The proxies that the benchmark knows how to start.
struct PeerPrograms {
    let directory: String
    let upstream: FakeUpstream
    let reactor: Reactor

    /// nginx as a plain reverse proxy, set up as well as we know; nil where it is not installed.
    func nginx() throws -> ServedProgram? {
        guard
            let path = ["/usr/sbin/nginx", "/usr/local/bin/nginx", "/opt/homebrew/bin/nginx"]
                .first(where: FileSystem.isExecutable)
        else { return nil }
        let place = try folder("nginx")
        let target = Target(name: "nginx", port: try freePort())
        let file = Paths.join(place, "nginx.conf")
        try FileSystem.write(nginxConfiguration(in: place, port: target.port), atomicallyTo: file, mode: 0o600)
        return try ServedProgram([path, "-p", place, "-c", file], in: place, as: target, on: reactor)
    }

    /// Our own gateway, when this build has made it; nil otherwise.
    ///
    /// It passes requests on as they came, or `isTranslating` them.
    func gateway(isTranslating: Bool = false) throws -> ServedProgram? {
        let path = Paths.join(Paths.parent(of: try CurrentProcess.executablePath), "ccproxy-gateway")
        guard FileSystem.isExecutable(path) else { return nil }
        let name = isTranslating ? "translating" : "ccproxy-gateway"
        let place = try folder(name)
        let target = Target(name: name, port: try freePort())
        let file = Paths.join(place, "config.yaml")
        let section = isTranslating ? "codex-api-key" : "claude-api-key"
        try FileSystem.write(gatewayConfiguration(in: place, target, section), atomicallyTo: file, mode: 0o600)
        let environment = ["MANAGEMENT_PASSWORD": "benchmark-management-key"]
        return try ServedProgram([path, "-config", file], environment: environment, in: place, as: target, on: reactor)
    }

    /// Our server and our upstream client with nothing between them: what a gateway can reach at best.
    func relay() throws -> ServedProgram {
        let place = try folder("relay")
        let target = Target(name: "bare relay", port: try freePort())
        let command = [try CurrentProcess.executablePath, "relay", String(target.port), upstream.url]
        return try ServedProgram(command, in: place, as: target, on: reactor)
    }

    private func folder(_ name: String) throws -> String {
        let path = Paths.join(directory, name)
        try FileSystem.createDirectory(path, mode: 0o700)
        return path
    }

    /// A port that nobody listens on at the moment.
    private func freePort() throws -> UInt16 {
        let listener = try ListeningSocket.listen(on: .ipv4(host: "127.0.0.1", port: 0))
        return listener.localAddress.port ?? 0
    }

    private func nginxConfiguration(in place: String, port: UInt16) -> String {
        """
        daemon off;
        master_process off;
        worker_processes 1;
        error_log stderr error;
        pid \(place)/nginx.pid;
        events { worker_connections 8192; }
        http {
            access_log off;
            client_body_temp_path \(place)/body;
            proxy_temp_path \(place)/proxy;
            fastcgi_temp_path \(place)/fastcgi;
            uwsgi_temp_path \(place)/uwsgi;
            scgi_temp_path \(place)/scgi;
            client_body_buffer_size 256k;
            client_max_body_size 64m;
            keepalive_requests 1000000000;
            tcp_nodelay on;
            upstream api { server 127.0.0.1:\(upstream.port); keepalive 2048; keepalive_requests 1000000000; }
            server {
                listen 127.0.0.1:\(port) backlog=4096;
                location / {
                    proxy_pass http://api;
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    proxy_buffering off;
                    proxy_read_timeout 600s;
                }
            }
        }

        """
    }

    private func gatewayConfiguration(in place: String, _ target: Target, _ section: String) -> String {
        """
        host: "127.0.0.1"
        port: \(target.port)
        auth-dir: "\(place)"
        api-keys:
          - "\(target.key)"
        request-retry: 0
        usage-statistics-enabled: true
        \(section):
          - api-key: "benchmark-upstream-key"
            base-url: "\(upstream.url)"

        """
    }
}
