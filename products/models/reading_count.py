"""How often readers opened, heard and took along what is published: counters by day, and nothing about who did."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class What(models.TextChoices):
    """What a reader did."""

    VIEW = "view", _("read")
    PLAY = "play", _("played")
    DOWNLOAD = "download", _("taken along")
    SCAN = "scan", _("code scanned")


class Channel(models.TextChoices):
    """By which way the reader came. The letters of sheets are those at the end of their short addresses."""

    WEB = "web", _("the web")
    READING_SHEET = "sheet-s", _("sheet: file for reading")
    PRESS_SHEET = "sheet-p", _("sheet: printing house")
    OFFICE_SHEET = "sheet-o", _("sheet: office printer")
    PROOF_SHEET = "sheet-b", _("sheet: proof")
    FEED = "feed", _("feed")
    OPDS = "opds", _("catalogue of a reading app")
    OAI = "oai", _("other libraries")
    KIOSK = "kiosk", _("screen at a gate")
    OFFLINE = "offline", _("offline shelf")


PAGE, SHEET = "page", "sheet"  # forms; beside them a layout's name (a PDF), epub, text, sound, video, file


class ReadingCount(models.Model):
    """How often, on one day: one edition, one act, one form, one way. No address, no device, no time of day, nobody."""

    edition = models.ForeignKey("products.Edition", models.CASCADE, related_name="reading_counts")
    what = models.CharField(_("what was done"), max_length=8, choices=What)
    form = models.CharField(_("form"), max_length=40)
    channel = models.CharField(_("way"), max_length=8, choices=Channel)
    day = models.DateField(_("day"))
    count = models.PositiveBigIntegerField(_("how often"))

    class Meta:
        verbose_name = _("count of readings")
        constraints = [
            models.UniqueConstraint(fields=["edition", "what", "form", "channel", "day"], name="products_reading_count_once"),
            models.CheckConstraint(name="products_reading_count_counts", condition=Q(count__gt=0)),
        ]
        indexes = [models.Index(fields=["day", "what"], name="products_reading_count_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.edition_id} {self.what} {self.count}"
