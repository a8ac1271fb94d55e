import PlatformSupport
import Testing

@testable import ProxyModel

struct ReleaseTests {
    @Test func `versions are read with and without their v, and nothing else is`() {
        #expect(ReleaseVersion("v7.2.140")?.text == "7.2.140")
        #expect(ReleaseVersion("7.2.140-rc.1")?.text == "7.2.140-rc.1")
        for wrong in ["", "v", "latest", "../7", "7/8", "7 8", "7.2\n", String(repeating: "7", count: 65), ".7"] {
            #expect(ReleaseVersion(wrong) == nil, "\(wrong)")
        }
        #expect(ReleaseVersion(assetName: "CLIProxyAPI_7.1.49_linux_arm64.tar.gz")?.text == "7.1.49")
        #expect(ReleaseVersion(assetName: "other_7.1.49_linux_arm64.tar.gz") == nil)
    }

    @Test func `versions are in the order of their numbers`() {
        let versions = ["7.2.140", "7.2.9", "6.10.0", "7.2.9-before"].compactMap { ReleaseVersion($0) }
        #expect(versions.sorted().map(\.text) == ["6.10.0", "7.2.9", "7.2.9-before", "7.2.140"])
    }

    @Test func `the asset of a machine has the name of either era`() throws {
        let version = try #require(ReleaseVersion("7.1.50"))
        let arm = Machine(system: .darwin, processor: .arm64)
        #expect(
            CLIProxyAPIRelease.assetNames(of: version, for: arm) == [
                "CLIProxyAPI_7.1.50_darwin_aarch64.tar.gz", "CLIProxyAPI_7.1.50_darwin_arm64.tar.gz",
            ]
        )
        let linux = Machine(system: .linux, processor: .amd64)
        #expect(
            CLIProxyAPIRelease.assetNames(of: version, for: linux, prefersStatic: true) == [
                "CLIProxyAPI_7.1.50_linux_amd64_no-plugin.tar.gz", "CLIProxyAPI_7.1.50_linux_amd64.tar.gz",
            ]
        )
        let other = Machine(system: .linux, processor: .other("RISC-V"))
        #expect(CLIProxyAPIRelease.assetNames(of: version, for: other).isEmpty)
    }

    @Test func `checksums are read as sha256sum writes them`() {
        let digest = String(repeating: "aB", count: 32)
        let text = "\(digest)  one.tar.gz\r\n\(digest) *two.zip\nnot a line\nabc  short\n"
        let checksums = ReleaseChecksums(Array(text.utf8))
        #expect(checksums.names == ["one.tar.gz", "two.zip"])
        #expect(checksums["one.tar.gz"] == String(repeating: "ab", count: 32))
        #expect(checksums["three"] == nil)
    }

    @Test(arguments: [
        ("CLIProxyAPI Version: 7.2.140, Commit: abc, BuiltAt: now", "7.2.140"),
        ("ccproxy-gateway Version: 0.1.0", "0.1.0"), ("CLIProxyAPI Version: ", nil), ("hello", nil),
    ])
    func `the version is in the first line`(line: String, version: String?) {
        #expect(EngineVersionProbe.version(in: line) == version)
    }
}
