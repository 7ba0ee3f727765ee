/// What citizens write, by the subject they choose; `{errand}` and `{paper}` are filled in.
///
/// The words blame no person: nobody is named, and no place besides the office itself.
enum EntryPhrases {
    /// How an entry begins.
    static let openings = [
        "Hôm nay tôi đến {errand}.", "Sáng nay tôi đến {errand}.", "Tuần rồi tôi đến {errand}.",
        "Tôi đi cùng mẹ đến {errand}.", "Gia đình tôi đến {errand}.", "Chiều qua tôi ghé {errand}.",
        "Thưa cơ quan, tôi đến {errand}.", "Tôi nghỉ làm một buổi để {errand}.",
    ]

    /// How an entry ends; the last ones are silence.
    static let closings = [
        "Mong cơ quan xem xét giúp.", "Kính mong được hướng dẫn rõ hơn.", "Xin cảm ơn.",
        "Tôi mong lần sau nhanh hơn.", "Đề nghị niêm yết rõ để bà con biết.", "Mong sớm được trả lời.",
        "Tôi góp ý để cơ quan phục vụ tốt hơn.", "", "", "",
    ]

    /// The middle, for each subject of the code list.
    static let bySubject: [String: [String]] = [
        "service-attitude": [
            "Khi tôi hỏi về {paper}, người tiếp nhận trả lời còn gắt gỏng.",
            "Tôi chào nhưng không được chào lại, hỏi thêm thì bị tỏ ra khó chịu.",
            "Người lớn tuổi như mẹ tôi cần được nói chậm và nhẹ nhàng hơn.",
            "Cán bộ vừa làm vừa nghe điện thoại riêng, tôi phải chờ và nói lại nhiều lần.",
        ],
        "late-result": [
            "Giấy hẹn ghi thứ ba trả {paper} nhưng đến nay vẫn chưa có.",
            "Tôi đã trễ hẹn nhận {paper} gần mười ngày mà không được báo trước.",
            "Đến ngày hẹn nhận {paper} thì được bảo chờ thêm, không có giấy xin lỗi.",
            "Hồ sơ nộp đủ từ đầu tháng, {paper} vẫn chưa xong.",
        ],
        "unclear-guidance": [
            "Lần đầu được bảo thiếu một tờ, lần sau lại thiếu tờ khác, tôi đi lại ba lần.",
            "Mẫu đơn để xin {paper} khó hiểu, bà con người Khmer càng khó điền.",
            "Tôi hỏi cần mang gì để nhận {paper} thì mỗi nơi chỉ một cách.",
            "Bảng niêm yết thủ tục đã cũ, không giống với hướng dẫn tại quầy.",
        ],
        "wrong-fee": [
            "Tôi nộp lệ phí làm {paper} nhưng không được đưa biên lai.",
            "Mức thu để nhận {paper} cao hơn bảng niêm yết trên tường.",
            "Tôi muốn được giải thích khoản tiền photo tính chung vào lệ phí.",
        ],
        "harassment": [
            "Hồ sơ đủ theo hướng dẫn mà vẫn bị trả lại, không ghi lý do.",
            "Tôi bị yêu cầu thêm giấy tờ không có trong danh mục để nhận {paper}.",
            "Mỗi lần đến lại được bảo chờ người khác, không ai nhận hồ sơ.",
        ],
        "facilities": [
            "Phòng chờ thiếu ghế, người già phải đứng khá lâu.",
            "Máy lấy số hỏng mấy hôm nay, bà con chen nhau.",
            "Lối đi cho xe lăn bị xe máy đậu chắn.",
            "Trời nóng mà quạt ở khu chờ không chạy, nhà vệ sinh thiếu nước.",
        ],
        "administrative-rules": [
            "Quy định phải nộp lại bản sao mà cơ quan đã có sẵn thì phiền cho dân.",
            "Tôi đề nghị bỏ bớt một bước xác nhận khi làm {paper}.",
            "Thời hạn trả {paper} theo quy định hiện nay dài so với nhu cầu của dân.",
        ],
        "head-of-unit": [
            "Lịch tiếp dân của lãnh đạo đã niêm yết nhưng hôm đó không có người tiếp.",
            "Tôi đã gửi đơn cho lãnh đạo về {paper} mà chưa thấy phản hồi.",
        ],
        "other": [
            "Tôi đề nghị mở thêm buổi sáng thứ bảy để người đi làm tiện lấy {paper}.",
            "Nên có thêm bảng chỉ dẫn bằng tiếng Khmer ở quầy.",
            "Mong có chỗ gửi xe có mái che cho bà con.",
        ],
    ]

    /// What citizens praise.
    static let praise = [
        "Tôi đến {errand}, được hướng dẫn tận tình và xong trước giờ hẹn.",
        "Cán bộ luôn mỉm cười, nói nhẹ nhàng, mẹ tôi lớn tuổi rất vui.",
        "Nhận {paper} đúng hẹn, lại còn được gọi điện báo trước. Xin cảm ơn.",
        "Tôi quên mang một tờ giấy, được giúp in lại ngay, không phải về nhà.",
        "Được trả {paper} tận nhà vì cha tôi không đi lại được. Gia đình rất biết ơn.",
        "Người tiếp nhận nói được tiếng Khmer nên bà tôi hiểu hết. Cảm ơn nhiều.",
    ]
}
