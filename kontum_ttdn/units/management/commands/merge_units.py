"""`manage.py merge_units PLAN.json`: what a reorganisation would do; `--apply` carries it out, `--undo` takes it back."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kontum_ttdn.units import actions, plan_file
from kontum_ttdn.units.effects import Effects
from kontum_ttdn.units.models import Reorganisation
from kontum_ttdn.units.rules import Refused


class Command(BaseCommand):
    help = "Show what a reorganisation of units would do (this is the default, it changes nothing), carry it out, or take it back."

    def add_arguments(self, parser):
        parser.add_argument("plan", help="a JSON file; its form is told at the head of kontum_ttdn/units/plan_file.py")
        ways = parser.add_mutually_exclusive_group()
        ways.add_argument("--dry-run", action="store_true", help="say what it would do and change nothing (default)")
        ways.add_argument("--apply", action="store_true", help="carry it out")
        ways.add_argument("--undo", action="store_true", help="take exactly this plan back")
        parser.add_argument("--reason", default="", help="why it is taken back")

    def handle(self, *args, plan, apply, undo, reason, **options):
        try:
            data = _read(plan)
            if undo:
                self.take_back(data, reason)
            elif apply:
                self.carry_out(data)
            else:
                self.show(actions.foresee_file(data=data))
                self.stdout.write(_("Nothing was changed. Carry it out with --apply."))
        except Refused as refusal:
            raise CommandError(str(refusal)) from None

    def carry_out(self, data: bytes) -> None:
        self.show(actions.foresee_file(data=data))
        actions.apply(reorganisation=actions.prepare(data=data, by=None), by=None)
        self.stdout.write(_("Carried out."))

    def take_back(self, data: bytes, reason: str) -> None:
        row = Reorganisation.objects.in_force().filter(sha256=plan_file.read(data).sha256).first()
        if row is None:
            raise CommandError(_("This plan is not in force."))
        actions.undo(reorganisation=row, by=None, reason=reason[:500] or _("by the operator"))
        self.stdout.write(_("Taken back."))

    def show(self, effects: Effects) -> None:
        self.lines(_("ends"), [f"{each.name} {each.code} ({each.how}) → {_listed(each.followed_by)}" for each in effects.ended])
        self.lines(_("begins"), [f"{each.name} {each.code} ← {_listed(each.follows)}" for each in effects.begun])
        self.lines(_("changes"), [f"{each.was} → {each.name}: {each.was_under} → {each.under}" for each in effects.moved])
        self.lines(_("rights"), [
            f"{each.who}, {each.what}: {each.over} → {_listed(each.follows_to) if each.follows_to else _('stops')}" for each in effects.rights
        ])  # fmt: skip
        self.lines(_("records"), [
            f"{each.number} {each.kind}: {_listed(each.sources)} → {each.row}{f' ({each.reason})' if each.reason else ''}"
            for each in effects.records
        ])  # fmt: skip

    def lines(self, title: str, lines: list[str]) -> None:
        self.stdout.write(f"{title}: {len(lines)}")
        for line in lines:
            self.stdout.write(f"  {line}")


def _read(path: str) -> bytes:
    """The file, or as much of it as shows that it is too large."""
    try:
        with Path(path).open("rb") as file:
            return file.read(plan_file.LARGEST + 1)
    except OSError:
        raise CommandError(_("The file %s cannot be read.") % path) from None


def _listed(names) -> str:
    return ", ".join(names) or "–"
