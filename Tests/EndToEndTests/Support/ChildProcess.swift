import Foundation

/// A program that a test started: its output goes to files, and its end is noticed at once.
actor ChildProcess {
    /// How a process ended.
    enum Ending: Sendable, Hashable {
        case exited(Int32)
        case signalled(Int32)
    }

    /// What it is called in logs, such as `aggregator-3`.
    nonisolated let name: String
    nonisolated let process: pid_t
    nonisolated let output: OutputFile
    nonisolated let errors: OutputFile
    private var ending: Ending?

    /// Starts a program in the tests' process group.
    ///
    /// - Parameters:
    ///   - program: which one.
    ///   - arguments: its arguments.
    ///   - name: what it is called in logs; unique in `folder`.
    ///   - folder: where its output goes.
    ///   - input: a file for its standard input.
    ///   - environment: variables besides the tests' own.
    /// - Throws: ``TestFailure`` when it cannot be started.
    init(
        _ program: Program,
        _ arguments: [String],
        name: String,
        logsIn folder: String,
        input: String = "/dev/null",
        environment: [String: String] = [:]
    ) throws {
        self.name = name
        self.output = OutputFile(path: "\(folder)/\(name).out")
        self.errors = OutputFile(path: "\(folder)/\(name).err")
        // Settings of whoever runs the tests are not the programs' settings.
        var variables = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("LANGNGHE_") }
        variables.merge(environment) { $1 }
        self.process = try ProcessGroup.spawn(
            [program.path()] + arguments,
            environment: variables.map { "\($0.key)=\($0.value)" },
            group: ProcessGroup.leader.get(),
            streams: [.path(input), .path(self.output.path), .path(self.errors.path)]
        )
        let process = self.process
        Thread.detachNewThread { [self] in
            var information = unsafe siginfo_t()
            // Left unreaped, so that its number is nobody else's before the actor knows.
            while unsafe waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
            // From a thread's function there is no other way into the actor.
            Task { await self.reap() }
        }
    }

    private func reap() {
        var status: CInt = 0
        guard self.ending == nil, unsafe waitpid(self.process, &status, 0) == self.process else { return }
        // As wait(2) has it: the signal in the low seven bits, the exit code above.
        let signal = status & 0x7F
        self.ending = signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
    }

    /// How it ended, or `nil` while it runs.
    var end: Ending? { self.ending }

    /// Sends a signal unless it has ended.
    func signal(_ number: Int32) {
        guard self.ending == nil else { return }
        kill(self.process, number)
    }

    /// Waits for its end.
    ///
    /// - Throws: ``TestFailure`` when it still runs at the deadline.
    func ended(within limit: Duration) async throws -> Ending {
        try await Waiting.until("the end of \(self.name)", within: limit) { self.ending != nil }
        guard let ending else { throw TestFailure("\(self.name) has no end") }
        return ending
    }

    /// Kills it and waits until it is gone.
    func killed() async throws {
        self.signal(SIGKILL)
        _ = try await self.ended(within: .seconds(30))
    }

    /// Asks it to stop with SIGTERM and expects it to end well.
    func stopped(within limit: Duration = .seconds(60)) async throws {
        self.signal(SIGTERM)
        let ending = try await self.ended(within: limit)
        guard ending == .exited(0) else { throw TestFailure("\(self.name), asked to stop, ended with \(ending)") }
    }
}

/// A file that a program writes its output to.
struct OutputFile: Sendable {
    let path: String

    /// What was written so far.
    var text: String {
        String(decoding: FileManager.default.contents(atPath: self.path) ?? Data(), as: UTF8.self)
    }

    /// The whole lines written so far.
    var lines: [String] {
        var lines = self.text.split(separator: "\n", omittingEmptySubsequences: false)
        // What follows the last line break is not whole yet, or nothing.
        _ = lines.popLast()
        return lines.map(String.init)
    }
}
