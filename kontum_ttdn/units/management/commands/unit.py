"""`manage.py unit --code 23332 --on 2025-06-30`: which unit carried a code on a day, where it belonged and who carries it on."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kontum_ttdn.units import queries
from kontum_ttdn.units.models import UnitVersion


class Command(BaseCommand):
    help = "Say which unit carried a code, or is called by a name, on a day."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--code")
        parser.add_argument("--name", help="any spelling, with or without accents")
        parser.add_argument("--on", help="YYYY-MM-DD")

    def handle(self, *args, code, name, on, **options):
        day = _day(on)
        if code:
            self.describe(_coded(code, day), day)
        elif name:
            for version in _called(name, day):
                self.describe(version, day)
        else:
            raise CommandError(_("Say which unit: --code or --name."))

    def describe(self, version: UnitVersion, on: date) -> None:
        self.stdout.write(version.name)
        self.stdout.write("  " + _("code: %s") % (version.code or "–"))
        self.stdout.write("  " + _("level: %s") % (version.get_level_display() or version.unit.get_kind_display()))
        self.stdout.write("  " + _("belongs to: %s") % _listed(queries.parents(version.unit_id, on)))
        self.stdout.write("  " + _("carried on by: %s") % _listed(queries.successors(version.unit)))


def _day(text: str | None) -> date:
    if not text:
        raise CommandError(_("Say for which day: --on YYYY-MM-DD. A code alone names no unit, because codes were given anew in 2025."))
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(_("%s is not a day. Write it as YYYY-MM-DD.") % text) from None


def _coded(code: str, on: date) -> UnitVersion:
    try:
        return queries.find(code, on)
    except UnitVersion.DoesNotExist:
        raise CommandError(_("No unit carried the code %(code)s on %(day)s.") % {"code": code, "day": on.isoformat()}) from None


def _called(name: str, on: date) -> list[UnitVersion]:
    found = queries.named(name, on)
    if not found:
        raise CommandError(_("No unit was called “%(name)s” on %(day)s.") % {"name": name, "day": on.isoformat()})
    return found


def _listed(versions: list[UnitVersion]) -> str:
    return " › ".join(version.name for version in versions) or "–"
