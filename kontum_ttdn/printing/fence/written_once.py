"""Each object of a PDF written out once.

pydyf 0.13 writes and compresses every object twice where a file has an identifier: for the file, and for the identifier's digest.
"""

from functools import cached_property

import pydyf


class Written(pydyf.Object):
    """A finished object in its own place of the file; its bytes are made when first asked for."""

    def __init__(self, plain: pydyf.Object):
        super().__init__()
        self.number, self.generation, self.free, self.plain = plain.number, plain.generation, plain.free, plain

    @property
    def compressible(self) -> bool:
        return self.plain.compressible

    @cached_property
    def data(self) -> bytes:
        return self.plain.data


def write_once(_document, pdf: pydyf.PDF) -> None:
    """WeasyPrint's last call before a file is written: nothing is added to its objects after it."""
    pdf.objects[1:] = [Written(plain) for plain in pdf.objects[1:]]
