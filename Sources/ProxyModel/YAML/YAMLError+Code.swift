extension YAMLError {
    /// Everything that the reader refuses.
    package enum Code: String, CaseIterable, Sendable {
        // Not text that YAML allows.
        case notUTF8, controlCharacter, tooLarge, tooDeep
        // YAML that we leave out on purpose.
        case anchor, alias, tag, complexKey, mergeKey, directive, multipleDocuments
        // Indentation and structure.
        case tabIndentation, badIndentation, duplicateKey, missingColon, missingKey, multilineKey
        case mappingNotAllowed, sequenceNotAllowed, mixedCollection
        case unexpectedContent, reservedCharacter, commentNeedsSpace
        // Scalars.
        case unterminatedQuote, quotedIndentation, badEscape, blockScalarHeader, blockScalarIndentation
        // Collections in brackets.
        case unterminatedFlow, missingComma, emptyFlowEntry, pairInSequence
    }
}

extension YAMLError.Code {
    /// What is wrong and what to do about it, in one line.
    func message(_ detail: String) -> String {
        switch self {
        case .notUTF8: "this is not UTF-8 text. Save the file as UTF-8"
        case .controlCharacter: "control character \(detail). Remove it, or write it as an escape in double quotes"
        case .tooLarge: "the file is larger than \(detail) bytes"
        case .tooDeep: "nested more than \(detail) levels deep"
        case .anchor: "anchors (&\(detail)) are not supported. Write the value out where it is used"
        case .alias: "aliases (*\(detail)) are not supported. Write the value out, or quote text that begins with *"
        case .tag: "tags (!\(detail)) are not supported. Remove it, or quote text that begins with !"
        case .complexKey: "only a simple text can be a key. Put one before the colon, in quotes if need be"
        case .mergeKey: "merge keys (<<) are not supported. Write the entries out"
        case .directive: "directives (%\(detail)) are not supported. Remove the line"
        case .multipleDocuments: "a second document begins here. Keep one document in a file"
        case .tabIndentation: "a tab cannot indent. Use spaces"
        case .badIndentation: "this line is indented like none of those above it. Align it with its neighbours"
        case .duplicateKey: "the key \(detail). Remove one of them"
        case .missingColon: "expected \"key: value\". Put a colon and a space after the key"
        case .missingKey: "there is no key before this colon. Write one, or quote the text"
        case .multilineKey: "a key has to fit on one line of at most 1024 characters, with its colon"
        case .mappingNotAllowed:
            "a colon with a space after it cannot stand here. Quote the value, or check the indentation"
        case .sequenceNotAllowed:
            "a list item cannot begin here. Begin it on a line of its own, indented like the others"
        case .mixedCollection: "a list and a mapping cannot stand side by side. Indent one of them under a key"
        case .unexpectedContent:
            "nothing may follow the value on this line. Quote the whole value, or put # before a comment"
        case .reservedCharacter: "a plain value cannot begin with \(detail). Quote the value"
        case .commentNeedsSpace: "a comment needs a space before its #. Add one, or quote the value"
        case .unterminatedQuote: "the quote that is opened here is never closed. Close it"
        case .quotedIndentation:
            "this line of a quoted text is not indented deeper than its key. Close the quote, or indent it"
        case .badEscape: "\\\(detail) is no escape in double quotes. Write \\\\ for a backslash, or use single quotes"
        case .blockScalarHeader: "after | or > only +, -, a digit from 1 to 9 and a comment may follow"
        case .blockScalarIndentation:
            "a blank line above the first line of this text has more spaces than it. Remove them"
        case .unterminatedFlow: "the \(detail) that is opened here is never closed. Close it"
        case .missingComma: "expected a comma or the closing bracket of the \(detail)"
        case .emptyFlowEntry: "there is nothing before this comma. Remove it"
        case .pairInSequence: "a \"key: value\" in square brackets needs braces of its own: [{key: value}]"
        }
    }
}
