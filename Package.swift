// swift-tools-version: 6.2
import PackageDescription

/// The settings of every target of our own; dependencies are unaffected.
let strictSettings: [SwiftSetting] = [
    .strictMemorySafety(),  // SE-0458
    .treatAllWarnings(as: .error),  // SE-0480
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),  // SE-0461
    .enableUpcomingFeature("InferIsolatedConformances"),  // SE-0470
    .enableUpcomingFeature("ImmutableWeakCaptures"),  // SE-0481
]

/// The settings of the C programs.
let strictC: [CSetting] = [.enableWarning("all"), .enableWarning("extra"), .treatAllWarnings(as: .error)]

extension Target.Dependency {
    static let argumentParser = Self.product(name: "ArgumentParser", package: "swift-argument-parser")
    static let asyncAlgorithms = Self.product(name: "AsyncAlgorithms", package: "swift-async-algorithms")
    static let configuration = Self.product(name: "Configuration", package: "swift-configuration")
    static let crypto = Self.product(name: "Crypto", package: "swift-crypto")
    static let grdb = Self.product(name: "GRDB", package: "GRDB.swift")
    static let lifecycle = Self.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let locks = Self.product(name: "NIOConcurrencyHelpers", package: "swift-nio")
    static let mustache = Self.product(name: "Mustache", package: "swift-mustache")
    static let logging = Self.product(name: "Logging", package: "swift-log")
    static let unixSignals = Self.product(name: "UnixSignals", package: "swift-service-lifecycle")
    static let yams = Self.product(name: "Yams", package: "Yams")
    static let protobuf = Self.product(name: "SwiftProtobuf", package: "swift-protobuf")
}

