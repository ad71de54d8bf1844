"""Chromium's print-to-PDF of the very same HTML, stylesheets, fonts and pictures: by a fresh process, and by one browser kept open."""

import asyncio
import os
import subprocess
import tempfile
from pathlib import Path

from playwright.async_api import async_playwright

from kontum_ttdn.printing import engine
from kontum_ttdn.printing.document import Document
from kontum_ttdn.printing.page import compose, load_asset

CHROMIUM = "/usr/bin/chromium"
COLD = (CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--virtual-time-budget=10000")


def saved(document: Document, layout: str, folder: Path) -> Path:
    """The sheet as files under `folder`, as a browser reads it; answers its page."""
    page, house = compose(document, layout, "screen"), engine.house()
    css = {"house.css": house.css, "layout.css": house.layouts[page.layout.folder.name]}
    links = "".join(f'<link rel="stylesheet" href="{name}">' for name in css)
    texts = {"page.html": page.html.replace("</title>", f"</title>{links}", 1), **css}
    files = {**house.assets, **page.files(load_asset), **{name: text.replace("asset:", "").encode() for name, text in texts.items()}}
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder / "page.html"


def cold(*pages: Path) -> list[bytes]:
    """Each page printed by a fresh Chromium of its own, all at once."""
    own = {key: value for key, value in os.environ.items() if key != "FONTCONFIG_FILE"}
    with tempfile.TemporaryDirectory() as made:
        running = []
        for number, page in enumerate(pages):
            ways = (f"--user-data-dir={made}/{number}", f"--print-to-pdf={made}/{number}.pdf", page.as_uri())
            running.append(subprocess.Popen([*COLD, *ways], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=own))
        for process in running:
            process.wait()
        return [Path(made, f"{number}.pdf").read_bytes() for number in range(len(pages))]


class Kept:
    """One Chromium that stays open. `printed(*pages)` prints all of them at once."""

    def __init__(self):
        self.loop = asyncio.Runner()
        self.loop.run(self._open())

    async def _open(self) -> None:
        own = {key: value for key, value in os.environ.items() if key != "FONTCONFIG_FILE"}
        self.driver = await async_playwright().start()
        self.browser = await self.driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"], env=own)

    def printed(self, *pages: Path) -> list[bytes]:
        return self.loop.run(self._together(pages))

    async def _together(self, pages) -> list[bytes]:
        return await asyncio.gather(*(self._one(page) for page in pages))

    async def _one(self, page: Path) -> bytes:
        tab = await self.browser.new_page()
        await tab.goto(page.as_uri())
        pdf = await tab.pdf(print_background=True, prefer_css_page_size=True)
        await tab.close()
        return pdf

    def close(self) -> None:
        self.loop.run(self._close())
        self.loop.close()

    async def _close(self) -> None:
        await self.browser.close()
        await self.driver.stop()
