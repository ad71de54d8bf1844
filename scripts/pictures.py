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


def leaflet(language: str = "vi") -> None:
    """Both sides of the demo leaflet, side by side."""
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder) / "leaflet.pdf"
        subprocess.run(
            [sys.executable, ROOT / "manage.py", "print_edition", "thu-vien", language, "--out", sheet], check=True, capture_output=True
        )
        subprocess.run(["pdftoppm", "-r", "70", "-png", sheet, sheet.with_suffix("")], check=True)
        sides = [Image.open(side) for side in sorted(Path(folder).glob("*.png"))]
        joined = Image.new("RGB", (sum(side.width for side in sides), sides[0].height), "white")
        left = 0
        for side in sides:
            joined.paste(side, (left, 0))
            left += side.width
        joined.save(PICTURES / "leaflet.png", optimize=True)


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    portal(sys.argv[1])
    leaflet()
    for made in PICTURES.glob("*.png"):
        Image.open(made).convert("RGB").quantize(128).save(made, optimize=True)
