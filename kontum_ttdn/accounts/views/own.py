"""For everybody who is signed in: the page about oneself."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from kontum_ttdn.access.decorators import signed_in

from .. import queries
from ..actions.own import set_display
from ..forms import OwnForm


@signed_in
@require_http_methods(["GET", "POST"])
def own(request):
    """Large text, display language, password, second factor, and what one may do."""
    user = request.user
    form = OwnForm(request.POST or None, initial={"language": user.language, "large_text": user.large_text})
    if form.is_valid():
        set_display(by=user, **form.cleaned_data)
        with override(user.language):
            messages.success(request, _("Saved."))
            return redirect("accounts:own")
    shown = {
        "form": form,
        "roles": user.role_grants.standing().select_related("unit").prefetch_related("unit__versions"),
        "languages": user.language_grants.standing(),
        "has_second_factor": queries.has_second_factor(user),
        "needs_second_factor": queries.needs_second_factor(user),
    }
    return render(request, "accounts/own.html", shown)
