extension LetterTemplates {
    /// The templates and partials this program carries; a copy of each is where a province begins.
    package static var bundledFiles: [LetterFile] {
        [
            LetterFile(name: "acceptance.html.mustache", bytes: PackageResources.acceptance_html_mustache),
            LetterFile(name: "acceptance.txt.mustache", bytes: PackageResources.acceptance_txt_mustache),
            LetterFile(name: "addressee.html.mustache", bytes: PackageResources.addressee_html_mustache),
            LetterFile(name: "addressee.txt.mustache", bytes: PackageResources.addressee_txt_mustache),
            LetterFile(name: "answer.html.mustache", bytes: PackageResources.answer_html_mustache),
            LetterFile(name: "answer.txt.mustache", bytes: PackageResources.answer_txt_mustache),
            LetterFile(name: "apology.html.mustache", bytes: PackageResources.apology_html_mustache),
            LetterFile(name: "apology.txt.mustache", bytes: PackageResources.apology_txt_mustache),
            LetterFile(name: "closing.html.mustache", bytes: PackageResources.closing_html_mustache),
            LetterFile(name: "closing.txt.mustache", bytes: PackageResources.closing_txt_mustache),
            LetterFile(name: "congratulations.html.mustache", bytes: PackageResources.congratulations_html_mustache),
            LetterFile(name: "congratulations.txt.mustache", bytes: PackageResources.congratulations_txt_mustache),
            LetterFile(name: "extension.html.mustache", bytes: PackageResources.extension_html_mustache),
            LetterFile(name: "extension.txt.mustache", bytes: PackageResources.extension_txt_mustache),
            LetterFile(name: "letterhead.html.mustache", bytes: PackageResources.letterhead_html_mustache),
            LetterFile(name: "letterhead.txt.mustache", bytes: PackageResources.letterhead_txt_mustache),
            LetterFile(name: "refusal.html.mustache", bytes: PackageResources.refusal_html_mustache),
            LetterFile(name: "refusal.txt.mustache", bytes: PackageResources.refusal_txt_mustache),
            LetterFile(name: "style.html.mustache", bytes: PackageResources.style_html_mustache),
            LetterFile(name: "thanks.html.mustache", bytes: PackageResources.thanks_html_mustache),
            LetterFile(name: "thanks.txt.mustache", bytes: PackageResources.thanks_txt_mustache),
            LetterFile(name: "transfer.html.mustache", bytes: PackageResources.transfer_html_mustache),
            LetterFile(name: "transfer.txt.mustache", bytes: PackageResources.transfer_txt_mustache),
        ]
    }
}
