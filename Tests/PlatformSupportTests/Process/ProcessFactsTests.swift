@testable import PlatformSupport
import TestSupport
import Testing

struct ProcessFactsTests {
    @Test func `a child is described`() throws {
        let pipe = try Pipe()
        let child = try Child(script: "echo ready; sleep 1000", standardOutput: pipe.writeEnd.raw)
        #expect(try line(from: pipe.readEnd.raw) == "ready")
        let facts = try #require(ProcessFacts.of(pid: child.pid))
        #expect(facts.parent == CurrentProcess.pid && facts.session == child.pid && facts.group == child.pid)
        #expect(facts.userID == CurrentProcess.userID && facts.command == "sh -c echo ready; sleep 1000")
        #expect(facts.userName == Users.name(of: CurrentProcess.userID))
        #expect(facts.state == .alive)
        try child.handle.signal(.kill)
        #expect(child.handle.waitUntilEnded(timeout: .seconds(30)))
        #expect(ProcessFacts.of(pid: child.pid)?.state == .zombie)
    }

    @Test func `nobody has no facts`() {
        #expect(ProcessFacts.of(pid: 0) == nil)
        #expect(ProcessFacts.of(pid: Int32.max) == nil)
    }

    @Test(arguments: [
        ("sh\0-c\0x y\0", "sh -c x y"), ("a\0\0\0", "a"), ("evil\u{1b}[31m\0b\nc\u{202e}", "evil?[31m b?c?"),
        ("ä\0ö", "ä ö"), ("", ""), ("\0\0", ""),
    ])
    func `a command line is one harmless line`(raw: String, shown: String) {
        #expect(ProcessFacts.displayed(arguments: Array(raw.utf8)) == shown)
    }

    @Test func `a long command line is cut`() {
        let shown = ProcessFacts.displayed(arguments: [UInt8](repeating: UInt8(ascii: "x"), count: 1000))
        #expect(shown.hasSuffix("x…") && shown.utf8.count == ProcessFacts.commandLimit + "…".utf8.count)
    }

    @Test func `members of a session are all that are in it and alive`() throws {
        let pipe = try Pipe()
        let child = try Child(script: "sleep 1000 & sleep 1000 & echo ready; wait", standardOutput: pipe.writeEnd.raw)
        #expect(try line(from: pipe.readEnd.raw) == "ready")
        let members = ProcessTable.members(ofSession: child.pid)
        #expect(members.count == 3 && members.contains(child.pid))
        #expect(ProcessTable.members(ofGroup: child.pid) == members)
        try child.handle.signal(.kill)
        #expect(child.handle.waitUntilEnded(timeout: .seconds(30)))
        #expect(ProcessTable.members(ofSession: child.pid) == members.filter { $0 != child.pid })
    }

    @Test func `the user IDs of the system have names`() {
        #expect(Users.name(of: 0) == "root")
        #expect(Users.name(of: 4_000_000_000) == nil)
        #expect(Users.homeDirectory(of: 0)?.hasPrefix("/") == true)
    }
}
