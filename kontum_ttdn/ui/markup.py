"""XML that machines read: built as a tree, so that nothing has to be escaped by hand, and answered so that an unchanged one costs no bytes."""

import re
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from lxml import etree

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def said(text: object) -> str:
    """`text` without the control signs that no XML document may hold."""
    return _NOT_XML.sub("", str(text))


def root(tag: str, namespaces: dict[str | None, str], **attributes: object) -> etree._Element:
    """The outermost element; `namespaces` by the prefix under which they are written, None for the one without."""
    made = etree.Element(tag, nsmap=namespaces)
    return _with(made, attributes)


def add(parent: etree._Element, tag: str, text: object = None, **attributes: object) -> etree._Element:
    """One more element inside `parent`, in its namespace unless the tag names one; attributes that are None are left out, `lang` is xml:lang."""
    space = etree.QName(parent).namespace
    made = etree.SubElement(parent, tag if "{" in tag or not space else f"{{{space}}}{tag}")
    if text is not None:
        made.text = said(text)
    return _with(made, attributes)


def _with(made: etree._Element, attributes: dict[str, object]) -> etree._Element:
    for name, value in attributes.items():
        if value is not None:
            made.set(XML_LANG if name == "lang" else name, said(value))
    return made


def document(made: etree._Element) -> bytes:
    return etree.tostring(made, xml_declaration=True, encoding="utf-8")


def absolute(path: str) -> str:
    """The whole address of a path of this portal: readers of feeds have no page that it could stand beside."""
    return settings.SITE_ADDRESS.rstrip("/") + path


def answered(request: HttpRequest, body: bytes, content_type: str) -> HttpResponseBase:
    """The bytes under their hash, or 304 to who has them.

    There is no Last-Modified: a withdrawal takes the newest line away and leaves an older moment, and whoever asked by the time alone
    would be told that nothing has changed.
    """
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    answer = HttpResponse(body, content_type=content_type)
    answer["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=answer)
