extension RegisterFile {
    /// The subjects that feedback and complaints can have, as this program carries them.
    package static var bundledSubjects: RegisterFile {
        RegisterFile(name: "subjects.csv", bytes: PackageResources.subjects_csv)
    }

    /// The fields of service (lĩnh vực), as this program carries them.
    package static var bundledFields: RegisterFile {
        RegisterFile(name: "fields.csv", bytes: PackageResources.fields_csv)
    }
}
