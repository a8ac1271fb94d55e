/// A page of the web that an answer rests on.
package struct WebSource: Equatable, Sendable {
    package var url: String
    /// The page's title; nil when the provider does not say.
    package var title: String?

    package init(url: String, title: String? = nil) {
        self.url = url
        self.title = title
    }
}
