"""Who acts when an operator runs a command: a named account, with its own rights, by whose number the log knows it."""

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from ..models import Person


def add_arguments(parser) -> None:
    parser.add_argument("person", type=int, help="number of the person")
    parser.add_argument(
        "--by", required=True, metavar="USERNAME", help="the account that answers for it; its roles decide, the log names it"
    )


def account(username: str):
    """The active account of that name; CommandError where there is none."""
    users = get_user_model().objects
    found = users.filter(username=users.normalize(username), is_active=True).first()
    if found is None:
        raise CommandError(_("There is no open account “%(name)s”.") % {"name": username})
    return found


def person(number: int) -> Person:
    found = Person.objects.filter(pk=number).first()
    if found is None:
        raise CommandError(_("There is no person with the number %(number)d.") % {"number": number})
    return found
