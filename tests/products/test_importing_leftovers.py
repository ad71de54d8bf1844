"""What a Word document holds and a product does not take: told to the person, never lost silently."""

import pytest

from products.importing.reading import read_document

from .documents import SPACES, pairs, read, run, saved, with_part, word

TEXT_BOX = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>"
    "<w:p><w:r><w:t>Trong hộp</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>Trong hộp</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r><w:r><w:t>Ngoài hộp.</w:t></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("piece", "note"),
    [
        (TEXT_BOX, "A text box was left out; copy its text to where it belongs: «Trong hộp»"),
        ("<w:p><w:r><w:drawing><a:graphicData><c:chart r:id='x'/></a:graphicData></w:drawing><w:t>Ngoài hộp.</w:t></w:r></w:p>",
         "A chart was left out. Save it as a picture (PNG) and add the picture."),
        ("<w:p><w:r><w:drawing><a:graphicData><dgm:relIds r:dm='x'/></a:graphicData></w:drawing><w:t>Ngoài hộp.</w:t></w:r></w:p>",
         "A SmartArt drawing was left out. Save it as a picture (PNG) and add the picture."),
        ("<w:p><w:r><w:object><v:shape><v:imagedata r:id='x'/></v:shape><o:OLEObject ProgID='Excel.Sheet.12'/></w:object><w:t>Ngoài hộp.</w:t></w:r></w:p>",
         "An embedded file was left out (Excel.Sheet.12). Upload it by itself."),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>thầm</w:t></w:r><w:r><w:t>Ngoài hộp.</w:t></w:r></w:p>", "Hidden text was left out: «thầm»"),
        ("<w:p><w:pPr><w:pStyle w:val='TOC1'/></w:pPr><w:r><w:t>Mục lục … 1</w:t></w:r></w:p>",
         "The table of contents was left out: pages and booklets here make their own."),
    ],
)  # fmt: skip
def test_word_names_what_it_leaves_out(piece, note):
    document = word(piece, f"<w:p>{run('Sau.')}</w:p>")
    if "TOC1" in piece:
        document.styles.add_style("toc 1", 1).element.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId", "TOC1")
    imported = read(document)
    assert note in imported.notes
    assert pairs(imported) == ([("text", "Sau.")] if "TOC1" in piece else [("text", "Ngoài hộp."), ("text", "Sau.")])


@pytest.mark.parametrize(
    ("kind", "xml", "note"),
    [
        ("comments", f'<w:comments {SPACES}><w:comment w:id="0" w:author="A"><w:p>{run("Xem lại số liệu")}</w:p></w:comment></w:comments>',
         "A comment was left out: «Xem lại số liệu»"),
        ("header", f"<w:hdr {SPACES}><w:p>{run('UBND tỉnh')}</w:p></w:hdr>", "A page header was left out: «UBND tỉnh»"),
        ("header", f"<w:hdr {SPACES}><w:p><w:r><w:drawing><a:blip r:embed='x'/></w:drawing></w:r></w:p></w:hdr>",
         "A picture in a page header or footer was left out."),
        ("footer", f"<w:ftr {SPACES}><w:p>{run('Lưu hành nội bộ')}</w:p></w:ftr>", "A page footer was left out: «Lưu hành nội bộ»"),
    ],
)  # fmt: skip
def test_word_tells_what_stands_around_the_body(kind, xml, note):
    assert note in read_document(with_part(saved(word(f"<w:p>{run('Văn bản.')}</w:p>")), kind, xml), "a.docx").notes
