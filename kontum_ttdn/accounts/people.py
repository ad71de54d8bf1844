"""What accounts keep of a person: told in an export, blanked in an erasure."""

from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.utils.translation import gettext as _

from kontum_ttdn.audit.actions import record
from kontum_ttdn.people.registry import Keeper, Outcome

from .actions.grants import end_all
from .models import Invitation, SecondFactorReset, User


def holds(person) -> list[dict]:
    """Each account of the person, with the rights it has had."""
    return [_told(account) for account in User.objects.filter(person=person)]


def signs(person) -> bool:
    """An account is never deleted, for keys it turned and words it saved point to it: the row of its person stays, nameless."""
    return User.objects.filter(person=person).exists()


def names(person) -> list[str]:
    """What the person's accounts are called."""
    said = User.objects.filter(person=person).values_list("display_name", "email")
    return [name for names in said for name in names if name]


def erase(person) -> Outcome:
    """Take every name off the person's accounts and invitations, end their rights and close them; keys they turned stand."""
    outcome = Outcome()
    for account in User.objects.select_for_update(of=("self",)).filter(person=person):
        _close(account)
        Invitation.objects.filter(account=account).update(display_name="")
        SecondFactorReset.objects.filter(user=account).update(reason="-")
        told = {"number": account.pk}
        outcome.gone.append(_("account %(number)d: its name, username, e-mail, password, second factor and sessions") % told)
        outcome.stands.append(_("account %(number)d, closed and without a name: keys it turned and words it saved point to it") % told)
    return outcome


def _told(account: User) -> dict:
    return {
        **{name: getattr(account, name) for name in ("username", "display_name", "email", "language", "large_text", "is_active")},
        "date_joined": account.date_joined.isoformat(),
        "unit": account.unit and account.unit.name,
        "roles": [_term(grant, grant.role, grant.unit.name) for grant in account.role_grants.all()],
        "absences": [[day.isoformat() for day in days] for days in account.absences.values_list("first", "last")],
        "languages": [_term(grant, grant.task, grant.language) for grant in account.language_grants.all()],
    }


def _term(grant, right: str, where: str) -> dict:
    return {"right": right, "where": where, "from": grant.valid_from.isoformat(), "to": grant.last_day and grant.last_day.isoformat()}


def _close(account: User) -> None:
    """A tombstone, told from others by its number: no username that anybody could choose, no password, no second factor."""
    end_all(user=account, by=None)
    account.absences.all().delete()
    Authenticator.objects.filter(user=account).delete()
    AccessAttempt.objects.filter(username=account.username).delete()
    _end_sessions(account)
    account.username, account.display_name, account.email = f"#{account.pk}", f"№ {account.pk}", ""
    account.is_active = False
    account.session_epoch += 1
    account.set_unusable_password()
    account.save()
    record("erase_person", account, changes=dict.fromkeys(sorted(User.PERSONAL), ("", "")))


def _end_sessions(account: User) -> None:
    """A session says who signed in and by which name; nothing in its row says so without being opened."""
    own = [row.pk for row in Session.objects.iterator() if row.get_decoded().get("_auth_user_id") == str(account.pk)]
    Session.objects.filter(pk__in=own).delete()


KEEPER = Keeper("accounts", holds, erase, signs, names)
