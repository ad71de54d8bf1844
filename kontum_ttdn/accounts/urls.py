"""Addresses of accounts: allauth's own pages under its own names, each declared, and ours."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import include, path

from kontum_ttdn.access.decorators import public, signed_in

from .views import administrator, guest, own, rights

ours = [
    path("", administrator.listing, name="list"),
    path("rights/", administrator.rights, name="rights"),
    path("invite/", administrator.invite, name="invite"),
    path("invitations/<int:pk>/withdraw/", administrator.withdraw_invitation, name="withdraw_invitation"),
    path("<int:pk>/", administrator.account, name="account"),
    path("<int:pk>/grant-role/", rights.grant_role, name="grant_role"),
    path("<int:pk>/grant-language/", rights.grant_language, name="grant_language"),
    path("<int:pk>/ask-reset/", rights.ask_reset, name="ask_reset"),
    path("<int:pk>/new-password/", administrator.offer_password, name="offer_password"),
    path("<int:pk>/hand-over/", rights.hand_over, name="hand_over"),
    path("roles/<int:pk>/end/", rights.end_role, name="end_role"),
    path("languages/<int:pk>/end/", rights.end_language, name="end_language"),
    path("resets/<int:pk>/confirm/", rights.confirm_reset, name="confirm_reset"),
    path("own/", own.own, name="own"),
    path("own/away/", own.add_absence, name="add_absence"),
    path("own/away/<int:pk>/remove/", own.remove_absence, name="remove_absence"),
    path("join/<str:token>/", guest.accept, name="accept"),
    path("password/<str:token>/", guest.new_password, name="new_password"),
]

# Only these of allauth: no sign-up, no e-mail pages.
urlpatterns = [
    path("sign-in/", public(account.login), name="account_login"),
    path("sign-out/", public(account.logout), name="account_logout"),
    path("sign-in/code/", public(mfa.authenticate), name="mfa_authenticate"),
    path("password/", signed_in(account.password_change), name="account_change_password"),
    path("confirm/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("confirm/code/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("second-factor/", signed_in(mfa.index), name="mfa_index"),
    path("second-factor/activate/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("second-factor/deactivate/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-factor/codes/", signed_in(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", signed_in(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("", include((ours, "accounts"))),
]
