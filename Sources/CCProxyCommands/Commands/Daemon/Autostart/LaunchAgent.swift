import PlatformSupport

/// An agent of macOS's launchd.
struct LaunchAgent: Autostart {
    let service: AutostartService

    let name = "io.github.ccproxy.daemon"

    var file: String { Paths.join(service.home, "Library/LaunchAgents/\(name).plist") }

    private var domain: String { "gui/\(CurrentProcess.userID)" }

    var text: String {
        let arguments = service.arguments.map { "        <string>\(Self.escaped($0))</string>\n" }.joined()
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
            <!-- \(Self.mark.replacing("--", with: "-")) -->
            <plist version="1.0">
            <dict>
                <key>Label</key>
                <string>\(name)</string>
                <key>ProgramArguments</key>
                <array>
            \(arguments)    </array>
                <key>RunAtLoad</key>
                <true/>
                <!-- It ends with 0 when 'ccproxy stop' ends it; then it stays so. -->
                <key>KeepAlive</key>
                <dict>
                    <key>SuccessfulExit</key>
                    <false/>
                </dict>
                <!-- The proxies live on when the daemon ends. -->
                <key>AbandonProcessGroup</key>
                <true/>
                <key>Umask</key>
                <integer>63</integer>
                <key>ProcessType</key>
                <string>Adaptive</string>
            </dict>
            </plist>

            """
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }

    func enable(_ stopCurrent: () throws(CommandFailure) -> Void) throws(CommandFailure) -> [String] {
        // One that is there already keeps its old description otherwise.
        _ = try launchctl("bootout", "\(domain)/\(name)")
        try stopCurrent()
        let result = try launchctl("bootstrap", domain, file)
        guard result.isSuccess else {
            return ["launchd does not answer now (\(result.firstLine)). The daemon starts at your next login."]
        }
        return ["It runs now; 'launchctl print \(domain)/\(name)' shows it."]
    }

    func disable() throws(CommandFailure) -> [String] {
        _ = try launchctl("bootout", "\(domain)/\(name)")
        return []
    }

    func forget() {}

    private func launchctl(_ arguments: String...) throws(CommandFailure) -> ProgramRun {
        do throws(SystemError) {
            return try ProgramRun("/bin/launchctl", arguments, environment: service.environment)
        } catch {
            throw CommandFailure(error)
        }
    }
}
