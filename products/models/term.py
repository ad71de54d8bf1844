"""The glossary: what a thing is called in each language, and what it must not be called."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages import registry
from kontum_ttdn.languages.fields import SpelledCharField


class Term(models.Model):
    """One notion, named by its Vietnamese form. `keep_as_is`: every language writes it as Vietnamese does."""

    code = models.SlugField(_("code"), max_length=80, unique=True)
    definition = models.TextField(_("definition"), blank=True)
    topic = models.ForeignKey("products.Topic", models.PROTECT, null=True, blank=True, verbose_name=_("topic"))
    keep_as_is = models.BooleanField(_("keep as it is"), default=False)
    source = models.CharField(_("source"), max_length=200, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("term")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class FormUse(models.TextChoices):
    PREFERRED = "preferred", _("preferred")
    ALLOWED = "allowed", _("allowed")
    FORBIDDEN = "forbidden", _("not to be used")


class TermForm(models.Model):
    """One word for it in one language. `folded`: as it is looked for in a text."""

    term = models.ForeignKey(Term, models.CASCADE, related_name="forms")
    language = models.CharField(_("language"), max_length=3, choices=registry.CHOICES)
    form = SpelledCharField(_("form"), max_length=160)
    folded = models.CharField(max_length=200, editable=False)
    use = models.CharField(_("use"), max_length=9, choices=FormUse, default=FormUse.PREFERRED)
    note = models.CharField(_("note"), max_length=200, blank=True)
    awaits_review = models.BooleanField(_("awaits native review"), default=False)
    voice = models.ForeignKey("media.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("recording"))

    class Meta:
        verbose_name = _("form of a term")
        ordering = ["language", "use", "form"]
        constraints = [
            models.UniqueConstraint(fields=["term", "language", "form"], name="products_form_once_a_language"),
            models.UniqueConstraint(fields=["term", "language"], condition=Q(use="preferred"), name="products_one_preferred_form"),
        ]
        indexes = [models.Index(fields=["language", "folded"], name="products_form_found")]

    def __str__(self) -> str:
        return self.form
