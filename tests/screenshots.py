"""python -m tests.screenshots [address]: eight main pages of the running site, for README and docs, into docs/images."""

from __future__ import annotations

import base64
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent.parent / "docs" / "images"
DESKTOP, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}
QUALITY, SHARPNESS = 82, 1.5
MOST_BYTES = 150_000
LIST = """Seroquel XR 200 mg PO qHS
tacrolimus 3 mg BID
methadone 80 mg daily
sertraline 50 mg
lisinopril 10 mg daily
hydroxizine 25
kratom powder 5 g TID"""


class Picture(NamedTuple):
    """A file, the page that it shows, and how much of a screen; with a list typed, and with its answer."""

    name: str
    path: str
    size: dict[str, int] = DESKTOP
    typed: str = ""
    answered: bool = False


PICTURES = (
    Picture("check", "/", {"width": 1280, "height": 960}, typed=LIST),
    Picture("results", "/", typed=LIST, answered=True),
    Picture("results-phone", "/", PHONE, typed=LIST, answered=True),
    Picture("answer-phone", "/answers/naltrexone-after-kratom/", PHONE),
    Picture("interactions", "/interactions/"),
    Picture("interaction", "/interactions/quetiapine/"),
    Picture("kratom", "/kratom/"),
    Picture("pharmacology", "/kratom/pharmacology/"),
)


def take(picture: Picture, browser: Browser, address: str) -> bytes:
    context = browser.new_context(
        base_url=address, viewport=picture.size, device_scale_factor=SHARPNESS, color_scheme="light"
    )
    page = context.new_page()
    page.goto(picture.path)
    if picture.typed:
        page.get_by_label("Medicines, one per line").press_sequentially(picture.typed.splitlines()[0][:1])
        page.get_by_label("Medicines, one per line").fill(picture.typed)
        page.locator(".chip").first.wait_for()
    if picture.answered:
        page.locator(".check-form").get_by_role("button", name="Check", exact=True).click()
        page.locator("article.finding").first.wait_for()
    page.mouse.click(2, 2)  # nothing focused
    image = as_webp(page)
    context.close()
    return image


def as_webp(page: Page) -> bytes:
    shot = page.context.new_cdp_session(page).send(
        "Page.captureScreenshot", {"format": "webp", "quality": QUALITY}
    )
    return base64.b64decode(shot["data"])


def main() -> None:
    address = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        found = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        for picture in PICTURES:
            image = take(picture, browser, address)
            if len(image) > MOST_BYTES:
                raise SystemExit(f"{picture.name}: {len(image)} bytes are too many")
            (FOLDER / f"{picture.name}.webp").write_bytes(image)
            print(f"{picture.name:<16} {len(image) / 1000:.0f} kB")
        browser.close()


if __name__ == "__main__":
    main()
