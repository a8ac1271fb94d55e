// swift-tools-version: 6.2

import PackageDescription

// No dependencies: the Swift toolchain is all that a build needs.
// Targets stand in the order of their dependencies, leaves first. What a module may import is what is
// declared here and nothing else; `.ci/run` builds with `--explicit-target-dependency-import-check error`.

/// What every Swift target is compiled with.
let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

func module(_ name: String, needs dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func program(_ name: String, path: String? = nil, needs dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, path: path, swiftSettings: strict)
}

/// The tests of one module: `Tests/<module>Tests`, with `TestSupport` at hand.
func tests(of name: String, needs dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.target(name: name), "TestSupport"] + dependencies,
        resources: resources,
        swiftSettings: strict
    )
}

let package = Package(
    name: "ccproxy",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "ccproxy", targets: ["ccproxy"]),
        .executable(name: "ccproxy-gateway", targets: ["ccproxy-gateway"]),
    ],
    targets: [
        // Leaves: they import none of ours.
        .target(name: "CPlatform", cSettings: [.treatAllWarnings(as: .error)]),
        .target(name: "CLibCurl", cSettings: [.treatAllWarnings(as: .error)]),
        module("PlatformSupport", needs: ["CPlatform"]),
        module("CommandParsing"),
        module("HTTPWire"),
        module("JSON"),

        // The wire formats of the providers, and what is between them.
        module("WireFormats", needs: ["JSON"]),

        // What the daemon and the command line share.
        module("HTTPTransport", needs: ["CLibCurl", "HTTPWire", "PlatformSupport"]),
        module("ProxyModel", needs: ["JSON", "PlatformSupport"]),
        module("Supervision", needs: ["HTTPTransport", "HTTPWire", "JSON", "ProxyModel", "PlatformSupport"]),
        module("Dashboard", needs: ["HTTPTransport", "HTTPWire", "JSON", "ProxyModel", "PlatformSupport"]),

        // The command line.
        module(
            "CCProxyCommands",
            needs: [
                "CommandParsing", "Dashboard", "HTTPTransport", "HTTPWire", "JSON", "Supervision", "ProxyModel",
                "PlatformSupport",
            ]
        ),
        program("ccproxy", needs: ["CCProxyCommands"]),

        // The embedded engine.
        module("SignIn", needs: ["HTTPTransport", "HTTPWire", "JSON", "ProxyModel", "PlatformSupport"]),
        module(
            "Gateway",
            needs: ["HTTPTransport", "HTTPWire", "JSON", "SignIn", "ProxyModel", "PlatformSupport", "WireFormats"]
        ),
        program("ccproxy-gateway", needs: ["Gateway"]),

        // Test programs: an engine and a provider of accounts that behave, also badly, the benchmarks of README's
        // budgets, and the fuzzer.
        program("FakeEngine", path: "Tests/FakeEngine", needs: ["PlatformSupport"]),
        .target(
            name: "FakeIdentityProvider",
            dependencies: ["HTTPTransport", "HTTPWire", "JSON", "PlatformSupport", "ProxyModel", "SignIn"],
            path: "Tests/FakeIdentityProvider",
            swiftSettings: strict
        ),
        program(
            "FakeIdentityProviderServer",
            path: "Tests/FakeIdentityProviderServer",
            needs: ["FakeIdentityProvider", "HTTPTransport", "PlatformSupport"]
        ),
        program(
            "Benchmarks",
            path: "Tests/Benchmarks",
            needs: ["HTTPTransport", "HTTPWire", "ProxyModel", "PlatformSupport"]
        ),
        program(
            "GatewayBenchmark",
            path: "Tests/GatewayBenchmark",
            needs: ["HTTPTransport", "HTTPWire", "PlatformSupport"]
        ),
        program(
            "Fuzz",
            path: "Tests/Fuzz",
            needs: ["Gateway", "HTTPWire", "JSON", "ProxyModel", "PlatformSupport", "TestSupport", "WireFormats"]
        ),

        // Tests.
        .target(
            name: "TestSupport",
            dependencies: ["PlatformSupport"],
            path: "Tests/TestSupport",
            swiftSettings: strict
        ),
        tests(of: "PlatformSupport"),
        // Its completion scripts are tried in the shells that the machine has.
        tests(of: "CommandParsing", needs: ["PlatformSupport"]),
        tests(of: "HTTPWire"),
        tests(of: "JSON"),
        tests(of: "WireFormats", needs: ["HTTPWire", "JSON", "PlatformSupport"], resources: [.copy("Fixtures")]),
        tests(of: "HTTPTransport", needs: ["HTTPWire", "PlatformSupport"]),
        tests(of: "ProxyModel", needs: ["JSON", "PlatformSupport"], resources: [.copy("Fixtures")]),
        tests(of: "Supervision", needs: ["HTTPTransport", "HTTPWire", "JSON", "ProxyModel", "PlatformSupport"]),
        tests(of: "Dashboard", needs: ["HTTPTransport", "HTTPWire", "JSON", "ProxyModel", "PlatformSupport"]),
        tests(
            of: "CCProxyCommands",
            needs: [
                "CommandParsing", "Dashboard", "HTTPTransport", "HTTPWire", "JSON", "Supervision", "ProxyModel",
                "PlatformSupport",
            ],
            resources: [.copy("Golden")]
        ),
        tests(
            of: "SignIn",
            needs: ["FakeIdentityProvider", "HTTPTransport", "HTTPWire", "JSON", "ProxyModel", "PlatformSupport"]
        ),
        tests(
            of: "Gateway",
            needs: [
                "FakeIdentityProvider", "HTTPTransport", "HTTPWire", "JSON", "SignIn", "ProxyModel", "PlatformSupport",
                "WireFormats",
            ]
        ),
        .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["TestSupport", "HTTPTransport", "HTTPWire", "JSON", "ProxyModel", "PlatformSupport"],
            swiftSettings: strict
        ),
    ],
    swiftLanguageModes: [.v6]
)
