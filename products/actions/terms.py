"""Keeping the glossary: what a thing is called, and what it must not be called. One glossary serves all units."""

from itertools import count

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from kontum_ttdn.access.permissions import Permission
from kontum_ttdn.access.scope import may
from kontum_ttdn.audit.actions import record
from kontum_ttdn.languages.folding import fold, normalise
from kontum_ttdn.languages.registry import DEFAULT, LANGUAGES
from kontum_ttdn.workflow.flow import RuleBroken
from products.likeness import as_sought
from products.models import FormUse, Term, TermForm


@transaction.atomic
def add_term(*, form: str, by, **description) -> Term:
    """Begin a term by its Vietnamese word; `description`: definition, topic, keep_as_is, source."""
    _check(by)
    form = normalise(form).strip()
    if not slugify(fold(form)):
        raise RuleBroken(_("A term needs a Vietnamese word."))
    named = TermForm.objects.filter(language=DEFAULT, use=FormUse.PREFERRED, folded=_folded(form))
    if any(other.form.casefold() == form.casefold() for other in named):
        raise RuleBroken(_("This term is in the glossary already."))
    try:
        with transaction.atomic():
            term = Term.objects.create(code=_free_code(form), changed_by=by, **description)
    except IntegrityError:  # the button was pressed twice
        raise RuleBroken(_("This term is in the glossary already.")) from None
    record("add_term", term, by=by, unit=by.unit_id)
    keep_form(term=term, language=DEFAULT, form=form, use=FormUse.PREFERRED, by=by)
    return term


@transaction.atomic
def change_term(*, term: Term, by, **description) -> Term:
    """Say anew what a term means; `description`: definition, topic, keep_as_is, source."""
    term = _locked(term, by)
    changes = {name: (getattr(term, name), value) for name, value in description.items() if getattr(term, name) != value}
    for name, (_before, value) in changes.items():
        setattr(term, name, value)
    _touch(term, by)
    record("change_term", term, by=by, changes=changes, unit=by.unit_id)
    return term


@transaction.atomic
def keep_form(
    *, term: Term, language: str, form: str, use: str, by, note: str = "", awaits_review: bool = False, was: TermForm | None = None
) -> TermForm:
    """Write a word of a term, or change the one it `was`. A new preferred word makes the one before it an allowed one."""
    term = _locked(term, by)
    form = normalise(form).strip()
    if not form or language not in LANGUAGES or use not in FormUse:
        raise RuleBroken(_("A word needs its letters, its language and its use."))
    if was and _names(was) and (language, use) != (was.language, was.use):
        raise RuleBroken(_("The Vietnamese word names the term: change it instead."))
    others = term.forms.filter(language=language).exclude(pk=was.pk if was else None)
    if others.filter(form=form).exists():
        raise RuleBroken(_("This word stands with the term already."))
    if use == FormUse.PREFERRED:
        others.filter(use=FormUse.PREFERRED).update(use=FormUse.ALLOWED)
    kept = was or TermForm(term=term)
    before = str(kept) if was else None
    kept.language, kept.form, kept.folded, kept.use = language, form, _folded(form), use
    kept.note, kept.awaits_review = note, awaits_review
    kept.save()
    _touch(term, by)
    record("keep_form", term, by=by, changes={language: (before, f"{form} ({kept.get_use_display()})")}, unit=by.unit_id)
    return kept


@transaction.atomic
def remove_form(*, form: TermForm, by) -> None:
    """Take a word out; the Vietnamese word that names the term stays."""
    term = _locked(form.term, by)
    if _names(form):
        raise RuleBroken(_("The Vietnamese word names the term: change it instead."))
    record("remove_form", term, by=by, changes={form.language: (str(form), None)}, unit=by.unit_id)
    form.delete()
    _touch(term, by)


def _free_code(form: str) -> str:
    """A code by the letters of the word; words that differ in their tones alone (bản, bán) are counted."""
    code = slugify(fold(form))[:76]
    taken = set(Term.objects.filter(code__startswith=code).values_list("code", flat=True))
    return next(free for number in count(1) if (free := code if number == 1 else f"{code}-{number}") not in taken)


def _names(form: TermForm) -> bool:
    return form.language == DEFAULT and form.use == FormUse.PREFERRED


def _folded(form: str) -> str:
    return as_sought(form)[:200]


def _check(by) -> None:
    if not may(by, Permission.TERM_KEEP):
        raise RuleBroken(_("Your roles do not allow this."))


def _locked(term: Term, by) -> Term:
    _check(by)
    return Term.objects.select_for_update().get(pk=term.pk)


def _touch(term: Term, by) -> None:
    """Whoever has the glossary in memory sees by this moment that it changed."""
    term.changed_by = by
    term.save()
