"""Entries of the registers, and who keeps them."""

import pytest

from border_db.actions.entries import add_entry
from border_db.models import Border, Confidence, GateClass
from border_db.registers import REGISTERS

SOURCED = {"source": "Báo Thử, 2020", "confidence": Confidence.SOURCE}
GATE = {"name": "Cửa khẩu Thử", "gate_class": GateClass.SECONDARY, "border": Border.LAOS, **SOURCED}
MARKER = {"name": "Mốc 790", "border": Border.LAOS, "number": "790", **SOURCED}
KEPT = {
    "posts": {"name": "Đồn Thử", **SOURCED},
    "gates": GATE,
    "markers": MARKER,
    "counterparts": {"name": "Đại đội Thử", "border": Border.LAOS, **SOURCED},
    "twinnings": {"name": "Thôn A - bản B", "ours": "Thôn A", "theirs": "Bản B", **SOURCED},
    "documents": {"name": "Công tác văn thư", "number": "30/2020/NĐ-CP", "issuer": "Chính phủ", **SOURCED},
    "facts": {"name": "Chiều dài", "value": "292", "measure": "km", **SOURCED},
    "exemplars": {"name": "Tổ truyền thông thôn", **SOURCED},
    "key-persons": {"name": "Già làng", **SOURCED},
    "media": {"name": "Phóng viên", "outlet": "Báo Thử", **SOURCED},
}


@pytest.fixture
def keep(clerk, department):
    """`keep("gates", hours="…")` adds an entry as the clerk of the department."""

    def added(register: str, *, by=None, **values):
        return add_entry(register=REGISTERS[register], by=by or clerk, **{**KEPT[register], "unit": department, **values})

    return added
