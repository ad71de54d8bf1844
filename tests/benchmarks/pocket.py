"""The pocket: bytes on the wire both ways, headers too, for ten changed entries of 5,000; the size of all 5,000; a search on a slow phone.

On the database it is given, empty and migrated. The portal answers as in production, packed; a real browser fills and searches, its processor
slowed to a quarter.
"""

import base64
import gzip
import json
import os
import shutil
import threading
from wsgiref.simple_server import WSGIRequestHandler, make_server

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.utils import timezone
from playwright.sync_api import sync_playwright

from border_db.models import Border, Gate, GateClass
from kontum_ttdn.pocket.queries import MOST, filled
from kontum_ttdn.pocket.sealing import WIDTH, digests
from tests.factories import UnitFactory, UserFactory

from . import report

ENTRIES, CHANGED, SLOWED = 5000, 10, 4
HERE = {"host": "127.0.0.1", "sec-fetch-site": "same-origin", "accept-encoding": "gzip"}
REQUEST_HEADERS = 900  # bytes of what a phone's browser says of itself each time, with the session's cookie
QUESTIONS = ("lao thu 4999", "cua khau", "ສາກົນ", "g", "thong bao chinh quyen 77")
SEARCHED = """(questions) => questions.map((words) => { const began = performance.now(); const input = document.getElementById("words");
    input.value = words; input.dispatchEvent(new Event("input")); return performance.now() - began; })"""


def main() -> None:
    call_command("load_reference")
    unit = UnitFactory()
    officer = UserFactory(username="officer", unit=unit, roles=["post_officer"])
    Gate.objects.bulk_create(gate(number, unit) for number in range(ENTRIES))
    phone = Client(headers=HERE)
    phone.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    before = filled(officer, on=timezone.localdate())
    report(
        "the whole pocket of 5,000 entries / its limit",
        figure=sum(one.size for one in before.sealed.values()) / 1e6,
        floor=MOST / 1e6,
        bar=1,
        unit="MB",
    )
    for at in list(
        Gate.objects.filter(name__startswith="Cửa khẩu").order_by("pk").values_list("pk", flat=True)[:: ENTRIES // CHANGED][:CHANGED]
    ):
        Gate.objects.filter(pk=at).update(hours="6:30 - 18:00, ngày lễ nghỉ buổi chiều")
    report("ten changed of 5,000, both ways, with headers / 20 KB", figure=delta(phone, before.seals) / 1000, floor=20, bar=1, unit="KB")
    report("a search in 5,000, processor slowed to a quarter / 300 ms", figure=searched(officer), floor=300, bar=1, unit="ms")


def gate(number: int, unit) -> Gate:
    return Gate(
        name=f"Cửa khẩu Lào Thử {number}",
        aliases=[f"Cua khau Lao Thu {number}"],
        names={"lo": "ດ່ານສາກົນພູເກືອ", "km": "ច្រកទ្វារព្រំដែន"},
        gate_class=GateClass.SECONDARY,
        border=Border.LAOS,
        hours=f"{number % 7 + 5}:00 - 17:00",
        source=f"Công văn số {number}/UBND-NC của Ủy ban nhân dân tỉnh",
        note="Người qua lại mang theo giấy thông hành; hàng hóa khai báo với trạm kiểm soát. Thông báo cho chính quyền khi đóng cửa vì mưa lũ. "
        * 3,
        unit=unit,
    )


def delta(phone: Client, seals: dict[bytes, bytes]) -> int:
    """Bytes up and down of one turn of the phone that has `seals`."""
    said, compared = ask(phone, "compare", {"digests": base64.b64encode(digests(seals)).decode()})
    pairs = [base64.b64decode(bucket) for bucket in compared["differ"].values()]
    told = {pair[at : at + WIDTH]: pair[at + WIDTH : at + 2 * WIDTH] for pair in pairs for at in range(0, len(pair), 2 * WIDTH)}
    wanted = [name for name, seal in told.items() if seals.get(name) != seal]
    if len(wanted) != CHANGED:
        raise RuntimeError(f"{len(wanted)} asked for")
    more, _items = ask(phone, "items", {"ids": base64.b64encode(b"".join(wanted)).decode()})
    return said + more


def ask(phone: Client, name: str, question: dict) -> tuple[int, dict]:
    answer = phone.post(f"/vi/pocket/{name}/", question, content_type="application/json")
    said = gzip.decompress(answer.content) if answer.get("Content-Encoding") == "gzip" else answer.content
    up = REQUEST_HEADERS + int(answer.request["CONTENT_LENGTH"])
    down = len(answer.content) + sum(len(name) + len(value) + 4 for name, value in answer.items())
    return up + down, json.loads(said)


class Quiet(WSGIRequestHandler):
    def log_message(self, *said) -> None:
        pass


def searched(officer) -> float:
    """The slowest of some searches, in milliseconds, each from the key to the drawn list."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    signed_in = Client()
    signed_in.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    session = signed_in.cookies["session"].value
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=shutil.which("chromium-headless-shell"), args=["--no-sandbox", "--disable-gpu"]
            )
            context = browser.new_context(base_url=address, viewport={"width": 360, "height": 740}, locale="vi-VN")
            context.add_cookies([{"name": "session", "value": session, "url": address}])
            page = context.new_page()
            page.goto("/vi/pocket/")
            page.locator("[data-sync]").click()
            page.locator("[data-done]").wait_for(timeout=120_000)
            page.reload()
            page.locator("[data-drawn]").wait_for()
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
            page.evaluate(SEARCHED, list(QUESTIONS[:1]))  # what has never run runs slower
            return max(page.evaluate(SEARCHED, list(QUESTIONS)))
    finally:
        server.shutdown()
