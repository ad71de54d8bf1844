"""A product in one language."""

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages import registry

from .revision import OPEN, Revision, Stage
from .stage_change import WITHDRAWN, StageChange


class Standing(models.TextChoices):
    """What readers have of an edition; moved by its pointers alone."""

    MISSING = "missing", _("missing")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Behind(models.IntegerChoices):
    """How far an edition is behind its source: computed, never a state."""

    NONE = 0, _("current")
    TYPO = 1, _("behind by a typo")
    MEDIUM = 2, _("behind by some content")
    MAJOR = 3, _("behind by a major change")


class EditionQuerySet(models.QuerySet):
    def public(self):
        """What readers may have."""
        return self.filter(standing=Standing.PUBLISHED)

    def visible_to(self, user):
        return self.filter(product__unit_id__in=unit_ids(user, Permission.PRODUCT_VIEW))

    def with_work(self):
        """Add `open_stage`, the stage of the revision that is being worked on, or None."""
        going = Revision.objects.filter(edition=OuterRef("pk"), stage__in=OPEN).values("stage")[:1]
        return self.annotate(open_stage=Subquery(going))

    def of_withdrawn_words(self):
        """Whose approved words must reach nobody: taken from readers as they stand, or translated from such words, and not published."""
        return self.filter(Q(standing=Standing.WITHDRAWN, approved=F("published")) | Q(standing=Standing.APPROVED) & _made_from_withdrawn())

    def begun(self):
        """Editions that have something: published, approved or in work."""
        return self.filter(~Q(standing=Standing.MISSING) | Exists(Revision.objects.filter(edition=OuterRef("pk"))))


def _made_from_withdrawn(base: str = "approved__based_on", links: int = len(registry.CODES) - 1) -> Q:
    """That the revision at `base`, which readers do not have, was taken from them once, or was made from one of which that is so."""
    taken = Q(Exists(StageChange.objects.filter(revision=OuterRef(base), move=WITHDRAWN)))
    if links > 1:
        taken |= _made_from_withdrawn(f"{base}__based_on", links - 1)
    return ~Q(Exists(Edition.objects.public().filter(published=OuterRef(base)))) & taken


AHEAD = Q(approved__isnull=False) & (Q(published__isnull=True) | ~Q(approved=F("published")))


class Edition(models.Model):
    """A product in one language: what readers have of it, and which revisions they have. One row a language exists from the start.

    `title`, `summary`, `kind`, `topic`, `day` are copies for lists (measured: a list never joins). Title and summary are what readers
    see; before the first publication they are the working words.
    """

    product = models.ForeignKey("products.Product", models.CASCADE, related_name="editions")
    language = models.CharField(_("language"), max_length=3, choices=registry.CHOICES)
    translated_from = (
        models.CharField(  # empty: from the product's source language; what is approved stays compared with what it was made from
            _("translated from"), max_length=3, choices=registry.CHOICES, blank=True
        )
    )
    title = models.CharField(_("title"), max_length=300, blank=True)
    title_language = models.CharField(max_length=3, blank=True, editable=False)  # of a title lent by the source; empty where it is its own
    title_folded = models.CharField(
        max_length=320, blank=True, editable=False
    )  # its words as they are looked for: content.words_looked_for
    summary = models.TextField(_("summary"), blank=True)
    kind = models.ForeignKey("products.Kind", models.PROTECT, related_name="+")
    topic = models.ForeignKey("products.Topic", models.PROTECT, null=True, related_name="+")
    day = models.DateField(_("published on"), null=True, editable=False)
    carriers = models.JSONField(default=list)  # text, picture, sound, video, file
    variant = models.CharField(_("spelling variant or dialect"), max_length=60, blank=True)
    standing = models.CharField(_("standing"), max_length=9, choices=Standing, default=Standing.MISSING, editable=False)
    behind = models.PositiveSmallIntegerField(_("behind"), choices=Behind, default=Behind.NONE, editable=False)
    approved = models.ForeignKey("products.Revision", models.PROTECT, null=True, editable=False, related_name="+")
    published = models.ForeignKey("products.Revision", models.PROTECT, null=True, editable=False, related_name="+")
    ahead = models.GeneratedField(  # readers do not have what is approved; kept by the database, so that its planner knows how few they are
        expression=Case(When(AHEAD, then=True), default=False), output_field=models.BooleanField(), db_persist=True
    )
    withdrawn_why = models.TextField(_("reason of the withdrawal"), blank=True, editable=False)

    objects = EditionQuerySet.as_manager()

    TONES = ("", "indigo", "forest")  # colour families of covers

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "language"], name="products_edition_once_a_language"),
            models.CheckConstraint(name="products_edition_from_another_language", condition=~Q(translated_from=F("language"))),
            models.CheckConstraint(
                name="products_published_has_its_revision", condition=~Q(standing="published") | Q(published__isnull=False)
            ),
            models.CheckConstraint(
                name="products_approved_has_its_revision", condition=~Q(standing="approved") | Q(approved__isnull=False)
            ),
        ]
        indexes = [
            models.Index(fields=["language", "standing", "-day", "-product"], name="products_edition_newest"),
            models.Index(fields=["language", "standing", "kind", "topic"], name="products_edition_facets"),
            models.Index(fields=["language", "behind"], condition=Q(behind__gt=0), name="products_edition_behind"),
            models.Index(fields=["standing"], condition=Q(ahead=True), name="products_edition_ahead"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"

    def get_absolute_url(self) -> str:
        return reverse("products:edition", args=[self.product.code, self.language])

    @property
    def unit_id(self) -> int:
        """Whose readers of the log see what is done to it."""
        return self.product.unit_id

    @property
    def speech(self) -> registry.Language:
        """The registry's entry of this edition's language."""
        return registry.get(self.language)

    @property
    def title_speech(self) -> registry.Language:
        """The language in which the title stands: a recording in a language without writing is called by its source's title."""
        return registry.get(self.title_language or self.language)

    @property
    def is_source(self) -> bool:
        return self.language == self.product.source_language

    @property
    def is_words_only(self) -> bool:
        """Whether what readers have is surely nothing but words: carriers are told of what is approved."""
        return self.carriers == ["text"] and self.published_id == self.approved_id

    @property
    def is_set(self) -> bool:
        """Whether the edition is set by us: a deposited file is not."""
        return not self.carriers or bool({"text", "picture"} & set(self.carriers))

    @property
    def tone(self) -> str:
        """Colour family of the cover: one a kind, so that a shelf can be told apart from afar."""
        return self.TONES[self.kind_id % len(self.TONES)]

    @property
    def shown_state(self) -> str:
        """The word a strip shows: missing | going | review | current | stale | withdrawn. Needs `with_work()`."""
        stage = getattr(self, "open_stage", None)
        if self.standing == Standing.WITHDRAWN:
            return "withdrawn"
        if stage in (Stage.LANGUAGE_REVIEW, Stage.CONTENT_APPROVAL):
            return "review"
        if self.standing == Standing.MISSING:
            return "going" if stage else "missing"
        return "stale" if self.behind else "current"
