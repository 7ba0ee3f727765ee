package import Identity
import ZeroMQ

/// Where an aggregator is knocked at, and as whom.
package struct AggregatorDoor: Sendable {
    /// Such as `tcp://127.0.0.1:5711`.
    package let endpoint: String
    package let key: ClientKeyFile
    /// How long an answer may take.
    package let timeout: Duration

    /// Gathers where, as whom and for how long.
    package init(endpoint: String, key: ClientKeyFile, timeout: Duration) {
        self.endpoint = endpoint
        self.key = key
        self.timeout = timeout
    }

    var security: SocketSecurity {
        .client(CurveClient(keyPair: self.key.keyPair, serverKey: self.key.serverPublicKey))
    }
}
