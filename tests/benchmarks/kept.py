"""Pages kept as files: what nginx and the portal alone hand out beside nginx and a plain file of the same bytes; what publishing takes at
10,000 and at 100,000 editions.

On the database it is given, empty and migrated. Needs Debian's wrk and the nginx of set-up (var/nginx). One page, packed; 16 lines at once.
"""

import contextlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.test import Client

from kontum_ttdn.background import worker
from kontum_ttdn.languages.registry import CODES
from kontum_ttdn.page_cache import nginx, store
from products import actions
from products.models import Edition, Kind, Product, Revision
from tests.factories import SecondFactorFactory, UnitFactory, UserFactory
from tests.page_cache import server
from tests.page_cache.server import free_ports, until_it_listens
from tests.products.desk import Desk

from . import _shelf, report

PATH = "/vi/library/to-roi-6/"
TURNS, SECONDS = 5, 4
FILE, THROUGH, ALONE = "nginx, a file", "nginx, a kept page", "the portal alone"
BEYOND = 50_000_000  # the numbers of what is copied end below
PUBLICATIONS = 7


def main() -> None:
    call_command("load_reference")
    unit = UnitFactory()
    _shelf.seed(1, _shelf.SEEDS, unit=unit, by=None)  # 9,000 editions
    throughput()
    with numbers_from(BEYOND):
        desk = desk_of(unit)
    few = publications(desk)
    _shelf.multiply(11)
    many = publications(desk)
    for name in few:
        report(f"{name}: at 100,000 editions / at 10,000", figure=many[name], floor=few[name], bar=1.25, unit="ms")


def throughput() -> None:
    with tempfile.TemporaryDirectory() as made, served(Path(made)) as addresses:
        found = {name: [] for name in addresses}
        for _turn in range(TURNS):
            for name, address in addresses.items():
                found[name].append(per_second(address))
    middle = {name: statistics.median(rates) for name, rates in found.items()}
    report("a kept page: through nginx / a file", figure=middle[THROUGH], floor=middle[FILE], bar=0.5, unit="/s", at_least=True)
    report("a kept page: the portal alone / a file", figure=middle[ALONE], floor=middle[FILE], bar=0.1, unit="/s", at_least=True)


@contextlib.contextmanager
def served(folder: Path):
    """The three addresses of one page, each handed out by two processes."""
    ports = free_ports(3)
    through, alone, file = (f"127.0.0.1:{port}" for port in ports)
    site = nginx.configuration(host="127.0.0.1", listen=through, portal=alone, log=str(folder / "readings.log"))
    site += f"server {{ listen {file}; access_log off; location / {{ root {folder}; gzip_static on; }} }}"
    gunicorn = f"-m gunicorn kontum_ttdn.wsgi --bind {alone} --worker-class gthread --workers 2 --threads 8 --no-control-socket --log-level warning"
    portal = subprocess.Popen([sys.executable, *gunicorn.split()])
    try:
        with server.nginx(settings.VAR / "nginx/usr/sbin/nginx", folder, site, port=ports[2], processes=2):
            until_it_listens(ports[1])
            page = kept_page(f"http://{alone}{PATH}")
            (folder / "page.html").write_bytes(page.html)
            (folder / "page.html.gz").write_bytes(page.packed)
            yield {FILE: f"http://{file}/page.html", THROUGH: f"http://{through}{PATH}", ALONE: f"http://{alone}{PATH}"}
    finally:
        portal.terminate()
        portal.wait(20)


def kept_page(address: str) -> store.Page:
    """The page of `address` as soon as it is kept: each process of the portal begins without pages."""
    for _ in range(100):
        with urllib.request.urlopen(address, timeout=60):
            time.sleep(0.2)
        if page := store.find(PATH):
            return page
    raise TimeoutError(address)


def per_second(address: str, seconds: int = SECONDS) -> float:
    """Answers a second; nothing but 200 may come."""
    command = [shutil.which("wrk"), "-t1", "-c16", f"-d{seconds}", "-H", "Accept-Encoding: gzip", address]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in said:
        raise RuntimeError(said)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])


def publications(desk: Desk) -> dict[str, float]:
    """Medians in milliseconds: publishing a new revision of a work whose pages are kept, and making those pages anew."""
    call_command("search_rebuild")
    _shelf.counted()
    found = {"publishing": [], "making anew what shows the edition": []}
    for number in range(PUBLICATIONS):
        for path in (*(f"/{code}/library/{desk.product.code}/" for code in CODES), *(f"/{code}/" for code in CODES), "/vi/library/"):
            Client(headers={"host": "127.0.0.1"}).get(path)
        desk.words("vi", 1, f"Lần {Revision.objects.count()} {number}")
        desk.approve()
        worker.run_waiting()
        began = time.perf_counter()
        actions.publish(edition=desk.edition(), by=desk.approver)
        published = time.perf_counter()
        worker.run_waiting()
        found["publishing"].append(published - began)
        found["making anew what shows the edition"].append(time.perf_counter() - published)
    return {name: 1000 * statistics.median(times) for name, times in found.items()}


@contextlib.contextmanager
def numbers_from(first: int):
    """What is made from now on has numbers that no copy will have."""
    kept = [
        Product.objects.create(
            pk=first, code="first", kind=Kind.objects.first(), unit_id=Product.objects.values_list("unit", flat=True)[0]
        ),
    ]
    kept.append(Edition.objects.create(pk=first, product=kept[0], language="vi", kind=kept[0].kind))
    kept.append(Revision.objects.create(pk=first, edition=kept[1], number=1, content_hash="0" * 64))
    with connection.cursor() as cursor:
        for said in connection.ops.sequence_reset_sql(no_style(), [Product, Edition, Revision]):
            cursor.execute(said)
    yield
    Revision.objects.filter(pk=first).delete()
    kept[0].delete()


def desk_of(unit) -> Desk:
    cast = {role: UserFactory(username=role, unit=unit, roles=[role]) for role in ("writer", "translator", "reviewer", "approver")}
    SecondFactorFactory(user=cast["approver"])
    cast["reviewer"].language_grants.create(task="review", language="vi")
    desk = Desk(**cast)
    desk.fill()
    desk.publish()
    worker.run_waiting()
    return desk
