"""Printed files, addressed by their content."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages.registry import CHOICES


class PrintedFile(models.Model):
    """One PDF as it was made. The same key never means other bytes, so a row is written once and read for ever."""

    content_key = models.CharField(max_length=64, unique=True, editable=False)  # hash of all that the bytes depend on
    layout = models.CharField(_("layout"), max_length=40)
    variant = models.CharField(_("variant"), max_length=20)
    language = models.CharField(_("language"), max_length=3, choices=CHOICES)
    pages = models.PositiveIntegerField(_("pages"))
    bytes = models.PositiveIntegerField(_("size"), help_text=_("In bytes."))
    sha256 = models.CharField(max_length=64, editable=False)  # of the PDF itself; also its name in the store
    file = models.FileField(_("file"), max_length=120)
    findings = models.JSONField(_("findings"), default=list, blank=True)  # see findings.py
    measured = models.JSONField(default=dict, blank=True, editable=False)  # see fence/measure.py
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    class Meta:
        verbose_name = _("printed file")
        verbose_name_plural = _("printed files")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.layout} {self.variant} {self.language} {self.content_key[:12]}"


class PagePicture(models.Model):
    """One page of a printed file as a picture for the browser. As private as the sheet: it has no public address."""

    printed = models.ForeignKey(PrintedFile, models.CASCADE, related_name="pictures")
    number = models.PositiveSmallIntegerField(_("page"))
    width = models.PositiveSmallIntegerField()  # pixels
    height = models.PositiveSmallIntegerField()
    file = models.FileField(_("file"), max_length=120)
    sha256 = models.CharField(max_length=64, editable=False)
    bytes = models.PositiveIntegerField(_("size"), help_text=_("In bytes."))

    media_type = "image/jpeg"

    class Meta:
        verbose_name = _("picture of a page")
        verbose_name_plural = _("pictures of pages")
        ordering = ["printed", "number"]
        constraints = [models.UniqueConstraint(fields=["printed", "number"], name="printing_a_page_is_pictured_once")]

    def __str__(self) -> str:
        return f"{self.printed} {self.number}"

    @property
    def storage_name(self) -> str:
        return self.file.name
