import pytest
from django.db import connection, models
from django.db.models.functions import Lower

from kontum_ttdn.languages.fields import SpelledCharField, SpelledTextField

TYPED_ONE_WAY, TYPED_THE_OTHER = "pơle\u0302\u0306i", "pơle\u0306\u0302i"
STORED = "pơl\u00ea\u0306i"


class Spelled(models.Model):
    """A table of this test alone."""

    name = SpelledCharField(max_length=50)
    text = SpelledTextField(blank=True, default="")

    class Meta:
        app_label = "languages"
        managed = False

    def __str__(self):
        return self.name


@pytest.fixture
def table(transactional_db):
    with connection.schema_editor() as editor:
        editor.create_model(Spelled)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Spelled)


@pytest.mark.parametrize("typed", [TYPED_ONE_WAY, TYPED_THE_OTHER])
def test_fields_store_one_spelling_and_the_object_in_hand_has_it(table, typed):
    kept = Spelled.objects.create(name=typed, text="a\r\n" + typed)
    assert (kept.name, kept.text) == (STORED, "a\n" + STORED)
    assert Spelled.objects.values_list("name", "text").get() == (STORED, "a\n" + STORED)


@pytest.mark.parametrize(
    "lookup",
    [
        "exact", "iexact", "contains", "icontains", "startswith", "istartswith", "endswith", "iendswith", "regex", "iregex",
    ],
)  # fmt: skip
@pytest.mark.parametrize("field", ["name", "text"])
def test_fields_find_by_every_lookup_however_it_is_typed(table, field, lookup):
    kept = Spelled.objects.create(**{field: TYPED_ONE_WAY})
    Spelled.objects.create(name="khác", text="khác")
    assert list(Spelled.objects.filter(**{f"{field}__{lookup}": TYPED_THE_OTHER})) == [kept]


def test_fields_normalise_lists_updates_and_bulk_rows(table):
    Spelled.objects.bulk_create([Spelled(name=TYPED_THE_OTHER), Spelled(name="x")])
    Spelled.objects.filter(name="x").update(name=TYPED_THE_OTHER, text=models.F("name"))
    assert list(Spelled.objects.filter(name__in=[TYPED_ONE_WAY]).values_list("name", flat=True)) == [STORED, STORED]
    assert Spelled.objects.annotate(low=Lower("name")).filter(low__contains=TYPED_THE_OTHER).count() == 2


def test_full_clean_normalises_before_it_compares():
    spelled = Spelled(name=TYPED_THE_OTHER)
    spelled.full_clean()
    assert spelled.name == STORED
