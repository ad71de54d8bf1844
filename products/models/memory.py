"""What was said before in another language, and how it was said: pairs from approved revisions alone."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages import registry


class MemoryPair(models.Model):
    """One segment and its approved translation, kept once however often it was said; who said it, and who may see it, are its uses."""

    source_language = models.CharField(_("from"), max_length=3, choices=registry.CHOICES)
    target_language = models.CharField(_("to"), max_length=3, choices=registry.CHOICES)
    source = models.TextField(_("source"))
    target = models.TextField(_("translation"))
    source_hash = models.CharField(max_length=32)  # products.content.text_hash: the exact wording
    target_hash = models.CharField(max_length=32)
    folded = models.TextField()  # the words of the source as search compares them, one blank between (products.likeness)

    class Meta:
        verbose_name = _("pair of the translation memory")
        constraints = [
            models.UniqueConstraint(
                fields=["source_language", "target_language", "source_hash", "target_hash"], name="products_memory_pair_once"
            ),
            models.CheckConstraint(name="products_memory_between_two_languages", condition=~Q(source_language=F("target_language"))),
        ]

    def __str__(self) -> str:
        return f"{self.source[:40]} → {self.target[:40]}"


class MemoryUse(models.Model):
    """The newest approved revision of an edition that says the pair; every one from `since` on has said it.

    Who may be told of it: products.queries.memory.
    """

    pair = models.ForeignKey(MemoryPair, models.CASCADE, related_name="uses", db_index=False)
    # Without constraints in the database: learning all anew would lock every edition, and wait for whoever holds one.
    edition = models.ForeignKey("products.Edition", models.CASCADE, related_name="+", db_constraint=False)
    revision = models.ForeignKey("products.Revision", models.CASCADE, related_name="+", db_constraint=False)
    since = models.ForeignKey("products.Revision", models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    block = models.ForeignKey("products.Block", models.CASCADE, related_name="+", db_index=False, db_constraint=False)

    class Meta:
        verbose_name = _("use of a remembered pair")
        constraints = [models.UniqueConstraint(fields=["pair", "edition"], name="products_memory_use_once_an_edition")]
        indexes = [models.Index(fields=["pair", "-revision"], name="products_memory_use_newest")]

    def __str__(self) -> str:
        return f"{self.pair_id} {self.revision_id}"


class MemoryKey(models.Model):
    """A word under which a pair is kept, and how many words its source has (products.likeness). Read through its primary key alone."""

    pk = models.CompositePrimaryKey("key", "length", "pair_id")
    key = models.BigIntegerField()
    length = models.PositiveSmallIntegerField()
    pair = models.ForeignKey(MemoryPair, models.CASCADE, related_name="+", db_index=False, db_constraint=False)

    class Meta:
        verbose_name = _("key of the translation memory")

    def __str__(self) -> str:
        return f"{self.key} {self.length} {self.pair_id}"


class MemoryWord(models.Model):
    """A common word and how many sources had it when the memory was last put in order. It decides under which words a pair is kept,
    so it changes only together with all keys."""

    key = models.BigIntegerField(primary_key=True)
    pairs = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("common word of the translation memory")

    def __str__(self) -> str:
        return f"{self.key} {self.pairs}"
