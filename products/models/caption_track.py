"""The sentences of a recording with the times at which they are spoken."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages.fields import SpelledCharField


class CaptionTrack(models.Model):
    """Working cues of one recording of an edition, in the recording's own language or in Vietnamese.

    They belong to the recording by its hash: a new recording has none, and the old one has its own again should it come back. Like all working
    words they reach readers through a revision alone: its content holds them ("cues", products/content.py), so `content_hash` covers them and
    both keys are turned for them; what is changed here afterwards changes no approved page. Text hashes know nothing of them: a sentence that
    gets its time makes no translation behind.

    Vietnamese cues are the transcript with times: line by line they have its words, so that nobody approves two texts that differ. Where the
    transcript has another number of lines they are held back, and the edition cannot be handed in before one of both is mended.
    """

    PERSONAL = frozenset({"source_name"})

    edition = models.ForeignKey("products.Edition", models.CASCADE, related_name="caption_tracks")
    sha256 = models.CharField(_("hash of the recording"), max_length=64)
    language = models.CharField(_("language"), max_length=3)
    cues = models.JSONField(default=list, editable=False)  # {"start", "end", "text"} in milliseconds, in order (products/captions.py)
    source_name = SpelledCharField(_("name it came with"), max_length=150, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("sentences with their times")
        ordering = ["language"]
        constraints = [models.UniqueConstraint(fields=["edition", "sha256", "language"], name="products_captions_once_a_language")]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.language}"
