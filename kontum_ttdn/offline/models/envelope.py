"""What a phone sent, as it came: kept whole before anybody says what it means."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids


class EnvelopeState(models.TextChoices):
    RECEIVED = "received", _("received")
    CONFLICT = "conflict", _("another text under the same mark")
    ASIDE = "aside", _("put aside for a person")


class Flag(models.TextChoices):
    """What a person should know of a message that was taken all the same."""

    CLOCK_AHEAD = "clock_ahead", _("the phone's clock was ahead")
    CLOCK_BEHIND = "clock_behind", _("sent more than a day after it was written, or the phone's clock was behind")
    DAY_TO_COME = "day_to_come", _("speaks of a day to come")
    NO_DAY = "no_day", _("says no day")
    UNKNOWN_PERSON = "unknown_person", _("who reports has no account at this unit")
    TOO_MANY_FILES = "too_many_files", _("announced more files than are taken")


class EnvelopeQuerySet(models.QuerySet["Envelope"]):
    def visible_to(self, user) -> "EnvelopeQuerySet":
        return self.filter(unit__in=unit_ids(user, Permission.REPORT_VIEW))

    def waiting(self) -> "EnvelopeQuerySet":
        """Those about which a person must decide."""
        return self.exclude(state=EnvelopeState.RECEIVED)

    def in_order(self) -> "EnvelopeQuerySet":
        """As they were written. A phone counts its messages; what its clock says orders nothing."""
        return self.order_by("device", "sequence", "pk")


class Envelope(models.Model):
    """One message. The phone makes `client_uuid`; the first text under it is the message, any other is kept as a conflicting copy.

    `raw` is the message as it came and `sha256` the hash of its bytes; an erasure may take a name out of `raw`, never the hash.
    `on` is the day of the fact and `unit` the unit as of that day, which need not be the one that the phone belongs to today.
    """

    client_uuid = models.UUIDField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    raw = models.TextField(editable=False)
    kind = models.CharField(_("kind"), max_length=40, blank=True, editable=False)
    device = models.ForeignKey("offline.Device", models.PROTECT, null=True, related_name="envelopes", verbose_name=_("phone"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("entered by"))
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("reported by"))
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+", verbose_name=_("unit"))
    on = models.DateField(_("day"), null=True)
    sequence = models.BigIntegerField(_("number on the phone"), null=True)
    device_time = models.DateTimeField(_("time on the phone"), null=True)
    received_at = models.DateTimeField(_("received"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=8, choices=EnvelopeState, default=EnvelopeState.RECEIVED)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    flags = models.JSONField(default=list)
    conflicts_with = models.ForeignKey("self", models.PROTECT, null=True, related_name="copies")

    objects = EnvelopeQuerySet.as_manager()

    class Meta:
        verbose_name = _("message of a phone")
        verbose_name_plural = _("messages of phones")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["client_uuid"], condition=Q(conflicts_with=None), name="offline_one_message_a_uuid"),
            models.UniqueConstraint(fields=["client_uuid", "sha256"], name="offline_text_once_a_uuid"),
            models.CheckConstraint(name="offline_aside_with_a_reason", condition=~Q(state="aside") | ~Q(reason="")),
            models.CheckConstraint(
                name="offline_conflict_with_a_first", condition=Q(state="conflict") & Q(conflicts_with__isnull=False) | ~Q(state="conflict")
            ),
            models.CheckConstraint(name="offline_sent_by_a_phone_or_a_person", condition=Q(device=None) | Q(sent_by=None)),
        ]
        indexes = [models.Index(fields=["device", "sequence"], name="offline_envelope_in_order")]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """What the sender is told: 2026-000123."""
        return f"{timezone.localdate(self.received_at):%Y}-{self.pk:06d}"

    @property
    def flags_said(self) -> list[str]:
        return [str(Flag(flag).label) for flag in self.flags if flag in Flag.values]
