"""What a person sets for themselves."""

from django.db import transaction

from kontum_ttdn.audit.actions import record

from ..models import User


@transaction.atomic
def set_display(*, language: str, large_text: bool, by: User) -> User:
    """How pages look to `by`: the display language and the size of the text."""
    before = {"language": by.language, "large_text": by.large_text}
    by.language, by.large_text = language, large_text
    by.save(update_fields=["language", "large_text"])
    record(
        "set_display", by, by=by, changes={field: (old, getattr(by, field)) for field, old in before.items() if old != getattr(by, field)}
    )
    return by
