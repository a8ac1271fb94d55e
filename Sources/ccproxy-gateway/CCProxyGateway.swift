import Gateway

@main
enum CCProxyGateway {
    static func main() {
        GatewayProgram.main()
    }
}
