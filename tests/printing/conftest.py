"""Real fonts, a real fence: what is printed here is what readers get."""

import hashlib
import io
import os
import warnings

import pytest
from django.conf import settings
from PIL import Image

from kontum_ttdn.printing import engine, fonts
from kontum_ttdn.printing.document import Asset, Block, Document
from kontum_ttdn.printing.fence import pool

# Before Pango starts in this process (layout tests): a missing letter must warn, not borrow from the system.
os.environ["FONTCONFIG_FILE"] = str(pool.HERE / "fontconfig-empty.conf")


@pytest.fixture(scope="session", autouse=True)
def house_fonts():
    fonts.cut(settings.FONTS_DIR)


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    disk = {"BACKEND": "kontum_ttdn.media.storage.WholeFileStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": disk}


@pytest.fixture(scope="session")
def press(house_fonts):
    """The child's press, in this process, to look into pages before they are drawn."""
    with warnings.catch_warnings(action="ignore"):  # "No fonts configured" is just what we want
        from kontum_ttdn.printing.fence.press import Press

    house = engine.house()
    return Press(house.css, house.layouts, house.assets)


@pytest.fixture(scope="session")
def fence(house_fonts):
    """The fence of this process: whoever kills a child of it leaves the next test a fresh one."""
    yield engine.fence()
    engine.fence().close()


@pytest.fixture
def picture():
    drawn = io.BytesIO()
    Image.new("RGB", (3600, 2400), "#24584a").save(drawn, "JPEG")  # fine enough for a poster A3
    data = drawn.getvalue()
    return Asset(hashlib.sha256(data).hexdigest(), "image/jpeg", 3600, 2400, data)


@pytest.fixture
def leaflet():
    """A short text in Vietnamese: three steps and a note."""
    return Document(
        title="Đọc bằng\ntiếng của mình", language="vi", summary="Sách, tranh, bản tin và tiếng nói bằng chín thứ tiếng.",
        blocks=(
            Block("heading", "Ba bước để mở thư viện"),
            Block("list_item", "Quét mã\nĐưa máy ảnh của điện thoại vào ô vuông bên dưới, hoặc gõ địa chỉ in cạnh mã.", {"ordered": True}),
            Block("list_item", "Chọn tiếng\nBấm vào tên thứ tiếng của mình. Bài nào chưa có bản dịch, trang nói rõ.", {"ordered": True}),
            Block("list_item", "Tải về khi có sóng\nBài đã tải nằm trong máy. Đọc và nghe ở nhà, trên rẫy.", {"ordered": True}),
            Block("callout", "Không có điện thoại?\nHỏi ở nhà văn hóa thôn, Ủy ban nhân dân xã hoặc đồn biên phòng gần nhất."),
        ),
        qr_target="http://127.0.0.1:8000/vi/thu-vien", address="127.0.0.1:8000/vi/thu-vien", code="thu-vien", edition_label="bản 3",
        kicker="Thư viện điện tử vùng biên", issuer="Thông tin đối ngoại vùng biên · Kon Tum",
    )  # fmt: skip


@pytest.fixture
def photograph():
    """A picture of all colours, as JPEG or PNG."""

    def made(kind: str) -> Asset:
        drawn = io.BytesIO()
        Image.merge("RGB", [Image.linear_gradient("L"), Image.radial_gradient("L"), Image.linear_gradient("L").rotate(90)]).save(
            drawn, kind
        )
        data = drawn.getvalue()
        return Asset(hashlib.sha256(data).hexdigest(), f"image/{kind.lower()}", 256, 256, data)

    return made
