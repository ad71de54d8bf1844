"""What people type about accounts and rights."""

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.roles import Role
from kontum_ttdn.access.scope import unit_ids
from kontum_ttdn.languages import registry as languages
from kontum_ttdn.units.models import Unit, UnitVersion

from .models import LanguageTask, User


def day_field(label: str, *, required: bool = True, **options) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, widget=widget, **options)


class UnitField(forms.ModelChoiceField):
    """Units that exist today and over which `by` holds `permission`, each once, by name."""

    def __init__(self, *, label: str = _("Unit"), **options):
        super().__init__(Unit.objects.none(), label=label, **options)

    def offer(self, by, permission: Permission) -> None:
        today = UnitVersion.objects.standing(timezone.localdate()).filter(unit__in=unit_ids(by, permission)).order_by("name")
        self.queryset = Unit.objects.filter(pk__in=today.values("unit"))
        self.choices = [("", "—"), *today.values_list("unit", "name")]


class SignInForm(LoginForm):
    def clean_login(self) -> str:
        return User.objects.normalize(self.cleaned_data["login"])


class TermForm(forms.Form):
    """From a day to a day."""

    valid_from = day_field(_("From"), initial=timezone.localdate)
    valid_to = day_field(_("To"), required=False, help_text=_("Leave empty if no end is known."))

    def clean(self):
        found = super().clean()
        first, last = found.get("valid_from"), found.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The last day is before the first."))
        return found


class InviteForm(TermForm):
    display_name = forms.CharField(label=_("Name"), max_length=120)
    unit = UnitField()
    roles = forms.MultipleChoiceField(label=_("Roles"), choices=Role.choices, widget=forms.CheckboxSelectMultiple)
    translate = forms.MultipleChoiceField(
        label=_("Translates into"), choices=languages.CHOICES, required=False, widget=forms.CheckboxSelectMultiple
    )
    review = forms.MultipleChoiceField(label=_("Reviews"), choices=languages.CHOICES, required=False, widget=forms.CheckboxSelectMultiple)
    record = forms.MultipleChoiceField(label=_("Records"), choices=languages.CHOICES, required=False, widget=forms.CheckboxSelectMultiple)
    field_order = ["display_name", "unit", "roles", "translate", "review", "record", "valid_from", "valid_to"]

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(by, Permission.ACCOUNT_INVITE)

    def planned(self) -> dict:
        """The fields as `actions.invitations.invite` wants them."""
        found = dict(self.cleaned_data)
        found["languages"] = [(task.value, code) for task in LanguageTask for code in found.pop(task.value)]
        return found


class PasswordForm(forms.Form):
    """A new password, typed twice."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least twelve characters; several words are easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(label=_("Password once more"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))

    def owner(self) -> User:
        """Whose password it becomes: it must not resemble the name."""
        return User()

    def clean_password(self) -> str:
        validate_password(self.cleaned_data["password"], self.owner())
        return self.cleaned_data["password"]

    def clean(self):
        found = super().clean()
        if "password" in found and found["password"] != found.get("again"):
            self.add_error("again", _("The two passwords differ."))
        return found


class AcceptForm(PasswordForm):
    username = forms.CharField(label=_("Username"), max_length=60, help_text=_("Letters and digits, without spaces. You sign in with it."))
    field_order = ["username", "password", "again"]

    def owner(self) -> User:
        return User(username=self.cleaned_data.get("username", ""))

    def clean_username(self) -> str:
        name = User.objects.normalize(self.cleaned_data["username"])
        User._meta.get_field("username").run_validators(name)
        if User.objects.filter(username=name).exists():
            raise forms.ValidationError(_("This username is taken."))
        return name


class NewPasswordForm(PasswordForm):
    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def owner(self) -> User:
        return self.user


class RoleForm(TermForm):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    unit = UnitField()
    field_order = ["role", "unit", "valid_from", "valid_to"]

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].offer(by, Permission.ROLE_GRANT)


class LanguageForm(TermForm):
    task = forms.ChoiceField(label=_("Task"), choices=LanguageTask.choices)
    language = forms.ChoiceField(label=_("Language"), choices=languages.CHOICES)
    field_order = ["task", "language", "valid_from", "valid_to"]


class EndForm(forms.Form):
    last_day = day_field(_("Last day"), required=False)


class ResetForm(forms.Form):
    reason = forms.CharField(
        label=_("How do you know the person?"),
        max_length=300,
        help_text=_("For instance: called back on the office number, seen in person."),
    )


class HandoverForm(forms.Form):
    successor = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Successor"),
        required=False,
        help_text=_("May stay empty only where no work waits."),
    )

    def __init__(self, *args, by, leaver, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = User.objects.visible_to(by).filter(is_active=True).exclude(pk=leaver.pk)


class AbsenceForm(forms.Form):
    first = day_field(_("From"))
    last = day_field(_("To"))


class OwnForm(forms.Form):
    language = forms.ChoiceField(label=_("Display language"), choices=languages.CHOICES)
    large_text = forms.BooleanField(label=_("Large text"), required=False)
