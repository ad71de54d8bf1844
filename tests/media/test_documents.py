"""PDF documents: refused when they would do something, written afresh when not."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from kontum_ttdn.media import storage
from kontum_ttdn.media.models import StoredFile
from kontum_ttdn.media.refusal import Refused

from . import made

pytestmark = pytest.mark.django_db


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def launch() -> Dictionary:
    return Dictionary(S=Name.Launch, F=String("cmd.exe"))


def on_opening(action):
    def change(document):
        document.Root.OpenAction = action

    return change


def named_script(document):
    document.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), document.make_indirect(script())])))


def button(action):
    def change(document):
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
        document.pages[0].Annots = Array([document.make_indirect(link)])

    return change


def attachment(document):
    document.attachments["a.txt"] = b"hello"


def on_closing_a_page(document):
    document.pages[0].AA = Dictionary(C=Dictionary(S=Name.URI, URI=String("http://example.org")))


def titled(document):
    document.docinfo["/Title"] = "Tài liệu MẬT"


BAD = {
    "locked": (made.pdf(encryption=pikepdf.Encryption(owner="a", user="b")), "locked with a password"),
    "locked for changes": (made.pdf(encryption=pikepdf.Encryption(owner="a", user="")), "locked with a password"),
    "script on opening": (made.pdf(on_opening(script())), "a program"),
    "script by name": (made.pdf(named_script), "a program"),
    "script on a button": (made.pdf(button(script())), "a program"),
    "launch on opening": (made.pdf(on_opening(launch())), "would start something"),
    "launch on a button": (made.pdf(button(launch())), "would start something"),
    "address on opening": (made.pdf(on_opening(Dictionary(S=Name.URI, URI=String("http://example.org")))), "would start something"),
    "action of a page": (made.pdf(on_closing_a_page), "would start something"),
    "attached file": (made.pdf(attachment), "carries other files"),
    "cut off": (made.pdf()[:200], "damaged or cut off"),
    "heading only": (b"%PDF-1.7\n", "damaged or cut off"),
    "secret title": (made.pdf(titled), "is marked as secret"),
}


@pytest.mark.parametrize("what", BAD)
def test_gate_refuses_the_document_in_words_and_keeps_nothing(what, send):
    data, words = BAD[what]
    with pytest.raises(Refused) as refusal:
        send(data, "a.pdf", allow=("document",))
    assert words in str(refusal.value)
    assert StoredFile.objects.count() == 0


def test_document_is_written_afresh_without_metadata_and_positions(send):
    def change(document):
        made.add_photograph(document)
        document.docinfo["/Author"] = "Y Thử 14.7421"
        document.Root.Metadata = pikepdf.Stream(document, made.XMP)
        document.Root.PieceInfo = Dictionary(Place=String("14.7421"))
        document.Root.OpenAction = Array([document.pages[0].obj, Name.Fit])

    sent = made.pdf(change)
    stored = send(sent, "a.pdf", allow=("document",))
    assert made.POSITION in sent
    with pikepdf.open(io.BytesIO(storage.read(stored.storage_name))) as kept:
        picture = kept.pages[0].Resources.XObject.Im0
        everything = b"".join(thing.read_raw_bytes() for thing in kept.objects if isinstance(thing, pikepdf.Stream))
        assert [mark for mark in (made.POSITION, *made.GPS_NUMBERS) if mark in everything] == []
        assert (set(kept.Root.keys()), dict(kept.docinfo.items())) == ({"/Pages", "/Type"}, {})
        assert pikepdf.PdfImage(picture).as_pil_image().tobytes() == made.Image.open(io.BytesIO(made.jpeg())).tobytes()
    assert (stored.kind, stored.media_type, stored.state, stored.facts) == ("document", "application/pdf", "accepted", {"pages": 1})


def test_same_document_sent_twice_is_one_row(send):
    sent = made.pdf()
    assert send(sent, "a.pdf", allow=("document",)).pk == send(sent, "b.pdf", allow=("document",)).pk


def test_document_that_takes_too_long_is_refused(send, monkeypatch):
    from kontum_ttdn.media.checks import document
    from kontum_ttdn.media.fence import Limits

    monkeypatch.setattr(document, "LIMITS", Limits(seconds=0))
    with pytest.raises(Refused, match="takes too long to examine"):
        send(made.pdf(), "a.pdf", allow=("document",))
