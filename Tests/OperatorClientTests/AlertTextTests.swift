import CivilTime
import FeedbackProtocol
import OperatorClient
import Testing

@Suite("Alerts and flags of misuse, as operators read them")
struct AlertTextTests {
    private static let time: Int64 = 1_665_711_000_000_000

    private static func alert(_ kind: WireAlertKind, _ fill: (inout WireAlert) -> Void) -> WireAlert {
        .make {
            $0.kind = kind
            $0.state = .begun
            $0.beganAt = self.time
            $0.raisedAt = self.time
            $0.changedAt = self.time
            $0.office = "29242"
            $0.registerEdition = "2022-10"
            $0.rule.name = "rule"
            $0.rule.settings = [
                .make {
                    $0.name = "alerts.drop.days-to-false-alarm"
                    $0.value = "2500"
                }
            ]
            fill(&$0)
        }
    }

    private static let longestName = "kiosk-with-a-name-as-long-as-names-of-keys-may-be-0123456789-012"

    private static let alerts = [
        alert(.kioskSilent) {
            $0.kiosk = "3f9a0c11b2d4"
            $0.silence.lastHeardAt = time
        },
        alert(.outboxGrows) {
            $0.kiosk = "00112233aabb"
            $0.outbox = .make {
                $0.depth = .max
                $0.depthAtFirst = 20
                $0.reportedAt = time
            }
        },
        alert(.clockError) {
            $0.kiosk = "3f9a0c11b2d4"
            $0.clock.offset = .min
        },
        alert(.satisfactionFell) {
            $0.fall = .make {
                $0.scale = "faces-5"
                $0.sinceDay = "2022-10-01"
                $0.throughDay = "2022-10-13"
                $0.before.estimate = 0.9
                $0.since.estimate = 0.7
                $0.ratingsBefore = 3600
                $0.ratingsSince = 400
                $0.fall = .make {
                    $0.estimate = -0.2
                    $0.low = -0.25
                    $0.high = -0.15
                }
            }
        },
    ]

    @Test
    func `Soon after a start is said since when kiosks are watched, and later no more`() throws {
        let text = AlertText(try RegisterLookup())
        let list = WireAlertList.make {
            $0.watchedSince = Self.time
            $0.silenceLimitSeconds = 1800
        }
        let start = Timestamp(microseconds: Self.time)
        let early = text.lines(list, at: start.advanced(by: .seconds(600)))
        #expect(early.first == "No alert holds.")
        let whole = early.joined(separator: " ")
        #expect(whole.contains("watched since 2022-10-14 08:30; a silence shows after 30 min of opening hours."))
        #expect(early.allSatisfy { TextLayout.width($0) <= 80 })
        #expect(!text.lines(list, at: start.advanced(by: .seconds(90_000))).joined().contains("watched"))
        #expect(!text.lines(WireAlertList(), at: start).joined().contains("watched"))
    }

