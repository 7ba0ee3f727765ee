/// What citizens come to a commune's office for, as they say it themselves.
struct ServiceVisit: Sendable {
    /// Code of the field of service.
    let field: String
    /// How often, compared with the others.
    let weight: Int
    /// What they came to do, to follow "tôi đến": "làm giấy khai sinh cho con".
    let errands: [String]
    /// The papers, to follow "nhận": "giấy khai sinh".
    let papers: [String]

    /// The errands of a commune's one-stop desk, the commonest first.
    static let all: [ServiceVisit] = [
        ServiceVisit(
            field: "civil-status",
            weight: 24,
            errands: [
                "làm giấy khai sinh cho con", "đăng ký kết hôn", "xin trích lục khai tử cho cha tôi",
                "xin giấy xác nhận tình trạng hôn nhân", "cải chính ngày sinh trong giấy khai sinh",
            ],
            papers: ["giấy khai sinh", "giấy chứng nhận kết hôn", "bản trích lục hộ tịch", "giấy xác nhận"]
        ),
        ServiceVisit(
            field: "certification",
            weight: 22,
            errands: [
                "chứng thực bản sao bằng tốt nghiệp", "chứng thực chữ ký trong giấy ủy quyền",
                "sao y giấy tờ cho con nhập học", "chứng thực hợp đồng cho thuê đất",
            ],
            papers: ["bản sao chứng thực", "giấy ủy quyền đã chứng thực", "hồ sơ sao y"]
        ),
        ServiceVisit(
            field: "health-insurance",
            weight: 14,
            errands: [
                "đổi thẻ bảo hiểm y tế", "làm thẻ bảo hiểm y tế cho mẹ tôi", "sửa tên sai trên thẻ bảo hiểm y tế",
                "xin cấp thẻ bảo hiểm y tế cho hộ cận nghèo",
            ],
            papers: ["thẻ bảo hiểm y tế", "giấy xác nhận hộ cận nghèo"]
        ),
        ServiceVisit(
            field: "land",
            weight: 14,
            errands: [
                "xác nhận nguồn gốc đất", "nộp hồ sơ tách thửa", "hỏi việc cấp giấy chứng nhận quyền sử dụng đất",
                "xin hòa giải ranh đất với nhà bên",
            ],
            papers: ["giấy xác nhận nguồn gốc đất", "hồ sơ đất", "biên bản hòa giải"]
        ),
        ServiceVisit(
            field: "labour-social-affairs",
            weight: 12,
            errands: [
                "làm hồ sơ trợ cấp người cao tuổi cho bà ngoại", "hỏi chế độ cho người có công",
                "nộp hồ sơ trợ cấp khuyết tật cho em tôi", "xin xác nhận hộ nghèo cho con đi học",
            ],
            papers: ["quyết định trợ cấp", "giấy xác nhận hộ nghèo", "giấy xác nhận khuyết tật"]
        ),
        ServiceVisit(
            field: "residence",
            weight: 8,
            errands: ["đăng ký tạm trú", "xin xác nhận thông tin cư trú", "nhập hộ khẩu cho con mới sinh"],
            papers: ["giấy xác nhận cư trú", "kết quả đăng ký tạm trú"]
        ),
        ServiceVisit(
            field: "construction",
            weight: 4,
            errands: ["hỏi giấy phép xây nhà", "nộp hồ sơ sửa nhà xuống cấp"],
            papers: ["giấy phép xây dựng", "văn bản trả lời"]
        ),
        ServiceVisit(
            field: "agriculture",
            weight: 4,
            errands: ["kê khai thiệt hại lúa do nhiễm mặn", "đăng ký hỗ trợ giống nuôi tôm"],
            papers: ["giấy xác nhận thiệt hại", "danh sách hỗ trợ"]
        ),
        ServiceVisit(
            field: "business",
            weight: 3,
            errands: ["đăng ký hộ kinh doanh quán ăn", "đổi tên hộ kinh doanh"],
            papers: ["giấy chứng nhận đăng ký hộ kinh doanh"]
        ),
    ]
}
