"""Real files, made here: photographs with a position in every place where cameras and programs put one, documents, sound and clips."""

import io
import struct
import subprocess
import zlib
from pathlib import Path

import pikepdf
from PIL import ExifTags, Image, PngImagePlugin
from PIL.TiffImagePlugin import IFDRational

# A position that can be looked for as bytes: as text, and as the rational numbers of EXIF.
POSITION = b"14.7421"
XMP = (
    b'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>14.7421N</exif:GPSLatitude></x:xmpmeta><?xpacket end="w"?>'
)
AUTHOR = "Y Thử"
COMMENT = b"taken at 14.7421, 107.5512"
GPS_NUMBERS = (struct.pack(">II", 147421, 10000), struct.pack("<II", 147421, 10000))


def painted(size=(64, 40), mode="RGB") -> Image.Image:
    """A picture in which every pixel differs from its neighbours."""
    image = Image.new(mode, size)
    width, height = size
    pixels = [((x * 7) % 256, (y * 11) % 256, (x * y) % 256) for y in range(height) for x in range(width)]
    image.putdata(pixels if mode == "RGB" else [pixel[0] for pixel in pixels] if mode == "L" else [(*pixel, 128) for pixel in pixels])
    return image


def exif(orientation: int = 1) -> bytes:
    """As a phone writes it: position, maker, which way is up, when and whose."""
    block = Image.Exif()
    block[ExifTags.Base.Orientation] = orientation
    block[ExifTags.Base.Make] = "Phone 14.7421"
    block[ExifTags.Base.Artist] = AUTHOR.encode()  # Pillow by itself writes "?" for what is not ASCII
    block[ExifTags.IFD.GPSInfo] = {1: "N", 2: (IFDRational(147421, 10000), 0, 0), 3: "E", 4: (IFDRational(1075511, 10000), 0, 0)}
    block[ExifTags.IFD.Exif] = {ExifTags.Base.DateTimeOriginal: "2026:03:03 08:00:00", ExifTags.Base.MakerNote: b"place=14.7421"}
    return block.tobytes()


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def jpeg(image: Image.Image | None = None, **how) -> bytes:
    out = io.BytesIO()
    (image or painted()).save(out, "JPEG", **({"quality": 90} | how))
    return out.getvalue()


def jpeg_with_positions(orientation: int = 1) -> bytes:
    """EXIF, XMP, a comment, a second picture behind the first (MPF) with its own position, and a trailer."""
    plain = jpeg(exif=exif(orientation))
    head = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP) + segment(0xFE, COMMENT) + segment(0xE2, b"MPF\0" + POSITION)
    preview = jpeg(painted((16, 16)), exif=exif())
    return plain[:2] + head + plain[2:] + preview + b"\0\0" + POSITION


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body), name) + body + struct.pack(">I", zlib.crc32(name + body))


def png(image: Image.Image | None = None, **how) -> bytes:
    out = io.BytesIO()
    (image or painted()).save(out, "PNG", **how)
    return out.getvalue()


def png_with_positions(orientation: int = 1) -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", COMMENT.decode())
    texts.add_text("Packed", COMMENT.decode(), zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    plain = png(pnginfo=texts, exif=exif(orientation))
    return plain[:-12] + chunk(b"prVt", POSITION) + plain[-12:] + POSITION


def webp(image: Image.Image | None = None, **how) -> bytes:
    out = io.BytesIO()
    (image or painted()).save(out, "WEBP", **({"lossless": True} | how))
    return out.getvalue()


def webp_with_positions(orientation: int = 1) -> bytes:
    return webp(exif=exif(orientation), xmp=XMP) + POSITION


def webp_with_half_its_pixels() -> bytes:
    """Sound on the outside, with the sizes that belong to it: only unpacking shows what is missing."""
    whole = webp(painted((300, 200)), lossless=False, quality=90)
    pixels = whole[20:][: (len(whole) - 20) // 4 * 2]
    inner = b"WEBPVP8 " + struct.pack("<I", len(pixels)) + pixels
    return b"RIFF" + struct.pack("<I", len(inner)) + inner


def head_of_png(width: int, height: int) -> bytes:
    """A small file whose head claims any size."""
    body = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", body) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


def pdf(change=lambda document: None, **how) -> bytes:
    """One page; `change(document)` puts in what the gate must find."""
    document, out = pikepdf.new(), io.BytesIO()
    document.add_blank_page(page_size=(420, 595))
    change(document)
    document.save(out, **how)
    return out.getvalue()


def add_photograph(document: pikepdf.Pdf) -> None:
    """The photograph with all its positions as a picture of the first page."""
    stream = pikepdf.Stream(document, jpeg_with_positions())
    stream.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image, "/Width": 64, "/Height": 40, "/BitsPerComponent": 8})
    stream.ColorSpace, stream.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
    document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=document.make_indirect(stream)))
    document.pages[0].Contents = pikepdf.Stream(document, b"q 100 0 0 60 50 50 cm /Im0 Do Q")


def ffmpeg(folder: Path, name: str, *arguments: str) -> bytes:
    """What ffmpeg makes of these arguments, as a file of this name."""
    path = folder / name
    subprocess.run(["ffmpeg", "-v", "error", "-y", *arguments, str(path)], check=True)
    return path.read_bytes()


TONE = ("-f", "lavfi", "-i", "sine=frequency=440:duration=2")
FILM = ("-f", "lavfi", "-i", "testsrc2=duration=1:size=640x360:rate=10")
TAGS = ("-metadata", "location=+14.7421+107.5512/", "-metadata", "comment=14.7421", "-metadata", "title=14.7421")
