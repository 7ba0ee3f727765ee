import CaseLifecycle
import CivilTime
import FeedbackProtocol

/// Valid submissions that tests break.
enum SampleSubmissions {
    /// 2022-10-14T08:30:30+07:00.
    static let time = Timestamp(microseconds: 1_665_711_030_000_000)

    static let circumstances: SubmissionCircumstances = {
        var generator = SeededGenerator(seed: 1)
        return SubmissionCircumstances(
            id: UUIDv7.make(at: time, using: &generator),
            capturedAt: time,
            office: "29242",
            counter: "Quầy 2",
            field: "land",
            visit: UUIDv7.make(at: time, using: &generator),
            language: "vi",
            registerEdition: "2022-10"
        )
    }()

    static let trackingCode: TrackingCode = {
        var generator = SeededGenerator(seed: 2)
        return TrackingCode(using: &generator)
    }()

    static let rating = WireSubmission.rating(
        circumstances,
        scale: "faces-5",
        level: 2,
        criteria: [("greets", true), ("apologises", false), ("thanks", true), ("asks-leave", true)],
        reasons: ["late-result", "unclear-guidance"]
    )

    static let entry = WireSubmission.entry(
        circumstances,
        lane: .feedback,
        subject: "late-result",
        unitComplainedAbout: "842",
        text: "Hồ sơ trễ hẹn ba ngày mà không có thư xin lỗi.",
        sealedContact: .make {
            $0.keyID = .init(repeating: 1, count: 8)
            $0.encapsulatedKey = .init(repeating: 2, count: 32)
            $0.ciphertext = .init(repeating: 3, count: 60)
        },
        trackingCode: trackingCode
    )

    static let commendation = WireSubmission.commendation(
        circumstances,
        text: "Cán bộ rất nhẹ nhàng.",
        trackingCode: trackingCode
    )

    static let all = [rating, entry, commendation]

    /// The sample after `change`.
    static func changed(_ sample: WireSubmission, _ change: (inout WireSubmission) -> Void) -> WireSubmission {
        var submission = sample
        change(&submission)
        return submission
    }
}
