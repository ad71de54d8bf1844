"""The working structure that all languages of a product share."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class BlockKind(models.TextChoices):
    TITLE = "title", _("title")
    SUMMARY = "summary", _("summary")
    HEADING = "heading", _("heading")
    TEXT = "text", _("text")
    LIST_ITEM = "list_item", _("list item")
    PICTURE = "picture", _("picture")
    CALLOUT = "callout", _("callout")
    QUOTE = "quote", _("quotation")
    TABLE_CELL = "table_cell", _("table cell")
    FOOTNOTE = "footnote", _("footnote")
    PANEL_BREAK = "panel_break", _("panel break")
    RECORDING = "recording", _("deposited file")


FIXED = frozenset({BlockKind.TITLE, BlockKind.SUMMARY})  # every product has just one of each, first of all
WORDLESS = frozenset({BlockKind.PANEL_BREAK})


class BlockQuerySet(models.QuerySet):
    def standing(self):
        """Blocks of the present structure, in their order."""
        return self.filter(removed=False).order_by("position", "pk")


class Block(models.Model):
    """One place in a product. Its key is never used again: a removed block keeps its row, for old revisions speak of it."""

    product = models.ForeignKey("products.Product", models.CASCADE, related_name="blocks")
    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=BlockKind)
    label = models.CharField(_("what belongs here"), max_length=120, blank=True)
    position = models.PositiveIntegerField(default=0)
    picture = models.ForeignKey("media.Picture", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("picture"))
    options = models.JSONField(default=dict, blank=True)
    removed = models.BooleanField(default=False)

    objects = BlockQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(name="products_block_picture_where_it_belongs", condition=Q(picture__isnull=True) | Q(kind="picture")),
            models.UniqueConstraint(
                fields=["product", "kind"], condition=Q(kind__in=["title", "summary"]), name="products_one_title_one_summary"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.position}"

    @property
    def is_fixed(self) -> bool:
        return self.kind in FIXED

    @property
    def has_words(self) -> bool:
        return self.kind not in WORDLESS
