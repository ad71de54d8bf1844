"""The glossary as pages and checks read it: kept in the process until somebody changes a term. One statement where nothing changed."""

from collections import defaultdict

from django.db.models import Count, Max, Q, QuerySet

from kontum_ttdn.audit.models import Entry
from kontum_ttdn.audit.queries import Row, rows
from kontum_ttdn.languages.registry import DEFAULT, LANGUAGES, Language
from products.glossary import Form, Glossary, Notion
from products.likeness import as_sought
from products.models import FormUse, Term, TermForm

HISTORY = 30  # entries of the log on the page of a term

_kept: dict[str, tuple[tuple, Glossary]] = {}  # one entry; every process has its own


def glossary() -> Glossary:
    """All terms of now. Every change of a term or of a form of it notes itself in `changed_at` (actions.terms)."""
    stamp = tuple(Term.objects.aggregate(Count("pk"), Max("changed_at")).values())
    if "now" not in _kept or _kept["now"][0] != stamp:
        _kept["now"] = (stamp, Glossary(_notions()))
    return _kept["now"][1]


def _notions() -> list[Notion]:
    forms: dict[int, dict[str, list[Form]]] = defaultdict(lambda: defaultdict(list))
    fields = ("term_id", "form", "use", "note", "awaits_review")
    for language, *values in TermForm.objects.order_by("pk").values_list("language", *fields):
        form = Form(*values)
        forms[form.term_id][language].append(form)
    terms = Term.objects.values_list("pk", "code", "definition", "keep_as_is")
    return [Notion(*values, dict(forms[values[0]])) for values in terms]


def found_terms(sought: str = "", language: str = "", *, gaps: bool = False) -> QuerySet[Term]:
    """Terms in the order of their codes: those with `sought` in a word of any language, or in what they mean; `gaps`: those without a word in `language`."""
    found = Term.objects.prefetch_related("forms").select_related("topic")
    if sought:
        folded = as_sought(sought)
        like = TermForm.objects.filter(folded__contains=folded)
        meant = [notion.pk for notion in glossary().notions.values() if folded in as_sought(notion.definition)]
        found = found.filter(Q(pk__in=like.values("term")) | Q(pk__in=meant))
    if language and gaps:
        found = found.exclude(pk__in=TermForm.objects.filter(language=language, use=FormUse.PREFERRED).values("term")).exclude(
            keep_as_is=True
        )
    return found


def coverage() -> list[tuple[Language, int, int]]:
    """Of each language: how many terms have a word in it, and how many of those await a native reader."""
    preferred = TermForm.objects.filter(use=FormUse.PREFERRED).order_by("language").values("language")
    counted = preferred.annotate(every=Count("pk"), waiting=Count("pk", filter=Q(awaits_review=True)))
    numbers = {row["language"]: (row["every"], row["waiting"]) for row in counted}
    return [(language, *numbers.get(code, (0, 0))) for code, language in LANGUAGES.items()]


def name_of(term: Term) -> str:
    """Its Vietnamese word."""
    return next((form.form for form in term.forms.all() if form.language == DEFAULT and form.use == FormUse.PREFERRED), term.code)


def line(term: Term, language: str) -> dict:
    """A term of the list beside one language, from prefetched forms."""
    forms = list(term.forms.all())
    beside = [form for form in forms if form.language == language]
    return {
        "term": term,
        "name": name_of(term),
        "forms": beside,
        "tongues": len({form.language for form in forms if form.use != FormUse.FORBIDDEN}),
    }


def in_tongues(term: Term) -> list[tuple[Language, list[TermForm]]]:
    """Each of the nine languages with its words, the preferred one first; a language without words too."""
    order = list(FormUse)
    forms = sorted(term.forms.all(), key=lambda form: (order.index(form.use), form.pk))
    return [(language, [form for form in forms if form.language == code]) for code, language in LANGUAGES.items()]


def history(term: Term) -> list[Row]:
    """What was done to the term, newest first."""
    return rows(Entry.objects.filter(target_type=Term._meta.label, target_id=str(term.pk)).order_by("-pk")[:HISTORY])