    @Test
    func `Each alert says what it means and what to do, in lines of at most 80 columns`() throws {
        let text = AlertText(try RegisterLookup())
        let list = WireAlertList.make {
            $0.alerts = Self.alerts
            $0.judgedThroughDay = "2022-10-13"
            $0.kiosks = [
                .make { ($0.kiosk, $0.name) = ("00112233aabb", Self.longestName) },
                .make { ($0.kiosk, $0.name) = ("3f9a0c11b2d4", "kiosk-29242-1") },
            ]
        }
        let now = Timestamp(microseconds: Self.time)
        let lines = text.lines(list, at: now)
        #expect(lines.allSatisfy { $0.count <= 80 })
        let whole = lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
        for word in [
            "SILENT KIOSK", "GROWING OUTBOX", "WRONG CLOCK", "SATISFACTION FELL", "To do: call the office",
            "15 to 25 points", "70 % satisfied of 400", "4 alerts hold.", "now through 2022-10-13", "behind",
            "SILENT KIOSK kiosk-29242-1", Self.longestName,
        ] { #expect(whole.contains(word), "\(word)") }
        #expect(whole.contains("(95 % before it was picked for being low)"))
        #expect(text.lines(WireAlertList(), at: now).first == "No alert holds.")
        func quiet(_ watched: UInt32, of rated: UInt32) -> String {
            text.lines(
                .make {
                    $0.judgedThroughDay = "2022-10-13"
                    $0.watchedOffices = watched
                    $0.ratedOffices = rated
                },
                at: now
            ).joined(separator: " ")
        }
        #expect(quiet(12, of: 106).hasPrefix("No alert holds. "))
        #expect(quiet(12, of: 106).contains("12 of 106 offices that were rated lately are watched for falls; the rest"))
        #expect(quiet(106, of: 106).contains("All 106 offices"))
        #expect(quiet(0, of: 0).contains("No office had ratings that count through 2022-10-13; today's are judged"))
        #expect(AlertText.json(list).map(\.line).allSatisfy { $0.contains("\"office\":\"29242\"") })
    }

    @Test
    func `A feed's alerts are shown when they begin, change and end, and not each time they are told again`() throws {
        var tally = FeedTally(FollowedTopics(path: ["84"], streams: [.alerts]))
        func told(_ change: (inout WireAlert) -> Void) throws -> Int {
            var alert = Self.alerts[0]
            change(&alert)
            let event = WireFeedEvent.make {
                $0.origin = "a1"
                $0.unitPath = ["84", "842", "29242"]
                $0.alert = alert
            }
            return tally.take(try event.encoded()).count
        }
        #expect(try told { _ in } == 1)
        #expect(try told { $0.toldAgain = true } == 0)
        #expect(try told { $0.kiosk = "another" } == 1)
        #expect(
            try told {
                $0.state = .ended
                $0.changedAt += 1
            } == 1
        )
        #expect(tally.alertEvents == 4 && tally.events == 0 && tally.malformed == 0)
        let heartbeat = WireFeedEvent.make {
            $0.origin = "a1"
            $0.unitPath = ["84"]
            $0.heartbeat.ratingSequence = 4
        }
        #expect(tally.take(try heartbeat.encoded()).isEmpty && tally.gaps == 0, "alerts have no numbers to be missing")
    }

    @Test
    func `What was flagged stands beside each office, and below it by which rule it was left out`() throws {
        let figures = WireSatisfactionFigures.make {
            $0.geography = "2022-10"
            $0.scale = "faces-5"
            $0.misuse = .make {
                $0.id = "standard"
                $0.version = 1
                $0.minimumInterval = 3_000_000
                $0.burstLimit = 10
                $0.burstWindow = 60_000_000
                $0.hoursMargin = 1_800_000_000
                $0.excluded = ["burst", "too-soon"]
            }
            $0.total = .make {
                $0.levels = [1, 0, 0, 0, 0]
                $0.satisfied.high = 0.8
                $0.flagged = 29
                $0.excludedLevels = [29, 0, 0, 0, 0]
                $0.flags = ["burst", "out-of-order", "too-soon"].map { flag in
                    .make {
                        $0.flag = flag
                        $0.count = 29
                    }
                }
            }
            var office = $0.total
            office.unit = "29242"
            $0.offices = [office]
        }
        let text = SatisfactionText(try RegisterLookup())
        let lines = text.lines(figures)
        #expect(lines.allSatisfy { $0.count <= 80 })
        let whole = lines.joined(separator: " ").split(separator: " ").joined(separator: " ")
        for word in ["FLAGGED", "LEFT OUT", "less than 3 s after", "beyond 10 within 1 min", "--include-flagged"] {
            #expect(whole.contains(word), "\(word)")
        }
        #expect(lines.contains { $0.contains("too-soon") && $0.contains("no") })
        #expect(lines.contains { $0.contains("out-of-order") && $0.contains("yes") }, "that one is only shown")
        let json = text.json(figures).map(\.line)
        #expect(json.allSatisfy { $0.contains("\"excluded_levels\":[29,0,0,0,0]") && $0.contains("\"flagged\":29") })
    }
}
