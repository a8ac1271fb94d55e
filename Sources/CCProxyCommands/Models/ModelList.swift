import JSON
import ProxyModel

/// What `/v1/models` answered, sorted by name.
struct ModelList: Equatable {
    /// One model.
    struct Model: Equatable {
        /// The name that requests use.
        let name: String
        /// Who makes it, where the answer says so.
        let owner: String?
        /// Everything that the answer says.
        let json: JSONValue
    }

    let models: [Model]

    /// Reads `{"data":[{"id":…,"owned_by":…}]}`, the form of OpenAI's and of Anthropic's API alike.
    ///
    /// nil when it is something else.
    ///
    /// - Throws: `JSONError` when it is no JSON.
    init?(decoding bytes: [UInt8]) throws(JSONError) {
        guard let elements = try JSONReader.read(bytes)["data"]?.elements else { return nil }
        models = elements.compactMap { element in
            guard let name = element["id"]?.string else { return nil }
            return Model(name: name, owner: element["owned_by"]?.string, json: element)
        }
        .sorted { $0.name < $1.name }
    }

    /// `{"data":[…]}` with the models in order, each as it was.
    func encoded() -> [UInt8] {
        var json = JSONWriter()
        json.value(.object([JSONMember("data", .array(models.map(\.json)))]))
        return json.bytes
    }

    /// A line for each model.
    func lines(style: TextStyle) -> [String] {
        var table = TextTable()
        for model in models { table.add([.init(model.name), .init(model.owner ?? "", .faint)]) }
        return table.lines(style: style)
    }
}
