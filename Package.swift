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

extension Target.Dependency {
    static let argumentParser = Self.product(name: "ArgumentParser", package: "swift-argument-parser")
    static let asyncAlgorithms = Self.product(name: "AsyncAlgorithms", package: "swift-async-algorithms")
    static let configuration = Self.product(name: "Configuration", package: "swift-configuration")
    static let crypto = Self.product(name: "Crypto", package: "swift-crypto")
    static let grdb = Self.product(name: "GRDB", package: "GRDB.swift")
    static let lifecycle = Self.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
    static let locks = Self.product(name: "NIOConcurrencyHelpers", package: "swift-nio")
    static let logging = Self.product(name: "Logging", package: "swift-log")
    static let protobuf = Self.product(name: "SwiftProtobuf", package: "swift-protobuf")
}

let package = Package(
    name: "LangNghe",
    products: [
        .executable(name: "langnghe-aggregator", targets: ["langnghe-aggregator"]),
        .executable(name: "langnghe-kiosk", targets: ["langnghe-kiosk"]),
        .executable(name: "langnghe", targets: ["langnghe"]),
        .executable(name: "langnghe-bench", targets: ["langnghe-bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-async-algorithms", from: "1.1.4"),
        .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: ["YAML", "CommandLineArguments"]),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Pure: the standard library alone.
        .target(name: "CivilTime"),
        .target(
            name: "AdministrativeRegister",
            dependencies: ["CivilTime"],
            resources: [
                .embedInCode("Resources")
            ]
        ),
        .target(name: "CaseLifecycle", dependencies: ["CivilTime"]),
        .target(name: "Delivery", dependencies: ["CivilTime"]),
        .target(name: "DeliverySimulation", dependencies: ["CivilTime", "Delivery"]),

        // Edges.
        .systemLibrary(name: "CZeroMQ"),
        .target(name: "ZeroMQ", dependencies: ["CZeroMQ", .asyncAlgorithms, .locks]),
    ]
)

for target in package.targets where target.type != .system && target.name != "intake-floor" {
    target.swiftSettings = (target.swiftSettings ?? []) + strictSettings
}
