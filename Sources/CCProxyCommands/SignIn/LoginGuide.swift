import ProxyModel

/// What a person should know before an engine that explains little begins to sign in.
struct LoginGuide {
    let provider: ProviderSettings
    let engine: EngineLocation
    let options: LoginOptions
    let place: LoginPlace
    let flags: LoginFlags

    /// Line by line.
    var lines: [String] {
        if options.usesDeviceCode {
            return ["Open the address below on any device and type the code. Ctrl-C ends this.", ""]
        }
        return way + port + device + ["Ctrl-C ends this, and changes nothing.", ""]
    }

    /// The port that the provider sends the browser to, and the one where the engine listens.
    private var ports: (browser: UInt16, listener: UInt16) {
        let listener = options.callbackPort ?? provider.kind.callbackPort
        return (provider.kind.acceptsOtherCallbackPort ? listener : provider.kind.callbackPort, listener)
    }

    private var way: [String] {
        let paste = [
            "If the browser ends at a page that cannot be reached, copy the whole address",
            "from its address bar, and paste it here when you are asked for it.",
        ]
        if place.isRemote {
            return [
                "Your browser is on another machine. There, in another terminal, type",
                "  \(place.tunnel(from: ports.browser, to: ports.listener))",
                "and then open the address below. Without that line it works as well:",
            ] + paste
        }
        if place.hasBrowser && !options.opensNoBrowser { return ["Your browser opens."] + paste }
        return ["Open the address below in a browser, here or on any other machine."] + paste
    }

    private var port: [String] {
        guard ports.browser != ports.listener else { return [] }
        let name = provider.kind.title
        var lines = ["\(name) sends the browser to port \(ports.browser), whatever --callback-port says."]
        if !place.isRemote {
            lines.append("Without something that forwards it to \(ports.listener), paste the address.")
        }
        return lines
    }

    private var device: [String] {
        guard let flag = provider.kind.deviceSignInFlag, flags.contains(flag), !place.hasBrowser else { return [] }
        return ["Without any of that:  ccproxy auth \(provider.id) --device"]
    }
}
