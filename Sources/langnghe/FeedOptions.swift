import ArgumentParser
import OperatorClient

/// Where an aggregator's two doors for dashboards are.
struct FeedDoorOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Where the aggregator's feed is.", valueName: "endpoint"))
    var feed = "tcp://127.0.0.1:5712"
    @OptionGroup var replay: ReplayDoorOptions
}

/// Where it tells what the feed told before.
struct ReplayDoorOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Where the aggregator tells what stands and what was told.", valueName: "endpoint"))
    var replay = "tcp://127.0.0.1:5713"
}

/// Which unit is heard of.
struct FeedUnitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only this unit, by code or name, and those below it (default: the key's own; an operator's: all).",
            valueName: "unit"
        )
    )
    var unit: String?
    @OptionGroup var edition: EditionOptions
}
