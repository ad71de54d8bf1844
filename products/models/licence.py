"""The licence under which a non-commercial publication may be printed (Law on Publication 2012, art. 25, and its amendments)."""

import hashlib
import json

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LONGEST = {"number": 30, "grantor": 80, "printer": 120}  # letters that the imprint of a fold panel or a poster has room for
PRINTED = ("number", "granted_on", "grantor", "copies", "printer", "printed_in")


class PrintLicence(models.Model):
    """What the imprint of a sheet says of its licence, its printer and its run. It was given for one wording: void where that differs."""

    edition = models.ForeignKey("products.Edition", models.CASCADE, related_name="licences")
    content_hash = models.CharField(max_length=64, editable=False)  # of the approved revision that was licensed
    number = models.CharField(_("licence number"), max_length=60)
    granted_on = models.DateField(_("granted on"))
    grantor = models.CharField(_("granted by"), max_length=160)
    copies = models.PositiveIntegerField(_("copies"))
    printer = models.CharField(_("printing house and its address"), max_length=200)
    printed_in = models.DateField(_("month of printing and legal deposit"))  # its first day
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")
    entered_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("print licence")
        constraints = [
            models.UniqueConstraint(fields=["edition", "content_hash"], name="products_licence_once_a_wording"),
            models.CheckConstraint(name="products_licence_for_some_copies", condition=Q(copies__gt=0)),
            models.CheckConstraint(name="products_licence_for_a_wording", condition=~Q(content_hash="")),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def said(self) -> str:
        """SHA-256 over what a sheet prints of it: another hash is another imprint."""
        return hashlib.sha256(json.dumps([str(getattr(self, name)) for name in PRINTED], ensure_ascii=False).encode()).hexdigest()
