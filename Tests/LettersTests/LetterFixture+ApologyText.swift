extension LetterFixture {
    /// The apology of the fixture, numbered and dated, in plain text.
    static let apologyText = """
            ỦY BAN NHÂN DÂN XÃ LONG HÒA           CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
                     ---------                       Độc lập - Tự do - Hạnh phúc
                                                     ---------------------------

                  Số: 05/UBND-VX                 Long Hòa, ngày 20 tháng 10 năm 2022

                                          THƯ XIN LỖI
            Về việc chậm giải quyết phản ánh, kiến nghị và hẹn lại ngày trả kết quả

               Kính gửi: Người gửi phản ánh, kiến nghị có mã tra cứu 14D2P-F2DBR

          Ngày 03 tháng 10 năm 2022, Ủy ban nhân dân xã Long Hòa đã tiếp nhận phản ánh,
        kiến nghị của Ông/Bà về việc chậm cấp giấy chứng nhận quyền sử dụng đất tại ấp
        Rạch Gốc (số hồ sơ: 29242-2022-000417). Thời hạn giải quyết là hết ngày 24 tháng
        10 năm 2022.

          Ủy ban nhân dân xã Long Hòa chưa thể trả kết quả cho Ông/Bà đúng thời hạn nêu
        trên vì lý do sau đây:

          Hồ sơ đo đạc thửa đất phải thực hiện lại do ranh giới với thửa đất liền kề
        chưa thống nhất; Chi nhánh Văn phòng Đăng ký đất đai đã hẹn các hộ liên quan
        ngày 28 tháng 10 năm 2022.

          Trong thời gian chờ kết quả đo đạc, Ông/Bà không phải nộp thêm giấy tờ nào.

          Ủy ban nhân dân xã Long Hòa thành thật xin lỗi Ông/Bà về sự chậm trễ này và
        hẹn trả kết quả chậm nhất là ngày 08 tháng 11 năm 2022.

          Ông/Bà có thể theo dõi việc giải quyết bằng mã tra cứu 14D2P-F2DBR tại ki-ốt
        tiếp nhận ý kiến ở các cơ quan trong tỉnh.

          Rất mong Ông/Bà thông cảm./.

                                                               CHỦ TỊCH

                                                          Nguyễn Thị Hoa Sen

        Nơi nhận:
        - Như trên;
        - Lưu: VT, hồ sơ vụ việc.

        """
}
