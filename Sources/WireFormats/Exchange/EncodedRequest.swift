/// A request in a backend's format, and what belongs to it.
package struct EncodedRequest: Equatable, Sendable {
    /// The body to send, JSON.
    package let body: [UInt8]
    /// The model by the name that the backend knows it by.
    package let backendModel: String
    /// What whoever translates the answer has to know.
    package let context: AnswerContext
    /// What the backend does not get, each kind once, in the order of `TranslationWarning.allCases`.
    package let warnings: [TranslationWarning]

    package init(body: [UInt8], backendModel: String, context: AnswerContext, warnings: Set<TranslationWarning>) {
        self.body = body
        self.backendModel = backendModel
        self.context = context
        self.warnings = TranslationWarning.allCases.filter(warnings.contains)
    }
}
