"""Which language is translated from which: the tree along which changes travel."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.languages import registry


class LanguageRoute(models.Model):
    """New products begin with these routes; an edition may then be led along another one (`Edition.translated_from`)."""

    language = models.CharField(_("language"), max_length=3, choices=registry.CHOICES, unique=True)
    source_language = models.CharField(_("translated from"), max_length=3, choices=registry.CHOICES)

    class Meta:
        verbose_name = _("language route")
        constraints = [models.CheckConstraint(name="products_route_leads_elsewhere", condition=~Q(language=F("source_language")))]

    def __str__(self) -> str:
        return f"{self.source_language} → {self.language}"


def routes() -> dict[str, str]:
    """language → the language it is translated from; what has no row comes from the language that a product is written in."""
    return dict(LanguageRoute.objects.values_list("language", "source_language"))


def led_along(routes: dict[str, str], source_language: str) -> dict[str, str]:
    """The routes that a product written in `source_language` can take: those that lead to it in the end, from language to language."""
    led = {}
    for language in routes:
        passed, at = {language}, language
        while at != source_language and (at := routes.get(at, source_language)) not in passed:
            passed.add(at)
        if language != source_language and at == source_language:
            led[language] = routes[language]
    return led