let package = Package(
    name: "LangNghe",
    products: [
        .library(name: "FeedSubscriber", targets: ["FeedSubscriber"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-async-algorithms", from: "1.1.4"),
        .package(
            url: "https://github.com/apple/swift-configuration",
            from: "1.4.0",
            traits: ["CommandLineArguments"]
        ),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", "5.4.0"..<"7.0.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Pure: the standard library alone.
        .target(name: "CivilTime"),
        .target(
            name: "AdministrativeRegister",
            dependencies: ["CivilTime", "Satisfaction"],
            resources: [.embedInCode("Resources")]
        ),
        .target(name: "CaseLifecycle", dependencies: ["CivilTime"]),
        .target(name: "Satisfaction", dependencies: ["CivilTime"]),
        .target(name: "ServiceIndices", dependencies: ["CaseLifecycle", "CivilTime", "Satisfaction"]),
        .target(name: "Transparency", dependencies: ["CivilTime"]),
        .target(name: "Delivery", dependencies: ["CivilTime"]),
        .target(name: "DeliverySimulation", dependencies: ["CivilTime", "Delivery"]),

        // Edges: transport, wire, store, identity, settings.
        .systemLibrary(name: "CZeroMQ"),
        .target(name: "ZeroMQ", dependencies: ["CZeroMQ", .asyncAlgorithms, .locks]),
        .target(name: "FeedbackProtocol", dependencies: ["CaseLifecycle", "CivilTime", "Transparency", .protobuf]),
        .target(
            name: "FeedbackStore",
            dependencies: [
                "CaseLifecycle", "CivilTime", "Delivery", "FeedbackProtocol", "Satisfaction", "Transparency", .crypto,
                .grdb, .locks,
            ]
        ),
        .target(name: "Identity", dependencies: ["CivilTime", "Transparency", "ZeroMQ", .crypto, .locks]),
        .target(name: "Settings", dependencies: [.configuration, .yams]),
        .target(
            name: "RuleFiles",
            dependencies: ["CaseLifecycle", "CivilTime", .yams],
            resources: [.embedInCode("Resources")]
        ),

        .target(
            name: "Letters",
            dependencies: ["CaseLifecycle", "CivilTime", .mustache],
            resources: [.embedInCode("Resources")]
        ),
        .target(
            name: "CaseImport",
            dependencies: ["AdministrativeRegister", "CaseLifecycle", "CivilTime", "RuleFiles"]
        ),

        // For dashboards of others.
        .target(
            name: "FeedSubscriber",
            dependencies: [
                "CaseLifecycle", "CivilTime", "Delivery", "FeedbackProtocol", "Identity", "Transparency", "ZeroMQ",
                .asyncAlgorithms, .locks,
            ]
        ),
        .executableTarget(name: "follow-unit", dependencies: ["FeedSubscriber"], path: "ops/examples/swift"),

        // Services.
        .target(
            name: "Aggregator",
            dependencies: [
                "AdministrativeRegister", "CaseLifecycle", "CivilTime", "Delivery", "FeedbackProtocol",
                "FeedbackStore", "Identity", "Letters", "RuleFiles", "Satisfaction", "ServiceIndices", "Settings",
                "Transparency", "ZeroMQ", .lifecycle, .locks, .logging,
            ]
        ),
        .target(
            name: "KioskAgent",
            dependencies: [
                "AdministrativeRegister", "CaseLifecycle", "CivilTime", "Delivery", "FeedbackProtocol", "FeedbackStore",
                "Identity", "Settings", "ZeroMQ", .lifecycle, .locks, .logging,
            ]
        ),
        .target(
            name: "OperatorClient",
            dependencies: [
                "AdministrativeRegister", "CaseImport", "CaseLifecycle", "CivilTime", "Delivery", "FeedSubscriber",
                "FeedbackProtocol", "FeedbackStore", "Identity", "RuleFiles", "ServiceIndices", "Transparency",
                "ZeroMQ", .crypto, .locks,
            ]
        ),

        // Programs.
        .executableTarget(
            name: "langnghe",
            dependencies: [
                "AdministrativeRegister", "CaseLifecycle", "CivilTime", "FeedSubscriber", "FeedbackProtocol",
                "FeedbackStore", "Identity", "OperatorClient", "RuleFiles", "Transparency", .argumentParser,
                .unixSignals,
            ]
        ),
        .executableTarget(
            name: "langnghe-aggregator",
            dependencies: ["Aggregator", "CivilTime", "Settings", .lifecycle, .logging, .unixSignals]
        ),

        .executableTarget(
            name: "langnghe-kiosk",
            dependencies: [
                "AdministrativeRegister", "CaseLifecycle", "CivilTime", "FeedbackProtocol", "FeedbackStore", "Identity",
                "KioskAgent", "Settings", "Transparency", "ZeroMQ", .argumentParser, .lifecycle, .logging, .unixSignals,
            ]
        ),
        .executableTarget(
            name: "langnghe-bench",
            dependencies: [
                "AdministrativeRegister", "CaseLifecycle", "CivilTime", "DeliverySimulation", "FeedbackProtocol",
                "FeedbackStore", "Identity", "RuleFiles", "Satisfaction", "ZeroMQ", .argumentParser,
            ]
        ),

        // The floor under the intake, and the load that measures both; see ops/bench.
        .executableTarget(
            name: "intake-floor",
            cSettings: strictC,
            linkerSettings: [.linkedLibrary("zmq"), .linkedLibrary("sqlite3")]
        ),
        .executableTarget(name: "intake-load", cSettings: strictC, linkerSettings: [.linkedLibrary("zmq")]),

        // Tests.
        .testTarget(
            name: "AdministrativeRegisterTests",
            dependencies: ["AdministrativeRegister", "CivilTime"]
        ),
        .testTarget(
            name: "AggregatorTests",
            dependencies: [
                "AdministrativeRegister", "Aggregator", "CaseLifecycle", "CivilTime", "Delivery", "DeliverySimulation",
                "FeedbackProtocol", "FeedbackStore", "Identity", "Letters", "RuleFiles", "Satisfaction",
                "ServiceIndices", "Transparency", "ZeroMQ", .locks, .logging,
            ]
        ),
        .testTarget(name: "CaseLifecycleTests", dependencies: ["CaseLifecycle", "CivilTime"]),
        .testTarget(
            name: "CaseImportTests",
            dependencies: ["AdministrativeRegister", "CaseImport", "CaseLifecycle", "CivilTime", "RuleFiles"],
            resources: [.embedInCode("Resources")]
        ),
        .testTarget(name: "LettersTests", dependencies: ["CaseLifecycle", "CivilTime", "Letters"]),
        .testTarget(name: "RuleFilesTests", dependencies: ["CaseLifecycle", "CivilTime", "RuleFiles"]),
        .testTarget(name: "CivilTimeTests", dependencies: ["CivilTime"]),
        .testTarget(name: "DeliveryTests", dependencies: ["CivilTime", "Delivery", "DeliverySimulation"]),
        // Subscribers that a test can kill; they tell what they made of the feed.
        .executableTarget(
            name: "fold-feed",
            dependencies: ["FeedSubscriber", .asyncAlgorithms],
            path: "Tests/fold-feed"
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["follow-unit", "langnghe", "langnghe-aggregator", "langnghe-kiosk"]
        ),
        .testTarget(
            name: "FeedbackProtocolTests",
            dependencies: [
                "CaseLifecycle", "CivilTime", "FeedbackProtocol", "Transparency", .protobuf,
            ],
            exclude: ["Golden"]
        ),
        .testTarget(
            name: "FeedbackStoreTests",
            dependencies: [
                "CaseLifecycle", "CivilTime", "Delivery", "DeliverySimulation", "FeedbackProtocol", "FeedbackStore",
                "RuleFiles", "Satisfaction", "Transparency", .crypto, .grdb, .locks,
            ]
        ),
        .testTarget(
            name: "FeedSubscriberTests",
            dependencies: ["CivilTime", "FeedSubscriber", "FeedbackProtocol", .crypto]
        ),
        .testTarget(
            name: "IdentityTests",
            dependencies: [
                "CivilTime", "Identity", "Transparency", "ZeroMQ", .locks,
            ]
        ),
        .testTarget(
            name: "KioskAgentTests",
            dependencies: [
                "AdministrativeRegister", "CaseLifecycle", "CivilTime", "Delivery", "FeedbackProtocol", "FeedbackStore",
                "Identity", "KioskAgent", "Settings", "ZeroMQ", .lifecycle, .locks, .logging,
            ]
        ),
        .testTarget(
            name: "OperatorClientTests",
            dependencies: [
                "AdministrativeRegister", "CaseLifecycle", "CivilTime", "Delivery", "FeedSubscriber",
                "FeedbackProtocol", "FeedbackStore", "Identity", "OperatorClient", "Satisfaction", "Transparency",
                "ZeroMQ", "langnghe", .argumentParser, .locks,
            ]
        ),
        .testTarget(
            name: "SatisfactionTests",
            dependencies: [
                "AdministrativeRegister", "CivilTime", "DeliverySimulation", "FeedbackProtocol", "Satisfaction",
            ]
        ),
        .testTarget(
            name: "ServiceIndicesTests",
            dependencies: ["CaseLifecycle", "CivilTime", "DeliverySimulation", "Satisfaction", "ServiceIndices"]
        ),
        .testTarget(name: "SettingsTests", dependencies: ["Settings"]),
        .testTarget(
            name: "TransparencyTests",
            dependencies: ["CivilTime", "DeliverySimulation", "Transparency", .crypto, .locks]
        ),
        .testTarget(name: "ZeroMQTests", dependencies: ["ZeroMQ", .locks]),
    ]
)

for target in package.targets where target.type != .system && !["intake-floor", "intake-load"].contains(target.name) {
    target.swiftSettings = (target.swiftSettings ?? []) + strictSettings
}
