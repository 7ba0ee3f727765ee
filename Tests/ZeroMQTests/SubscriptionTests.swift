import Testing
import ZeroMQ

@Suite("Publish and subscribe", .timeLimit(.minutes(1)))
struct SubscriptionTests {
    @Test("In manual mode a subscription holds only once it is accepted, and carries the subscriber's user id")
    func manualMode() async throws {
        try await withHost { context, host in
            _ = try await Authenticator.start(in: context, on: host) { request in
                .allow(userID: "reader of \(request.domain)")
            }
            var options = SocketOptions()
            options.security = .noneWithAuthentication(domain: "feed")
            let requests = Inbox<SubscriptionRequest>()
            let (publisher, real) = try await host.bound(
                .extendedPublisher(manual: true),
                context,
                options: options
            ) { _, socket, _ in
                while case .request(let request)? = try? socket.receiveFromSubscriber() {
                    switch request.action {
                    case .subscribe where request.topic.starts(with: bytes("case/84/842/")):
                        try? socket.acceptSubscription(request.topic)
                    case .subscribe: break
                    case .unsubscribe: try? socket.acceptUnsubscription(request.topic)
                    }
                    requests.put(request)
                }
            }
            let inbox = Inbox<MultipartMessage>()
            let subscriber = try await host.connected(.subscriber, context, real, collecting(inbox))
            try await host.withSocket(subscriber) { socket throws(ZeroMQError) in
                try socket.subscribe("case/84/842/29242/")
                try socket.subscribe("case/")
            }
            let seen = await requests.first(2)
            #expect(Set(seen.map(\.topic)) == [bytes("case/84/842/29242/"), bytes("case/")])
            #expect(seen.allSatisfy { $0.userID == "reader of feed" && $0.action == .subscribe })
            try await host.withSocket(publisher) { socket throws(ZeroMQError) in
                _ = try socket.send([bytes("case/84/843/29300/"), bytes("not for it")])
                _ = try socket.send([bytes("case/84/842/29242/"), bytes("for it")])
            }
            #expect(await inbox.first(1).map(\.frames) == [[bytes("case/84/842/29242/"), bytes("for it")]])
            try await host.withSocket(subscriber) { socket throws(ZeroMQError) in
                try socket.unsubscribe("case/84/842/29242/")
            }
            #expect(await requests.first(3).last?.action == .unsubscribe)
            try await host.withSocket(publisher) { socket throws(ZeroMQError) in
                _ = try socket.send([bytes("case/84/842/29242/"), bytes("no longer")])
            }
            #expect(await inbox.soFar.count == 1)
        }
    }

    @Test("What is no subscription is handed on with its sender, in its place among the subscriptions")
    func otherMessages() async throws {
        try await withHost { context, host in
            _ = try await Authenticator.start(in: context, on: host) { _ in .allow(userID: "sender") }
            var options = SocketOptions()
            options.security = .noneWithAuthentication(domain: "feed")
            let messages = Inbox<SubscriberMessage>()
            let (_, real) = try await host.bound(.extendedPublisher(manual: true), context, options: options) {
                _,
                socket,
                _ in
                while let message = try? socket.receiveFromSubscriber() { messages.put(message) }
            }
            let subscriber = try await host.connected(.extendedSubscriber, context, real) { _, _, _ in }
            try await sendAll([[[1] + bytes("case/")], [bytes("X"), bytes("Y")], [[]]], on: subscriber, host)
            let seen = await messages.first(3)
            guard case .request(let request)? = seen.first else {
                Issue.record("The subscription must come first")
                return
            }
            #expect(request.topic == bytes("case/"))
            #expect(seen.dropFirst() == [.other(userID: "sender"), .other(userID: "sender")])
        }
    }
}
