import TestSupport
import Testing

@testable import WireFormats

struct NamesTests {
    @Test(arguments: [
        ("gpt-5.5", "gpt-5.5", nil), ("gpt-5.5(high)", "gpt-5.5", ReasoningEffort.high),
        ("gpt-5.5(XHIGH)[1m]", "gpt-5.5", .xhigh), ("gpt-5.5[1M](low)", "gpt-5.5", .low),
        ("gpt-5.5(8192)", "gpt-5.5", .medium), ("gpt-5.5(0)", "gpt-5.5", ReasoningEffort.none),
        ("gpt-5.5(none)", "gpt-5.5", ReasoningEffort.none), ("gpt-5.5(auto)", "gpt-5.5", nil),
        ("gpt-5.5(-1)", "gpt-5.5", nil), ("gpt-5.5(fast)", "gpt-5.5(fast)", nil), ("(high)", "(high)", nil),
        ("gpt-5.3-codex-xhigh", "gpt-5.3-codex", .xhigh), ("gpt-5-minimal", "gpt-5", .minimal),
        ("gpt-5.1-codex-max", "gpt-5.1-codex-max", nil), ("gpt-5-codex-mini", "gpt-5-codex-mini", nil),
        ("claude-opus-4-6[1m]", "claude-opus-4-6", nil), ("-high", "-high", nil), ("", "", nil), ("[1m]", "", nil),
    ])
    func `what is said in a model's name is taken out of it`(name: String, base: String, effort: ReasoningEffort?) {
        let parsed = ModelName(name)
        #expect(parsed.base == base)
        #expect(parsed.effort == effort)
    }

    @Test func `a model that is called like an effort keeps its name`() {
        let known: Set<String> = ["gpt-oss-120b-medium"]
        #expect(ModelName("gpt-oss-120b-medium", isModel: known.contains).base == "gpt-oss-120b-medium")
        #expect(ModelName("gpt-oss-120b-medium(low)", isModel: known.contains).base == "gpt-oss-120b-medium")
        #expect(ModelName("gpt-5.5-medium", isModel: known.contains).base == "gpt-5.5")
    }

    @Test func `an effort that a model has not becomes the nearest`() {
        #expect(ReasoningEffort.max.clamped(to: BackendModel.usualEfforts) == .xhigh)
        #expect(ReasoningEffort.none.clamped(to: BackendModel.usualEfforts) == .low)
        #expect(ReasoningEffort.medium.clamped(to: [.low, .high]) == .low)
        #expect(ReasoningEffort.high.clamped(to: []) == nil)
        let budgets = [0, 512, 1_024, 8_192, 24_576, 24_577]
        #expect(budgets.map { ReasoningEffort(budgetTokens: $0) } == [.none, .minimal, .low, .medium, .high, .xhigh])
    }

    @Test func `names that fit stay, the rest are shortened and found again`() {
        let long = "mcp__" + String(repeating: "server_", count: 12) + "__search"
        let table = ToolNameTable(toolNames: ["Bash", long, "도구", "a.b", ""], callIDs: [long, "call_1"])
        #expect(table.backendName(of: "Bash") == "Bash")
        for name in [long, "도구", "a.b", ""] {
            let short = table.backendName(of: name)
            #expect(ShortNames.isAccepted(short))
            #expect(table.clientName(of: short) == name)
        }
        #expect(table.backendName(of: long).utf8.count == 64)
        #expect(table.backendName(of: long).hasPrefix("mcp__"))
        #expect(table.backendCallID(of: long) == table.backendName(of: long))
        #expect(table.backendCallID(of: "call_1") == "call_1")
        #expect(table.clientName(of: "never seen") == "never seen")
    }

    @Test func `a short name is the same whatever stands beside it`() {
        let long = String(repeating: "x", count: 65)
        #expect(ToolNameTable(toolNames: [long]).backendName(of: long) == ToolNameTable().backendName(of: long))
    }

    @Test func `a tool that is called like another's short name keeps its own`() {
        let long = String(repeating: "x", count: 65)
        let taken = ShortNames.shortened(long, attempt: 0)
        let table = ToolNameTable(toolNames: [long, taken])
        #expect(table.backendName(of: taken) == taken)
        #expect(table.backendName(of: long) != taken)
        #expect(table.clientName(of: table.backendName(of: long)) == long)
        #expect(table.clientName(of: taken) == taken)
    }

    @Test(arguments: RandomSeeds.fresh(10))
    func `any names have short ones of their own`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let letters = Array("ab_-.é도 ")
        let names = Set(
            (0..<200).map { _ in
                String(
                    (0..<Int.random(in: 0...90, using: &random)).map { _ in letters.randomElement(using: &random) ?? "a"
                    }
                )
            }
        )
        let table = ToolNameTable(toolNames: names.sorted())
        let short = Set(names.map { table.backendName(of: $0) })
        #expect(short.count == names.count)
        #expect(short.allSatisfy(ShortNames.isAccepted))
        #expect(names.allSatisfy { table.clientName(of: table.backendName(of: $0)) == $0 })
    }

    @Test(arguments: [
        ReasoningSignature(itemID: "rs_1", encryptedContent: "gAAA.b==", hasSummary: true),
        ReasoningSignature(itemID: nil, encryptedContent: "x", hasSummary: false),
    ])
    func `encrypted reasoning comes back out of its signature`(signature: ReasoningSignature) {
        #expect(ReasoningSignature(signature.text) == signature)
    }

    @Test func `an id that would not come back is left out`() {
        let signature = ReasoningSignature(itemID: "a.b", encryptedContent: "c.d", hasSummary: true)
        #expect(
            ReasoningSignature(signature.text)
                == ReasoningSignature(itemID: nil, encryptedContent: "c.d", hasSummary: true)
        )
    }

    @Test(arguments: ["", "EqQBCkYIBxgC", "ccproxy.2.s.a.b", "ccproxy.1.s.a.", "ccproxy.1.x.a.b", "ccproxy.1.s.a"])
    func `signatures of others are none of ours`(text: String) {
        #expect(ReasoningSignature(text) == nil)
    }
}
