import Testing

/// Tests of the real programs, one after the other.
@Suite(.serialized)
enum EndToEnd {}
