import Gateway

@main
enum CCProxyGateway {
    static func main() {
        print(GatewayVersion.text)
    }
}
