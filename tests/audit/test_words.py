import ast
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.utils.functional import Promise

from kontum_ttdn.audit.queries import kinds
from kontum_ttdn.audit.registry import NAMES, VERBS
from kontum_ttdn.units.models import ChangeKind


def noted_in(text: str) -> set[str]:
    """The verbs that a file spells out, in record("…") and Move("…")."""
    calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args)
    first = (call.args[0] for call in calls if call.func.id in ("record", "Move"))
    return {name.value for name in first if isinstance(name, ast.Constant)}


def test_every_verb_that_is_noted_has_a_word_for_people():
    rooms = [
        Path(app.path) for app in apps.get_app_configs() if Path(app.path).is_relative_to(settings.BASE_DIR) and ".venv" not in app.path
    ]
    noted = set().union(*(noted_in(file.read_text()) for room in rooms for file in room.rglob("*.py")), ChangeKind.values)
    assert len(noted) > 30
    assert noted - VERBS.keys() == set()


def test_a_verb_without_a_word_is_found():
    assert noted_in('record("never_heard", thing, by=by)\nMove("nor_this", (), "x")') == {"never_heard", "nor_this"}


def test_every_kind_of_thing_has_a_word_that_can_be_translated():
    models = {label: apps.get_model(label) for label, _name in kinds()}
    said = {
        label: NAMES.get(label, model._meta.verbose_name) for label, model in models.items() if not model.__module__.startswith("tests.")
    }
    assert len(said) > 20
    assert [label for label, name in said.items() if not isinstance(name, Promise)] == []
