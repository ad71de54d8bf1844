"""Persons whom information work relies on. Who they are stands with `people`: purpose, basis, term, logged reads; here only what they do."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages.fields import SpelledCharField

from .entry import Entry, EntryQuerySet


class ContactQuerySet(EntryQuerySet):
    def visible_to(self, user) -> "ContactQuerySet":
        """Personal data: for those who may see the persons of the unit that keeps them."""
        return super().visible_to(user).filter(unit__in=unit_ids(user, Permission.PERSON_VIEW))

    def exported(self) -> "ContactQuerySet":
        return self.none()


class Contact(Entry):
    """An entry about a person: `name` says what they do, never who they are."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+", verbose_name=_("person"))
    languages = SpelledCharField(_("languages spoken"), max_length=160, blank=True)

    objects = ContactQuerySet.as_manager()
    PERSONAL = frozenset({"name", "note", "person"})  # the log calls it by its number

    class Meta(Entry.Meta):
        abstract = True


class KeyPerson(Contact):
    """A village elder, a village head, a person of standing, through whom information reaches a village."""

    REGISTER = "key-persons"

    place = models.ForeignKey("units.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("place"))

    class Meta(Contact.Meta):
        verbose_name = _("key person")
        verbose_name_plural = _("key persons")


class MediaContact(Contact):
    """A reporter or editor who takes what the province offers."""

    REGISTER = "media"

    outlet = SpelledCharField(_("paper, station or page"), max_length=160)

    class Meta(Contact.Meta):
        verbose_name = _("media contact")
        verbose_name_plural = _("media contacts")
