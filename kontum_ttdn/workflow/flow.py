"""A workflow is a table of moves. It refuses in words, or moves and audits; nothing else writes the field."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.audit.actions import record


class RuleBroken(Exception):
    """A rule of the work says no; the text is for the person who asked."""


Guard = Callable[..., None]  # guard(thing, by=user, **context): raises RuleBroken


@dataclass(frozen=True)
class Move:
    """One arrow: its name, from where (one state or several), to where, who may, and what must hold."""

    name: str
    sources: tuple[str, ...]
    target: str
    permission: Permission | Callable[..., Permission]  # or what tells it from the thing
    guards: tuple[Guard, ...] = ()
    needs_reason: bool = False


@dataclass(frozen=True)
class Flow:
    """The table of states of one model field. `unit_of` tells for which unit the permission is asked."""

    attribute: str
    unit_of: Callable
    moves: dict[str, Move] = field(default_factory=dict)

    @classmethod
    def of(cls, attribute: str, unit_of: Callable, *moves: Move) -> "Flow":
        return cls(attribute, unit_of, {move.name: move for move in moves})

    def check(self, thing, name: str, *, by, reason: str = "", **context) -> Move:
        """The move, if every rule allows it now; RuleBroken says which does not."""
        move = self.moves[name]
        permission = move.permission if isinstance(move.permission, Permission) else move.permission(thing)
        if not may(by, permission, self.unit_of(thing)):
            raise RuleBroken(_("Your roles do not allow this for this unit."))
        if getattr(thing, self.attribute) not in move.sources:
            raise RuleBroken(_("This has already moved on. Reload the page to see where it stands."))
        if move.needs_reason and not reason.strip():
            raise RuleBroken(_("Please give a reason: the person who gets it back needs to know what to change."))
        for guard in move.guards:
            guard(thing, by=by, **context)
        return move

    def move(self, thing, name: str, *, by, reason: str = "", noted: str | None = None, saving: tuple[str, ...] = (), **context) -> None:
        """Check, then enter the new state. Call in a transaction, on a locked row. `noted`: what the log says where the reason has words of
        somebody whose data can be erased."""
        self.check(thing, name, by=by, reason=reason, **context)
        self.enter(thing, name, by=by, reason=reason if noted is None else noted, saving=saving)

    def enter(self, thing, name: str, *, by, reason: str = "", saving: tuple[str, ...] = ()) -> None:
        """Set the state of a move that was checked, save it with the fields in `saving`, and note it."""
        before, after = getattr(thing, self.attribute), self.moves[name].target
        setattr(thing, self.attribute, after)
        thing.save(update_fields=[self.attribute, *saving])
        record(name, thing, by=by, changes={self.attribute: (before, after)}, note=reason, unit=self.unit_of(thing))

    def open_to(self, thing, *, by, **context) -> list[str]:
        """Names of the moves that `by` could make now, for the buttons of a page."""
        names = []
        for name, move in self.moves.items():
            try:
                self.check(thing, name, by=by, reason="-", **context)
            except RuleBroken:
                continue
            names.append(move.name)
        return names
