/// The files that make up the routing rules; the province can replace each.
package struct RoutingFiles: Sendable {
    /// `id,valid_from,valid_to,source`: the rule sets.
    package var ruleSets: RegisterFile
    /// `rule_set,id,valid_from,valid_to,lane,subject,field,office,target,legal_source,confidence,note`: the rules.
    package var rules: RegisterFile

    /// Puts together the files of the rules.
    package init(ruleSets: RegisterFile, rules: RegisterFile) {
        self.ruleSets = ruleSets
        self.rules = rules
    }

    /// The rules this program carries.
    package static var bundled: RoutingFiles {
        RoutingFiles(
            ruleSets: RegisterFile(name: "routing-rule-sets.csv", bytes: PackageResources.routing_rule_sets_csv),
            rules: RegisterFile(name: "routing-rules.csv", bytes: PackageResources.routing_rules_csv)
        )
    }
}
