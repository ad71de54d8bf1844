"""One work, whatever its languages. It has no state: it is public when one of its editions is."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages import registry


class InformationKind(models.TextChoices):
    """The three kinds of Decree 72/2015/NĐ-CP, Article 6."""

    OFFICIAL = "official", _("official information on Viet Nam")
    IMAGE = "image", _("information promoting Viet Nam's image")
    WORLD = "world", _("world-situation information into Viet Nam")


class Sensitivity(models.TextChoices):
    PUBLIC = "public", _("for everybody")
    INTERNAL = "internal", _("internal")


class ProductQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(unit_id__in=unit_ids(user, Permission.PRODUCT_VIEW))


class Product(models.Model):
    """A leaflet, poster, handbook, clip …: one work that exists in up to nine editions."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    kind = models.ForeignKey("products.Kind", models.PROTECT, verbose_name=_("kind"))
    information_kind = models.CharField(_("information kind"), max_length=8, choices=InformationKind, default=InformationKind.OFFICIAL)
    topic = models.ForeignKey("products.Topic", models.PROTECT, null=True, blank=True, verbose_name=_("topic"))
    audiences = models.ManyToManyField("products.Audience", blank=True, verbose_name=_("audiences"))
    plan_task = models.ForeignKey("plans.PlanTask", models.PROTECT, null=True, blank=True, verbose_name=_("plan task"))
    unit = models.ForeignKey("units.Unit", models.PROTECT, verbose_name=_("unit"), related_name="+")
    places = models.ManyToManyField("units.Unit", blank=True, related_name="+", verbose_name=_("places"))
    sensitivity = models.CharField(_("sensitivity"), max_length=8, choices=Sensitivity, default=Sensitivity.PUBLIC)
    rights = models.CharField(_("rights and source"), max_length=300, blank=True)
    source_language = models.CharField(_("source language"), max_length=3, choices=registry.CHOICES, default=registry.DEFAULT)
    required_languages = models.JSONField(_("languages asked for"), default=list, blank=True)
    wished_on = models.DateField(_("wished day of printing"), null=True, blank=True)
    valid_until = models.DateField(_("in force until"), null=True, blank=True)  # the last day on which what it says holds
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects = ProductQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["wished_on"], condition=Q(wished_on__isnull=False), name="products_product_wished"),
            models.Index(fields=["valid_until"], condition=Q(valid_until__isnull=False), name="products_product_until"),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("products:product", args=[self.code])
