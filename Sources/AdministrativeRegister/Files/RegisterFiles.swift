/// The files that make up a register; the province can replace each.
package struct RegisterFiles: Sendable {
    /// `id,valid_from,valid_to,source`: the editions.
    package var editions: RegisterFile
    /// `edition,code,kind,name,parent,note`: the units of each edition; the root's parent is empty.
    package var units: RegisterFile
    /// `from_edition,code,to_edition,successor,source`: what each unit became in the next edition.
    package var successors: RegisterFile
    /// `edition,code,alias,source`: other names under which a unit is found.
    package var aliases: RegisterFile
    /// `phrase,kind`: words and abbreviations for a kind of unit; without a kind, words that are passed over.
    package var nameWords: RegisterFile

    /// Puts together the files of a register.
    package init(
        editions: RegisterFile,
        units: RegisterFile,
        successors: RegisterFile,
        aliases: RegisterFile,
        nameWords: RegisterFile
    ) {
        self.editions = editions
        self.units = units
        self.successors = successors
        self.aliases = aliases
        self.nameWords = nameWords
    }

    /// The files this program carries: Trà Vinh in October 2022 and from 1 July 2025.
    package static var bundled: RegisterFiles {
        RegisterFiles(
            editions: RegisterFile(name: "editions.csv", bytes: PackageResources.editions_csv),
            units: RegisterFile(name: "units.csv", bytes: PackageResources.units_csv),
            successors: RegisterFile(name: "successors.csv", bytes: PackageResources.successors_csv),
            aliases: RegisterFile(name: "aliases.csv", bytes: PackageResources.aliases_csv),
            nameWords: RegisterFile(name: "name-words.csv", bytes: PackageResources.name_words_csv)
        )
    }
}
