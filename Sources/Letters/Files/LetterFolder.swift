private import FoundationEssentials

/// A folder in which a province keeps the files it replaces.
package enum LetterFolder {
    /// Reads the files of a folder, in the order of their names.
    ///
    /// Hidden files and the copies that editors leave (`name~`) are passed over. Whether the names are known is
    /// checked by who takes the files.
    ///
    /// - Parameter path: The folder.
    /// - Returns: The files; none when the folder is empty.
    /// - Throws: ``LetterFileError`` when the folder or a file in it can't be read.
    package static func files(at path: String) throws(LetterFileError) -> [LetterFile] {
        var problems = LetterProblems()
        var files: [LetterFile] = []
        let manager = FileManager.default
        let names: [String]
        do {
            names = try manager.contentsOfDirectory(atPath: path).sorted()
        } catch {
            problems.add(path, 1, "the folder can't be read; check that it exists and may be read")
            try problems.throwIfAny()
            return []
        }
        for name in names where !name.hasPrefix(".") && !name.hasSuffix("~") {
            let file = path + "/" + name
            let attributes = try? manager.attributesOfItem(atPath: file)
            let size = attributes?[.size] as? UInt64 ?? 0
            guard size <= UInt64(LetterFile.maximumBytes) else {
                problems.add(name, 1, LetterFile.tooLarge)
                continue
            }
            guard let content = manager.contents(atPath: file) else {
                problems.add(name, 1, "the file can't be read; check that it is a file and may be read")
                continue
            }
            files.append(LetterFile(name: name, bytes: Array(content)))
        }
        try problems.throwIfAny()
        return files
    }
}
