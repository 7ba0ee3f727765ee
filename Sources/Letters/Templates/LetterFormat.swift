/// What a letter is rendered as.
package enum LetterFormat: String, Sendable, Hashable, CaseIterable {
    /// A page of HTML for A4 paper.
    case html

    /// Plain text of 80 columns.
    case plainText = "txt"
}
