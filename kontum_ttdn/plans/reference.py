"""Loads the programmes, plan 220 and its four tasks from data/plan_220.json; what is there already stays as people left it."""

import json
from pathlib import Path

from .models import Plan, PlanTask, Programme

DATA = Path(__file__).parent / "data" / "plan_220.json"


def load(path: Path = DATA) -> None:
    """Add what is not there yet, known by its code. A programme stands in the file after the one that succeeds it."""
    data = json.loads(path.read_text(encoding="utf-8"))
    programmes: dict[str, Programme] = {}
    for row in data["programmes"]:
        programmes[row["code"]] = _once(Programme, row | {"successor": programmes.get(row.get("successor"))})
    for row in data["plans"]:
        tasks = row.pop("tasks")
        plan = _once(Plan, row | {"programme": programmes[row["programme"]]})
        for position, task in enumerate(tasks, start=1):
            _once(PlanTask, task | {"plan": plan, "position": position})


def _once(model, row: dict):
    found, _ = model.objects.get_or_create(code=row["code"], defaults=row)
    return found
