"""What an approver has to look at before the content key, and what there is to be looked at."""

from dataclasses import dataclass, field

from products.models import Edition, Looked, Revision
from products.rules import looked_at_before_approval

from .similar import Similar, similar_to


@dataclass(frozen=True)
class Look:
    """One thing to look at: works that are like this one, or the pictures of the text."""

    what: Looked
    similar: list[Similar] = field(default_factory=list)
    pictures: list[dict] = field(default_factory=list)

    @property
    def found(self) -> list[dict]:
        """What is kept of it with the tick."""
        return [one.said for one in self.similar] or self.pictures

    @property
    def shown(self) -> str:
        """The works that are shown, as the page sends them back: nobody ticks for one that was not there to be seen."""
        return ",".join(str(one.edition.pk) for one in self.similar)


def to_look_at(edition: Edition, revision: Revision, *, by) -> list[Look]:
    """All that `by` has to tick for this frozen wording."""
    return [_look(what, edition, revision, by) for what in looked_at_before_approval(edition)]


def _look(what: Looked, edition: Edition, revision: Revision, by) -> Look:
    if what == Looked.DUPLICATES:
        return Look(what, similar=similar_to(edition, revision.content, seen_by=by))
    if what == Looked.MAPS:
        pictures = [{"sha256": entry["picture"]["sha256"], "text": entry["text"]} for entry in revision.content if entry.get("picture")]
        return Look(what, pictures=pictures)
    return Look(what)
