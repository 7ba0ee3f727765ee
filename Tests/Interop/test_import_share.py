"""The counts the import's own tests expect of the sample, counted by another program."""

from pathlib import Path

import import_share

SAMPLE = Path(__file__).resolve().parents[1] / "CaseImportTests" / "Resources" / "requests.csv"

OPTIONS = [
    "--request-id", "Số phiếu", "--opened", "Ngày nhận", "--due", "Hạn trả", "--closed", "Ngày xong",
    "--cancelled", "Ngày hủy", "--status", "Tình trạng", "--closed-word", "Đã xong", "--cancelled-word", "Đã hủy",
    "--cancelled-word", "ĐÃ HỦY", "--open-word", "Đang xử lý", "--date-format", "%d/%m/%Y %H:%M",
    "--date-format", "%d/%m/%Y", "--empty-day", "1900-01-01", "--as-of", "2024-12-31",
    "--refuse", "Cơ quan=Sở không có thật", "--refuse", "Địa bàn=Duyên Hải",
    "--ended-before-opened", "take-opening",
]


def test_the_sample():
    kinds = import_share.count(import_share.parse([*OPTIONS, str(SAMPLE)]))
    assert dict(kinds) == {
        "rows": 31, "closed-in-time": 8, "open-in-time": 2, "closed-late": 5, "open-overdue": 1, "cancelled": 2,
        "without-due-date": 3, "refused": 10, "further": 2,
    }


def test_the_day_after_the_last_open_day_is_late():
    options = [*OPTIONS[:OPTIONS.index("--as-of")], "--as-of", "2025-01-07", *OPTIONS[OPTIONS.index("--refuse"):]]
    kinds = import_share.count(import_share.parse([*options, str(SAMPLE)]))
    assert (kinds["open-in-time"], kinds["open-overdue"]) == (0, 3)


def test_the_text(capsys):
    import_share.main([*OPTIONS, str(SAMPLE)])
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "rows 31"
    assert printed[-2:] == [
        "in time over everything received 32.26 % (10 of 31)", "in time over what can be judged 62.50 % (10 of 16)",
    ]
