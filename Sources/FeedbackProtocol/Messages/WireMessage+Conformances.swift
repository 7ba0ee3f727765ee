// Every message of proto/langnghe/v1 by file; a test compares this list with the generated code.

// submission.proto
extension WireSubmission: WireMessage {}
extension WireRating: WireMessage {}
extension WireCriterionAnswer: WireMessage {}
extension WireEntry: WireMessage {}
extension WireCommendation: WireMessage {}
extension WireSealedContact: WireMessage {}
extension WireContact: WireMessage {}

// intake.proto
extension WireKioskMessage: WireMessage {}
extension WireIntakeReply: WireMessage {}
extension WireHello: WireMessage {}
extension WireWelcome: WireMessage {}
extension WirePublish: WireMessage {}
extension WireReceipt: WireMessage {}
extension WireRejected: WireMessage {}
extension WireResend: WireMessage {}
extension WireBusy: WireMessage {}
extension WireRefused: WireMessage {}
extension WireKioskStatus: WireMessage {}

// citizen.proto
extension WireCitizenRequest: WireMessage {}
extension WireCitizenStatement: WireMessage {}
extension WireCitizenReply: WireMessage {}
extension WireCitizenError: WireMessage {}
extension WireCitizenCase: WireMessage {}
extension WireCitizenChoice: WireMessage {}

// transparency.proto
extension WireTreeHead: WireMessage {}
extension WireTreeLeaf: WireMessage {}
extension WireSlipOpening: WireMessage {}
extension WireTreeContinuation: WireMessage {}
extension WireProofRequest: WireMessage {}
extension WireProofReply: WireMessage {}
extension WireProof: WireMessage {}
extension WireGetProof: WireMessage {}

// case.proto
extension WireCaseEventDetails: WireMessage {}
extension WireCasePart: WireMessage {}
extension WireCoordinatingUnits: WireMessage {}
extension WireCaseDeadline: WireMessage {}
extension WireDeadlineNotice: WireMessage {}
extension WireImportedFacts: WireMessage {}
extension WireImportedRow: WireMessage {}

// letter.proto
extension WireLetterContent: WireMessage {}
extension WireLetterEdits: WireMessage {}
extension WireLetterSummary: WireMessage {}
extension WireLetter: WireMessage {}
extension WireListLetters: WireMessage {}
extension WireLetterList: WireMessage {}
extension WireShowLetter: WireMessage {}
extension WireDraftLetter: WireMessage {}
extension WireSignLetter: WireMessage {}
extension WireDiscardLetter: WireMessage {}
extension WireListLetterRegister: WireMessage {}
extension WireLetterRegisterPage: WireMessage {}
extension WireLetterRegisterEntry: WireMessage {}
extension WireLetterTime: WireMessage {}
extension WireLetterDrafted: WireMessage {}
extension WireLetterSigned: WireMessage {}
extension WireLetterDiscarded: WireMessage {}

// figures.proto
extension WireGetFigures: WireMessage {}
extension WireFigures: WireMessage {}
extension WireUnitFigures: WireMessage {}

// indices.proto
extension WireGetIndices: WireMessage {}
extension WireIndexChoice: WireMessage {}
extension WireIndexDrillDown: WireMessage {}
extension WireIndices: WireMessage {}
extension WireIndexLaw: WireMessage {}
extension WireIndexLawVersion: WireMessage {}
extension WireIndexFigure: WireMessage {}
extension WireIndexPart: WireMessage {}
extension WireIndexedCases: WireMessage {}
extension WireIndexedCaseParts: WireMessage {}

// satisfaction.proto
extension WireGetSatisfaction: WireMessage {}
extension WireSatisfactionFigures: WireMessage {}
extension WireOfficeSatisfaction: WireMessage {}
extension WireSatisfactionPeriod: WireMessage {}
extension WireSatisfactionGroup: WireMessage {}
extension WireWeekMap: WireMessage {}
extension WireSatisfactionTrend: WireMessage {}
extension WireInterval: WireMessage {}
extension WireCriterionCount: WireMessage {}
extension WireReasonCount: WireMessage {}

// misuse.proto
extension WireMisuseSettings: WireMessage {}
extension WireFlagCount: WireMessage {}

// alert.proto
extension WireAlert: WireMessage {}
extension WireAlertRule: WireMessage {}
extension WireAlertSetting: WireMessage {}
extension WireKioskSilence: WireMessage {}
extension WireOutboxGrowth: WireMessage {}
extension WireClockError: WireMessage {}
extension WireSatisfactionFall: WireMessage {}
extension WireListAlerts: WireMessage {}
extension WireAlertList: WireMessage {}
extension WireFeedBundle: WireMessage {}
extension WireNamedKiosk: WireMessage {}

