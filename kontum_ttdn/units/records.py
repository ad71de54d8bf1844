"""What points to units from anywhere in the portal, found through Django's registry of models: no domain is named here."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Count, Model

from .models import Unit


@dataclass(frozen=True)
class Kind:
    """A sort of record that names a unit: its model and the field that does."""

    model: type[Model]
    field: str

    @property
    def label(self) -> str:
        """For people: the thing, and by which field where that does not go without saying."""
        maker = self.model._meta.auto_created
        if maker:  # a table between two things
            field = next(each for each in maker._meta.many_to_many if each.remote_field.through is self.model)
            return f"{_said(maker._meta.verbose_name)} ({field.verbose_name})"
        name = _said(self.model._meta.verbose_name)
        return name if self.field == "unit" else f"{name} ({self.model._meta.get_field(self.field).verbose_name})"


def kinds() -> Iterator[Kind]:
    """Every sort of record outside this room with a key to a unit, tables between two things included."""
    for relation in Unit._meta.get_fields(include_hidden=True):
        if relation.auto_created and (relation.one_to_many or relation.one_to_one) and relation.related_model._meta.app_label != "units":
            yield Kind(relation.related_model, relation.field.name)


def counted(unit_ids: Collection[int]) -> dict[Kind, dict[int, int]]:
    """How many records of each kind point to each of these units; one SQL statement a kind."""
    return {kind: _by_unit(kind, unit_ids) for kind in kinds()}


def _by_unit(kind: Kind, unit_ids: Collection[int]) -> dict[int, int]:
    rows = kind.model._base_manager.filter(**{f"{kind.field}__in": unit_ids}).order_by()
    return dict(rows.values_list(kind.field).annotate(number=Count("pk")))


def _said(name) -> str:
    text = str(name)
    return text[:1].upper() + text[1:]
