import WireFormats

/// A model as an upstream is asked for it.
struct UpstreamModel: Sendable, Hashable {
    /// The upstream's name of it.
    var name: String
    /// How much it is to think; nil where the name that the client has used says nothing about that.
    var effort: ReasoningEffort?

    init(name: String, effort: ReasoningEffort? = nil) {
        self.name = name
        self.effort = effort
    }

    /// What a client or a setting calls a model, taken apart.
    ///
    /// - Parameters:
    ///   - text: the name, with whatever is said in it.
    ///   - isModel: whether a name that ends like an effort is a model's own.
    init(_ text: String, isModel: (String) -> Bool = { CodexModelTable.entry(of: $0) != nil }) {
        let name = ModelName(text, isModel: isModel)
        self.init(name: name.base, effort: name.effort)
    }

    /// What a translated request needs to know of it.
    var backendModel: BackendModel {
        // What no table has is known by its name alone.
        var model = BackendModel(ModelName(name) { _ in true })
        model.name = name
        model.effort = effort
        if let entry = CodexModelTable.entry(of: name) { model.efforts = entry.efforts }
        return model
    }
}
