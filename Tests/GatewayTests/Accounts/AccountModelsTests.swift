import Testing

@testable import Gateway

struct AccountModelsTests {
    private let upstream = [
        ModelDescription(id: "claude-opus-4-6", displayName: "Opus", createdAt: 7),
        ModelDescription(id: "claude-haiku-4-5"),
    ]

    @Test func `without settings everything is served under its own name`() {
        let models = AccountModels()
        #expect(models.upstreamName(of: "anything") == "anything")
        #expect(models.offered(of: upstream) == upstream)
    }

    @Test func `an alias replaces the name, unless both are kept`() {
        var models = AccountModels(aliases: [ModelMapping(name: "claude-opus-4-6", alias: "best", keepsName: false)])
        #expect(models.upstreamName(of: "best") == "claude-opus-4-6")
        #expect(models.upstreamName(of: "claude-opus-4-6") == nil)
        #expect(models.upstreamName(of: "claude-haiku-4-5") == "claude-haiku-4-5")
        #expect(models.offered(of: upstream).map(\.id) == ["claude-haiku-4-5", "best"])
        models.aliases[0].keepsName = true
        #expect(models.upstreamName(of: "claude-opus-4-6") == "claude-opus-4-6")
        #expect(models.offered(of: upstream).map(\.id) == ["claude-opus-4-6", "claude-haiku-4-5", "best"])
    }

    @Test func `a list says what there is at all`() {
        let models = AccountModels(listed: [
            ModelMapping(name: "claude-opus-4-6", alias: "best", displayName: "The best", keepsName: false),
            ModelMapping(name: "unheard-of", alias: "unheard-of", keepsName: false),
        ])
        #expect(models.upstreamName(of: "best") == "claude-opus-4-6")
        #expect(models.upstreamName(of: "claude-opus-4-6") == nil)
        #expect(models.upstreamName(of: "unheard-of") == "unheard-of")
        #expect(models.upstreamName(of: "claude-haiku-4-5") == nil)
        #expect(
            models.offered(of: upstream) == [
                ModelDescription(id: "best", displayName: "The best", createdAt: 7), ModelDescription(id: "unheard-of"),
            ]
        )
    }

    @Test func `what is excluded is not served under any name`() {
        var models = AccountModels(
            aliases: [ModelMapping(name: "claude-opus-4-6", alias: "best", keepsName: true)],
            excluded: [ModelPattern("*opus*")]
        )
        #expect(models.upstreamName(of: "best") == nil)
        #expect(models.upstreamName(of: "claude-opus-4-6") == nil)
        #expect(models.offered(of: upstream).map(\.id) == ["claude-haiku-4-5"])
        models.excluded = [ModelPattern("best")]
        #expect(models.upstreamName(of: "best") == nil)
        #expect(models.upstreamName(of: "claude-opus-4-6") == "claude-opus-4-6")
    }
}
