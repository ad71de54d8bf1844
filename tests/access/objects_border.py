"""What the walk puts into the addresses of the registers."""

from datetime import date
from uuid import uuid4

from border_db.models import GeoLayer, ImportDraft, Marker, Proposal
from border_db.queries.layers import DRAFT
from kontum_ttdn.media.gate import receive_bytes
from kontum_ttdn.media.models import Kind
from tests.border_db.geo import layer_file

from .objects import sample


@sample("border_db:list", "border_db:add", "border_db:import", "border_db:import_template", scoped=False)
def register(unit, owner):
    return {"register": "markers"}


@sample("border_db:export", scoped=False)
def file_of_a_register(unit, owner):
    return {"register": "markers", "form": "csv"}


@sample("border_db:import_preview", "border_db:import_forget")
def sheet_of_a_register(unit, owner):
    data = "Số,Biên giới với\n1,LA".encode()
    return {"register": "markers", "pk": ImportDraft.objects.create(by=owner, register="markers", filename="a.csv", data=data).pk}


@sample("border_db:entry", scoped=False)
@sample("border_db:change", "border_db:strike")
def entry_of_a_register(unit, owner):
    return {"register": "markers", "pk": Marker.objects.create(name="-", border="LA", number=uuid4().hex[:12], source="-", unit=unit).pk}


@sample("border_db:condition_add")
def marker(unit, owner):
    return {"pk": entry_of_a_register(unit, owner)["pk"]}


@sample("border_db:propose", scoped=False)
def entry_to_correct(unit, owner):
    return entry_of_a_register(unit, owner)


@sample("border_db:proposal", "border_db:proposal_withdraw")
def proposal(unit, owner):
    entry = entry_of_a_register(unit, owner)["pk"]
    made = Proposal.objects.create(register="markers", entry=entry, unit=unit, before={"note": ""}, after={"note": "-"}, why="-", by=owner)
    return {"pk": made.pk}


@sample("border_db:layer_preview", "border_db:layer_forget")
def file_of_a_layer(unit, owner):
    return {"pk": ImportDraft.objects.create(by=owner, register=DRAFT, filename="a.geojson", data=layer_file()).pk}


@sample("border_db:layer", "border_db:layer_confirm", "border_db:layer_withdraw")
def layer_that_waits(unit, owner):
    file = receive_bytes(layer_file(), name="a.geojson", by=owner, unit=unit, allow=[Kind.LAYER])
    said = dict.fromkeys(("title", "shows", "source", "decision", "signer", "signer_office"), "-")
    return {"pk": GeoLayer.objects.create(file=file, unit=unit, uploaded_by=owner, signed_on=date(2020, 1, 1), **said).pk}