// desk.proto
extension WireDeskRequest: WireMessage {}
extension WireDeskReply: WireMessage {}
extension WireDeskError: WireMessage {}
extension WireListCases: WireMessage {}
extension WireShowCase: WireMessage {}
extension WireCaseCommand: WireMessage {}
extension WireCaseList: WireMessage {}
extension WireCaseSummary: WireMessage {}
extension WireCaseDetail: WireMessage {}
extension WireAllowedEvent: WireMessage {}
extension WireEventChoice: WireMessage {}
extension WireEventDeadline: WireMessage {}
extension WireCaseNotice: WireMessage {}
extension WireDueDateChange: WireMessage {}
extension WireExplainDeadlines: WireMessage {}
extension WireDeadlineExplanations: WireMessage {}
extension WireDeadlineExplanation: WireMessage {}
extension WireCaseHistoryEntry: WireMessage {}
extension WireListQuarantine: WireMessage {}
extension WireShowQuarantined: WireMessage {}
extension WireDecideQuarantined: WireMessage {}
extension WireQuarantineList: WireMessage {}
extension WireQuarantinedSubmission: WireMessage {}
extension WireGetStatus: WireMessage {}
extension WireAggregatorStatus: WireMessage {}
extension WireKioskLedgerEntry: WireMessage {}
extension WireTreeStatus: WireMessage {}
extension WireImportCases: WireMessage {}
extension WireImportCase: WireMessage {}
extension WireImportedCases: WireMessage {}
extension WireImportOutcome: WireMessage {}
extension WireListImportLedger: WireMessage {}
extension WireImportLedgerPage: WireMessage {}
extension WireImportLedgerEntry: WireMessage {}

// feed.proto
extension WireFeedEvent: WireMessage {}
extension WireCaseChanged: WireMessage {}
extension WireCaseLeft: WireMessage {}
extension WireRatingGiven: WireMessage {}
extension WireHeartbeat: WireMessage {}

// summary.proto
extension WireUnitSummary: WireMessage {}
extension WireStateCount: WireMessage {}
extension WireScaleCount: WireMessage {}

// replay.proto
extension WireReplayRequest: WireMessage {}
extension WireReplayEvents: WireMessage {}
extension WireReplayReply: WireMessage {}
extension WireReplayedEvents: WireMessage {}
extension WireReplayError: WireMessage {}

// snapshot.proto
extension WireTakeSnapshot: WireMessage {}
extension WireSnapshotPiece: WireMessage {}
extension WireSnapshotPlace: WireMessage {}
extension WireRatedOffice: WireMessage {}
extension WireRatedDay: WireMessage {}

// recording.proto
extension WireRecordingHeader: WireMessage {}
extension WireRecordingEntry: WireMessage {}
extension WireRecordedMessage: WireMessage {}
extension WireRecordedPiece: WireMessage {}
extension WireRecordingEnd: WireMessage {}
extension WireRecordingHole: WireMessage {}
extension WireToldReply: WireMessage {}
extension WireToldEvents: WireMessage {}
extension WireToldPiece: WireMessage {}

// journal.proto
extension WireJournalBatch: WireMessage {}
extension WireJournalEntry: WireMessage {}
extension WireSubmissionRun: WireMessage {}
extension WireRoutingDecided: WireMessage {}
extension WireEpochStarted: WireMessage {}
extension WireSubmissionQuarantined: WireMessage {}
extension WireQuarantineDecided: WireMessage {}
extension WireCaseCommandApplied: WireMessage {}
extension WireCaseDeadlinesSet: WireMessage {}
extension WireDeadlineNoticeGiven: WireMessage {}
extension WireCaseImported: WireMessage {}
extension WireCasePartOpened: WireMessage {}
extension WireCaseSucceeded: WireMessage {}

// reading.proto
extension WireCaseReadRecorded: WireMessage {}
extension WireCaseRead: WireMessage {}

// kiosk_agent.proto
extension WireAgentRequest: WireMessage {}
extension WireRecord: WireMessage {}
extension WireGetAgentStatus: WireMessage {}
extension WireListOutbox: WireMessage {}
extension WireAgentReply: WireMessage {}
extension WireKept: WireMessage {}
extension WireAgentError: WireMessage {}
extension WireAgentStatus: WireMessage {}
extension WireAgentDay: WireMessage {}
extension WireOutboxList: WireMessage {}
extension WireOutboxItem: WireMessage {}

// notice.proto
extension WireWatchInbox: WireMessage {}
extension WireWatching: WireMessage {}
extension WireInboxNotice: WireMessage {}
extension WireTimeLimitTold: WireMessage {}

// desk_folder.proto
extension WirePulledInbox: WireMessage {}
extension WireDeskQueue: WireMessage {}
extension WireQueuedCommand: WireMessage {}

// completeness.proto
extension WireDayCount: WireMessage {}
extension WireSignedDayCount: WireMessage {}
extension WireDayTally: WireMessage {}
extension WireDayTallyReply: WireMessage {}
extension WireGetKioskReport: WireMessage {}
extension WireKioskReport: WireMessage {}
extension WireKioskCompleteness: WireMessage {}
extension WireKioskEpoch: WireMessage {}
extension WireKioskDay: WireMessage {}
