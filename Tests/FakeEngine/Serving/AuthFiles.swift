import PlatformSupport

/// The token files of a fake engine, as the management API lists them.
struct AuthFiles {
    /// One JSON object a file.
    let json: [String]

    /// Lists the files in `directory`; one without a `type` is none.
    init(in directory: String) {
        let names = (try? FileSystem.list(directory)) ?? []
        json = names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.compactMap { name in
            guard let bytes = try? FileSystem.read(directory + "/" + name) else { return nil }
            let text = String(decoding: bytes, as: UTF8.self)
            guard let type = Self.member("type", of: text) else { return nil }
            let email = Self.member("email", of: text) ?? ""
            let isDisabled = text.filter { !$0.isWhitespace }.contains(#""disabled":true"#)
            // Says in the file itself what the real one finds out: until when the account has to rest.
            let pause = Self.member("fake_cooldown", of: text).map {
                #","unavailable":true,"next_retry_after":"\#($0)""#
            }
            return #"{"id":"\#(name)","name":"\#(name)","type":"\#(type)","provider":"\#(type)","email":"\#(email)","#
                + #""label":"\#(email)","status":"\#(isDisabled ? "disabled" : "active")","disabled":\#(isDisabled),"#
                + #""size":\#(bytes.count),"source":"file"\#(pause ?? "")}"#
        }
    }

    /// The value of a text member, found without understanding JSON: escapes are left as they are.
    private static func member(_ name: String, of text: String) -> String? {
        let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() where part == name && index + 2 < parts.count {
            if parts[index + 1].filter({ !$0.isWhitespace }) == ":" { return String(parts[index + 2]) }
        }
        return nil
    }
}
