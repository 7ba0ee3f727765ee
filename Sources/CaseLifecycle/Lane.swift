/// The way a submission is handled by law (luồng xử lý).
///
/// The lane decides who may answer, by when and how secretly. What is sent unsigned from a kiosk is feedback, whatever
/// the citizen calls it: a complaint or a denunciation in the law's sense needs a name and a signature.
package enum Lane: String, Sendable, Hashable, CaseIterable {
    /// Phản ánh, kiến nghị: information, opinion or proposal (Law 42/2013/QH13 on reception of citizens, Art. 2(2)).
    case feedback = "feedback"

    /// Khiếu nại: asks to review an administrative decision or act (Law 02/2011/QH13 on complaints, Art. 2(1), 8).
    case complaint = "complaint"

    /// Tố cáo: reports a breach of law by anyone (Law 25/2018/QH14 on denunciations, Art. 2, 22, 23).
    case denunciation = "denunciation"

    /// Khen ngợi: praise for a unit or a person; no statute sets a procedure for it.
    case commendation = "commendation"

    /// Ngoài phạm vi tiếp nhận: not for the administration to handle; decided by a person, never by a kiosk.
    case outOfScope = "out-of-scope"

    /// The lane's name as citizens and officers read it.
    package var vietnameseName: String {
        switch self {
        case .feedback: "Phản ánh, kiến nghị"
        case .complaint: "Khiếu nại"
        case .denunciation: "Tố cáo"
        case .commendation: "Khen ngợi"
        case .outOfScope: "Ngoài phạm vi tiếp nhận"
        }
    }
}
