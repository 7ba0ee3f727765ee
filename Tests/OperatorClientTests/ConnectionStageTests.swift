import Identity
import Testing
import ZeroMQ

@testable import OperatorClient

@Suite("Why an aggregator does not answer")
struct ConnectionStageTests {
    @Test
    func `Who takes a connection and says nothing is not taken for one with another key`() throws {
        let door = AggregatorDoor(
            endpoint: "tcp://127.0.0.1:5711",
            key: ClientKeyFile(
                name: try PrincipalName("operator"),
                keyPair: try CurveKeyPair.generate(),
                serverPublicKey: try CurveKeyPair.generate().publicKey
            ),
            timeout: .seconds(5)
        )
        var stage = ConnectionStage()
        stage.note(.connected)
        #expect(stage.explanation(of: door).message.contains("does not answer: frozen, overloaded"))
        stage.note(.handshakeFailedNoDetail(errno: 32))
        #expect(stage.explanation(of: door).message.contains("could not prove"))
    }
}
