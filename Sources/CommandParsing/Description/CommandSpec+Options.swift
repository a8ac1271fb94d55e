extension CommandSpec {
    /// The options that are understood after the words of `path`, the command's own first.
    ///
    /// Call it on the root. Help and, at the root, version are among them whether or not the description says so.
    func options(at path: [String]) -> [OptionSpec] {
        guard let command = command(at: path), !path.isEmpty else {
            return options.addingIfAbsent(.version).addingIfAbsent(.help)
        }
        let shared = options.filter { $0.availability == .always || command.sharedOptions.contains($0.long) }
        let own = command.options
        return (own + shared.filter { option in !own.contains { $0.long == option.long } })
            .addingIfAbsent(.version)
            .addingIfAbsent(.help)
    }
}

extension [OptionSpec] {
    /// The same options and this one, unless one has its name; a letter that is taken is not given to it.
    fileprivate func addingIfAbsent(_ option: OptionSpec) -> [OptionSpec] {
        guard !contains(where: { $0.long == option.long }) else { return self }
        let taken = contains { $0.short != nil && $0.short == option.short }
        return self + [taken ? OptionSpec(option.long, summary: option.summary) : option]
    }
}
