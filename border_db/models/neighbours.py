"""The other side, and who is tied to whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages.fields import SpelledCharField

from .entry import Entry
from .line import Border


class Counterpart(Entry):
    """A unit of Laos or Cambodia that ours work with. Its names in Lao and Khmer letters are in `names`."""

    REGISTER = "counterparts"

    border = models.CharField(_("country"), max_length=5, choices=[one for one in Border.choices if one[0] != Border.BOTH])
    province = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("province"))
    ours = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("our unit"))

    class Meta(Entry.Meta):
        verbose_name = _("counterpart unit")
        verbose_name_plural = _("counterpart units")


class Twinning(Entry):
    """Two places or units that have declared friendship."""

    REGISTER = "twinnings"

    ours = SpelledCharField(_("our side"), max_length=160)
    our_unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("our commune"))
    theirs = SpelledCharField(_("other side"), max_length=160)
    their_unit = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("their province"))
    since = SpelledCharField(_("since"), max_length=40, blank=True, help_text=_("day, month or year, as the source has it"))

    class Meta(Entry.Meta):
        verbose_name = _("twinning")
        verbose_name_plural = _("twinnings")
