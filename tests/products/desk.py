"""A product on its way: written, approved, published by the cast; for tests of any folder."""

from datetime import date

import pytest
from django.conf import settings
from django.utils import timezone

from kontum_ttdn.accounts.models import User
from products import actions
from products.actions.licensing import enter_licence
from products.models import Block, Looked
from tests.factories import LanguageGrantFactory, ProductFactory, SecondFactorFactory, UnitFactory, UserFactory

LICENCE = {
    "number": "12/GP-UBND", "grantor": "Ủy ban nhân dân tỉnh", "copies": 2000, "printer": "Công ty In Kon Tum", "printed_in": date(2099, 2, 9)
}  # fmt: skip


class Desk:
    """The cast at work on one product; each word of a test is one act of one person."""

    def __init__(self, writer, translator, reviewer, approver):
        self.writer, self.translator, self.reviewer, self.approver = writer, translator, reviewer, approver
        self.product = ProductFactory(by=writer, title="Thư viện của bản")

    def speak(self, language: str):
        """Translator and reviewer are entered for one more language."""
        for task, name in (("translate", "translator"), ("review", "reviewer")):
            LanguageGrantFactory(user=getattr(self, name), task=task, language=language)
            setattr(self, name, User.objects.get(username=name))  # who asks anew is asked without what was remembered of the grants

    def edition(self, language="vi"):
        return self.product.editions.select_related("product", "approved", "published").get(language=language)

    def block(self, place: int) -> Block:
        return list(self.product.blocks.standing())[place]

    def words(self, language: str, place: int, text: str, by=None):
        edition, block = self.edition(language), self.block(place)
        segment = edition.segments.filter(block=block).first()
        author = by or (self.writer if language == "vi" else self.translator)
        return actions.save_segment(edition=edition, block=block, text=text, version=segment.version if segment else 0, by=author)

    def write(self, language: str, texts: list[str]):
        """The words of title, summary, heading and text."""
        edition, author = self.edition(language), self.writer if language == "vi" else self.translator
        versions = dict(edition.segments.values_list("block", "version"))
        for block, text in zip(self.product.blocks.standing()[: len(texts)], texts, strict=True):
            actions.save_segment(edition=edition, block=block, text=text, version=versions.get(block.pk, 0), by=author)

    def fill(self, language="vi", mark=""):
        self.write(language, [text + mark for text in ("Thư viện của bản", "Đọc bằng tiếng mình", "Mở ra xem", "Quét mã để đọc.")])

    def submit(self, language="vi", **context):
        return actions.submit(edition=self.edition(language), by=self.writer if language == "vi" else self.translator, **context)

    def approve(self, language="vi", **context):
        self.submit(language, **context)
        actions.pass_language(edition=self.edition(language), by=self.reviewer)
        return self.answer_for(language)

    def answer_for(self, language="vi", **said):
        """The content key, with every tick that it needs."""
        return actions.approve(edition=self.edition(language), by=self.approver, checked=Looked.values, **said)

    def licence(self, language="vi", **other):
        """Enter the licence of what is approved, or correct it."""
        return enter_licence(edition=self.edition(language), by=self.approver, **LICENCE | {"granted_on": timezone.localdate()} | other)

    def publish(self, language="vi", **context):
        self.approve(language, **context)
        return actions.publish(edition=self.edition(language), by=self.approver)


@pytest.fixture
def desk(writer, translator, reviewer, approver, sent_tasks):
    return Desk(writer, translator, reviewer, approver)


@pytest.fixture
def works(house):
    """The desk in a house of its own: real workers, its own database; with the fonts of set-up."""
    (house.folder / "fonts").symlink_to(settings.FONTS_DIR)
    unit = UnitFactory()
    cast = {role: UserFactory(username=role, unit=unit, roles=[role]) for role in ("writer", "translator", "reviewer", "approver")}
    SecondFactorFactory(user=cast["approver"])
    cast["reviewer"].language_grants.create(task="review", language="vi")
    return Desk(**cast)
