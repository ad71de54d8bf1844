"""An official document of our own words: a report with all that Decree 30/2020/NĐ-CP asks for. Its figures are samples."""

import datetime

from kontum_ttdn.printing.document import Block, Document, Official

OFFICIAL = Official(
    superior="ỦY BAN NHÂN DÂN TỈNH ……", issuer="SỞ VĂN HÓA,\nTHỂ THAO VÀ DU LỊCH", number="5/BC-SVHTTDL", place="Kon Tum",
    date=datetime.date(2027, 1, 5), kind="BÁO CÁO",
    subject="Kết quả in và phát hành sản phẩm thông tin đối ngoại\nnhiều thứ tiếng quý IV năm 2026",
    recipients=("Ủy ban nhân dân tỉnh (báo cáo)", "Ban Chỉ huy Bộ đội Biên phòng (phối hợp)", "Ủy ban nhân dân các xã biên giới", "Lưu: VT, TTĐN"),
    authority="KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", signer="Họ và tên",
)  # fmt: skip
TABLE = (
    ("TT", "Sản phẩm", "Thứ tiếng", "Số bản in", "Số bản đã phát"),
    ("1", "Tờ rơi “Đọc bằng tiếng của mình”", "4", "8.000", "7.250"),
    ("2", "Áp phích chữ cái Jrai", "1", "600", "588"),
    ("3", "Sổ tay nghiệp vụ", "2", "900", "640"),
    ("4", "Bản tin vùng biên số 1", "3", "2.400", "2.400"),
)
TEXTS = (
    "Thực hiện nhiệm vụ thông tin đối ngoại vùng đồng bào dân tộc thiểu số và miền núi, Sở Văn hóa, Thể thao và Du lịch báo cáo kết quả in và "
    "phát hành sản phẩm nhiều thứ tiếng quý IV năm 2026 như sau (số liệu trong văn bản này là số liệu mẫu):",
    "# I. TÌNH HÌNH CHUNG",
    "Các sản phẩm được biên tập bằng tiếng Việt, dịch và thẩm định bằng tiếng Xê Đăng, Bahnar, Gia-Rai, Giẻ-Triêng, Brâu, tiếng Anh, tiếng Lào và "
    "tiếng Khmer. Bộ chữ cái dùng trong áp phích gồm cả các chữ ƀ, č, ĕ, ĭ, ŏ, ŭ, ê̆, ô̆, ơ̆, ư̆ không có trong tiếng Việt; các chữ này được đặt "
    "bằng phông riêng để dấu không lệch khỏi chữ.",
    "Mỗi ấn phẩm đều ghi đủ cơ quan được cấp phép, số giấy phép xuất bản, khuôn khổ, số lượng và cơ sở in. Bản sửa đổi nội dung sau khi được cấp "
    "phép đều đã trình lại theo quy định.",
    "# II. KẾT QUẢ",
    "TABLE",
    "Sản phẩm được chuyển đến chín xã biên giới: Đăk Plô, Đăk Long, Dục Nông, Bờ Y, Sa Loong, Rờ Kơi, Mô Rai, Ia Đal, Ia Tơi và các đồn biên phòng "
    "trên địa bàn. Nơi nhận ký nhận bằng thiết bị di động hoặc trên phiếu giấy; số bản hỏng, số bản còn tồn được ghi riêng, không cộng vào số đã phát.",
    "Bản ghi âm tiếng Brâu được phát kèm lời tiếng Việt. Bản tiếng Lào và tiếng Khmer được gửi sang các địa phương bạn thông qua hoạt động giao lưu "
    "hữu nghị.",
    "# III. KHÓ KHĂN, VƯỚNG MẮC",
    "Một số thôn xa trung tâm xã nhận ấn phẩm chậm do thời tiết. Người thẩm định bản dịch tiếng Giẻ-Triêng còn ít, một bản dịch phải chờ sang quý "
    "sau. Việc thu hồi bản cũ khi có bản mới chưa được thực hiện thống nhất.",
    "# IV. NHIỆM VỤ QUÝ I NĂM 2027",
    "Hoàn thành sản phẩm phục vụ các ngày kỷ niệm trong năm 2027; bổ sung bản ghi âm cho những tài liệu mới có bản chữ; tập huấn cán bộ văn hóa xã "
    "về tiếp nhận, phát và thu hồi ấn phẩm.",
    "Sở Văn hóa, Thể thao và Du lịch kính báo cáo Ủy ban nhân dân tỉnh theo dõi, chỉ đạo./.",
)


def table(rows=TABLE) -> list[Block]:
    return [
        Block("table_cell", words, {"row": row, "column": column, "header": row == 0}, key=f"cell{row}-{column}")
        for row, cells in enumerate(rows)
        for column, words in enumerate(cells)
    ]


def report() -> tuple[Block, ...]:
    blocks: list[Block] = []
    for number, text in enumerate(TEXTS):
        if text == "TABLE":
            blocks += table()
        elif text.startswith("# "):
            blocks.append(Block("heading", text[2:], key=f"t{number}"))
        else:
            blocks.append(Block("text", text, key=f"t{number}"))
    return tuple(blocks)


def official(language: str = "vi", **more) -> Document:
    """The report. Only Vietnamese is set by the decree, so `language` is "vi"."""
    known = {"title": "Báo cáo kết quả in và phát hành quý IV năm 2026", "language": language, "blocks": report(), "official": OFFICIAL}
    return Document(**{**known, **more})
