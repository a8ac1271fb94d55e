import Testing

@testable import ProxyModel

struct AccountIdentityTests {
    private typealias Identity = AccountIdentity

    @Test(arguments: [
        (Identity(email: "a", id: "1"), Identity(email: "a", id: "1"), true, false),
        (Identity(email: "a", id: "1"), Identity(email: "a", id: "2"), false, true),
        (Identity(email: "a", id: "1"), Identity(email: "b", id: "1"), false, true),
        (Identity(email: "a", id: "1"), Identity(email: "a", id: nil), true, false),
        (Identity(email: "a", id: nil), Identity(email: "b", id: nil), false, true),
        (Identity(email: "", id: ""), Identity(email: "", id: ""), false, false),
        (Identity(email: nil, id: "1"), Identity(email: nil, id: "1"), true, false),
        (Identity(email: nil, id: "1"), Identity(email: "a", id: nil), false, false),
    ])
    func `two accounts of one e-mail address are two, and what is not known decides nothing`(
        one: AccountIdentity,
        other: AccountIdentity,
        isSame: Bool,
        isOther: Bool
    ) {
        #expect(one.isSame(as: other) == isSame && other.isSame(as: one) == isSame)
        #expect(one.isOther(than: other) == isOther && other.isOther(than: one) == isOther)
    }
}
