"""A product on its way: written, approved, published by the cast; for tests of any folder."""

import pytest
from django.conf import settings

from products import actions
from products.models import Block
from tests.factories import ProductFactory, SecondFactorFactory, UnitFactory, UserFactory


class Desk:
    """The cast at work on one product; each word of a test is one act of one person."""

    def __init__(self, writer, translator, reviewer, approver):
        self.writer, self.translator, self.reviewer, self.approver = writer, translator, reviewer, approver
        self.product = ProductFactory(by=writer, title="Thư viện của bản")

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
        for place, text in enumerate(texts):
            self.words(language, place, text)

    def fill(self, language="vi", mark=""):
        self.write(language, [text + mark for text in ("Thư viện của bản", "Đọc bằng tiếng mình", "Mở ra xem", "Quét mã để đọc.")])

    def submit(self, language="vi", **context):
        return actions.submit(edition=self.edition(language), by=self.writer if language == "vi" else self.translator, **context)

    def approve(self, language="vi", **context):
        self.submit(language, **context)
        actions.pass_language(edition=self.edition(language), by=self.reviewer)
        return actions.approve(edition=self.edition(language), by=self.approver)

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
