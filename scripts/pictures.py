"""Make the README's pictures anew: python scripts/pictures.py http://127.0.0.1:8000 (a portal with the demo running; poppler-utils installed)."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"


def portal(address: str) -> None:
    """The home page in Vietnamese, and one text in Khmer on a phone."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"])
        for name, path, size in (("portal", "/vi/", (1100, 780)), ("reader", "/km/library/udhr/", (360, 780))):
            page = browser.new_page(viewport={"width": size[0], "height": size[1]})
            page.goto(address + path)
            page.evaluate("document.fonts.ready")
            page.screenshot(path=PICTURES / f"{name}.png")
        browser.close()


def leaflet() -> None:
    """Both sides of the demo leaflet, side by side."""
    row([*sides("thu-vien", "vi", "leaflet", 70)], "leaflet")


def sheets() -> None:
    """One side or two of several layouts and languages."""
    handbook, beside = sides("udhr", "km", "handbook", 44), sides("udhr", "lo", "bilingual", 44)
    large, leaflet_a4 = sides("udhr", "vi", "large_print", 44), sides("thu-vien", "en", "leaflet_a4", 44)
    row([handbook[0], handbook[6], beside[0], large[0], leaflet_a4[0]], "sheets")


def sides(code: str, language: str, layout: str, dots: int) -> list[Image.Image]:
    """The sides of one printed form, `dots` to the inch."""
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "sheet.pdf"
        command = [sys.executable, ROOT / "manage.py", "print_edition", code, language, "--layout", layout, "--out", sheet]
        subprocess.run(command, check=True, capture_output=True)
        subprocess.run(["pdftoppm", "-r", str(dots), "-png", sheet, sheet.with_suffix("")], check=True)
        return [Image.open(side).copy() for side in sorted(Path(folder).glob("*.png"))]


def row(shown: list[Image.Image], name: str, gap: int = 12) -> None:
    """The pictures beside each other on grey, kept as docs/pictures/NAME.png."""
    width = sum(side.width for side in shown) + gap * (len(shown) + 1)
    joined = Image.new("RGB", (width, max(side.height for side in shown) + 2 * gap), "#8d8882")
    left = gap
    for side in shown:
        joined.paste(side, (left, gap))
        left += side.width + gap
    joined.save(PICTURES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    portal(sys.argv[1])
    leaflet()
    sheets()
    for made in PICTURES.glob("*.png"):
        Image.open(made).convert("RGB").quantize(128).save(made, optimize=True)
