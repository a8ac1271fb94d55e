import CCProxyCommands

/// The program `ccproxy`.
@main
enum CCProxy {
    static func main() { CommandLineProgram.main() }
}
