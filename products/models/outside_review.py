"""A review by somebody without an account: on a paper sheet, or by a one-time link on a phone."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages.fields import SpelledTextField

from .approval import How, Key

LINK_LASTS = timedelta(days=14)


class OutsideReviewQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(revision__edition__product__unit_id__in=unit_ids(user, Permission.OUTSIDE_REVIEW))


class OutsideReview(models.Model):
    """One named person asked about one frozen wording. Of a link only the token's hash is kept; it opens until `until`, and answers once."""

    revision = models.ForeignKey("products.Revision", models.CASCADE, related_name="outside_reviews")
    content_hash = models.CharField(max_length=64, editable=False)
    key = models.CharField(_("key"), max_length=9, choices=Key, default=Key.LANGUAGE)
    how = models.CharField(_("how"), max_length=9, choices=How)
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", verbose_name=_("reviewer"))
    token_hash = models.CharField(max_length=64, blank=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(_("open until"))
    answered_at = models.DateTimeField(null=True, editable=False)
    passed = models.BooleanField(_("the wording is right"), null=True, editable=False)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    evidence = models.ForeignKey(
        "media.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("scan of the sheet")
    )
    ended_at = models.DateTimeField(null=True, editable=False)  # taken back before it was answered

    objects = OutsideReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review without an account")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="products_outside_is_paper_or_link", condition=Q(how="paper", token_hash="") | Q(how="link") & ~Q(token_hash="")),
            models.CheckConstraint(
                name="products_outside_answer_is_whole", condition=Q(answered_at=None, passed=None) | Q(answered_at__isnull=False, passed__isnull=False)
            ),
            models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="products_outside_token_once"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.revision_id} · {self.how}"

    @property
    def state(self) -> str:
        """waiting | late | passed | returned | taken_back: what became of it."""
        if self.answered_at:
            return "passed" if self.passed else "returned"
        if self.ended_at:
            return "taken_back"
        return "waiting" if self.is_open else "late"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.ended_at is None and self.until > timezone.now()


class Verdict(models.TextChoices):
    GOOD = "good", _("good")
    NOT_GOOD = "not_good", _("not good")
    BETTER = "better", _("say it better")


class OutsideRemark(models.Model):
    """What the reviewer said of one segment."""

    review = models.ForeignKey(OutsideReview, models.CASCADE, related_name="remarks")
    block = models.ForeignKey("products.Block", models.PROTECT, related_name="+")
    verdict = models.CharField(_("verdict"), max_length=8, choices=Verdict)
    text = SpelledTextField(_("better wording, or a remark"), blank=True)

    class Meta:
        verbose_name = _("remark of a reviewer")
        constraints = [
            models.UniqueConstraint(fields=["review", "block"], name="products_remark_once_a_block"),
            models.CheckConstraint(name="products_better_says_how", condition=~Q(verdict="better") | ~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.verdict}"
