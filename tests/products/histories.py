"""A small language for histories of one product, carried out by the real actions of the cast.

A history is a line of steps divided by "|"; a step names a language and what happens there, in this order:

    vi a=1 b=2 -c    the words of blocks; a block that is not there is added (p… : a picture block, its words say what it shows); one is removed
    vi a^ a_         a block moves up or down
    vi p@            another picture in block p
    vi !2            handed in as a typo (1), some content (2) or a major change (3, or nothing said), read and approved
    vi >2            handed in only; a later "vi !" approves it
    en !             whatever is missing or stale is translated anew, then approved
    en ok!           whatever is stale is confirmed as it is, then approved
    vi back          what was handed in is returned with a reason
    vi publish, vi withdraw
    lo<en            Lao is translated from English from now on; "lo<vi" from Vietnamese again
"""

import re
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile

from kontum_ttdn.media import gate
from kontum_ttdn.media.actions import add_picture
from kontum_ttdn.media.models import People, Rights
from products import actions
from products.models import Block, BlockKind, Edition, Looked, Stage
from products.queries.content import editor_rows, open_revision
from tests.factories import ProductFactory
from tests.media import made

WORDS = re.compile(r"(\w+)=(\S*)")
HANDED = re.compile(r"(ok)?([!>])([123]?)")


class Bench:
    """One product and the cast that works on it; `do(history)` carries out its steps."""

    def __init__(self, cast):
        self.cast = cast
        self.product = ProductFactory(by=cast.writer, title="t 0", with_skeleton=False)
        self._taken = count()
        self.names: dict[str, Block] = {"t": self.product.blocks.get(kind=BlockKind.TITLE), "s": self.product.blocks.get(kind="summary")}

    def do(self, history: str) -> "Bench":
        for step in filter(None, map(str.strip, history.split("|"))):
            self._step(step)
        return self

    @property
    def behind(self) -> dict[str, int]:
        """How far each language is behind, where it is."""
        return dict(self.product.editions.filter(behind__gt=0).order_by("pk").values_list("language", "behind"))

    def edition(self, language: str) -> Edition:
        return self.product.editions.select_related("product", "approved").get(language=language)

    def author(self, language: str):
        return self.cast.writer if language == self.product.source_language else self.cast.translator

    def _step(self, step: str) -> None:
        if "<" in step:
            language, source = step.split("<")
            self.lead(language, source)
            return
        language, *parts = step.split()
        for part in parts:
            if words := WORDS.fullmatch(part):
                self.write(language, *words.groups())
            elif handed := HANDED.fullmatch(part):
                self.hand(language, confirm=bool(handed[1]), approve=handed[2] == "!", significance=int(handed[3] or 3))
            elif part[0] == "-":
                self.remove(part[1:])
            elif part[-1] in "^_":
                self.move(part[:-1], -1 if part[-1] == "^" else 1)
            elif part[-1] == "@":
                actions.place_picture(block=self.block(part[:-1]), picture=self._picture(), by=self.cast.writer)
            else:
                getattr(self, part)(language)

    def lead(self, language: str, source: str) -> None:
        actions.lead_along(edition=self.edition(language), language=source, by=self.cast.approver)

    def block(self, name: str) -> Block:
        return Block.objects.select_related("product").get(pk=self.names[name].pk)

    def write(self, language: str, name: str, wording: str) -> None:
        if name not in self.names:
            kind = BlockKind.PICTURE if name.startswith("p") else BlockKind.TEXT
            self.names[name] = actions.add_block(product=self.product, kind=kind, by=self.cast.writer)
        self.save(language, self.block(name), wording)

    def save(self, language: str, block: Block, text: str) -> None:
        edition = self.edition(language)
        segment = edition.segments.filter(block=block).first()
        actions.save_segment(edition=edition, block=block, text=text, version=segment.version if segment else 0, by=self.author(language))

    def remove(self, name: str) -> None:
        """The block is gone for good: the same name afterwards is another block."""
        actions.remove_block(block=self.block(name), by=self.cast.writer)
        del self.names[name]

    def move(self, name: str, steps: int) -> None:
        actions.move_block(block=self.block(name), steps=steps, by=self.cast.writer)

    def hand(self, language: str, *, confirm: bool = False, approve: bool = True, significance: int = 3) -> None:
        """Hand in and, unless said otherwise, approve; what was handed in before is only approved."""
        revision = open_revision(self.edition(language))
        if not (revision and revision.stage == Stage.LANGUAGE_REVIEW):
            if language != self.product.source_language:
                self.translate(language, confirm=confirm)
            actions.submit(edition=self.edition(language), by=self.author(language), significance=significance)
        if approve:
            actions.pass_language(edition=self.edition(language), by=self.cast.reviewer)
            actions.approve(edition=self.edition(language), by=self.cast.approver, checked=Looked.values)

    def translate(self, language: str, *, confirm: bool) -> None:
        """Every stale or missing segment; the first in any case, for a new revision begins with a segment."""
        edition = self.edition(language)
        for place, row in enumerate(editor_rows(edition)):
            if confirm and row.text and (row.state == "stale" or place == 0):
                actions.confirm_segment(edition=edition, block=row.block, version=row.version, by=self.author(language))
            elif row.state != "current":
                self.save(language, row.block, f"{row.source} {language}")
            elif place == 0:
                self.save(language, row.block, row.text)

    def back(self, language: str) -> None:
        actions.return_revision(edition=self.edition(language), by=self.cast.reviewer, reason="Xem lại.")

    def publish(self, language: str) -> None:
        actions.publish(edition=self.edition(language), by=self.cast.approver)

    def withdraw(self, language: str) -> None:
        actions.withdraw(edition=self.edition(language), by=self.cast.approver, reason="Địa chỉ đã đổi.")

    def _picture(self):
        by, unit = self.cast.writer, self.product.unit
        photograph = made.jpeg(made.painted((64, 40 + next(self._taken))))
        stored = gate.receive(SimpleUploadedFile("a.jpg", photograph), by=by, unit=unit, allow=("picture",))
        return add_picture(file=stored, by=by, title="-", author="-", credit="-", rights=Rights.OWN, people=People.NONE)
