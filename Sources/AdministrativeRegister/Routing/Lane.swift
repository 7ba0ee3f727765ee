/// The kind of case that the law tells apart; the raw value is its code in rule files.
package enum Lane: String, Sendable, Hashable, CaseIterable {
    /// Information, opinion or proposal (phản ánh, kiến nghị): Law 42/2013/QH13 Art. 2(2).
    case feedback
    /// A request to review a decision or act that harms one's own rights (khiếu nại): Law 02/2011/QH13 Art. 2(1).
    case complaint
    /// A report of anyone's breach of the law (tố cáo): Law 25/2018/QH14 Art. 2.
    case denunciation
    /// Praise (khen ngợi).
    case commendation
    /// What is none of these.
    case outOfScope = "out-of-scope"
}
