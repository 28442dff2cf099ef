"""`make screenshots`: the public pages with the demonstration, at three widths, into docs/screenshots/.

Its own database and port: nothing of the site on this machine is touched. The pictures are made smaller by
keeping 256 colours each.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import CHROMIUM, FLAGS

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
WIDTHS = (320, 768, 1280)
TALLEST = 2400
PAGES = {
    "home": "/",
    "news": "/news/",
    "article": "/news/inspection-2023-25-grades/",
    "inspection": "/peel/",
    "inspection-area": "/peel/areas/responding/",
    "inspection-progress": "/peel/progress/",
    "inspection-answers": "/peel/answers/",
    "inspection-before": "/peel/2021-22/",
    "inspection-history": "/peel/history/",
    "inspection-force": "/peel/forces/kent/",
    "inspection-compare": "/peel/compare/",
    "inspection-claims": "/peel/claims/",
    "inspection-claim": "/peel/claims/3/",
    "inspection-grades": "/peel/grades/",
    "inspection-data": "/peel/data/",
    "inspection-changes": "/peel/changes/",
    "inspection-badge": "/peel/badge/",
    "page": "/advice/domestic-abuse/",
    "feedback": "/feedback/?from=/news/",
    "not-found": "/no-such-page/",
}


# What a visitor sees of the question about cookies, as proof of how it was put: what is done first, and where.
QUESTION = "section.consent"


def press(page: Page, choice: str) -> None:
    page.click(f"{QUESTION} button[value={choice}]")
    page.wait_for_selector(f"{QUESTION} [data-trouble]:not([hidden]), .consent-said:not([hidden])")


def fail(page: Page) -> None:
    page.route("**/cookies/preferences/", lambda route: route.fulfill(status=500))
    press(page, "accept")


def choose(page: Page) -> None:
    page.check("[name='g.statistics'][value=yes]")
    page.check("[name='g.preferences'][value=no]")
    page.click("main button[value=save]")
    page.wait_for_selector("#cookies-saved:not([hidden])")


STATES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "cookies-asked": ("/news/", lambda page: None),
    "cookies-accepted": ("/news/", lambda page: press(page, "accept")),
    "cookies-rejected": ("/news/", lambda page: press(page, "reject")),
    "cookies-failed": ("/news/", fail),
    "cookies-choices": ("/cookies/?from=/news/", lambda page: None),
    "cookies-chosen": ("/cookies/?from=/news/", choose),
    "cookies-version": ("/cookies/policy/2/", lambda page: press(page, "reject")),
}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, site(Path(folder)) as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        for name, path in PAGES.items():
            for width in WIDTHS:
                take(browser, url + path, width, FOLDER / f"{name}-{width}.png", first=answered)
        take(browser, url, 390, FOLDER / "home-390-dark.png", scheme="dark", first=answered)
        for name, (path, first) in STATES.items():
            for width in WIDTHS:
                take(browser, url + path, width, FOLDER / f"{name}-{width}.png", first=first)
        browser.close()


@contextmanager
def site(folder: Path) -> Iterator[str]:
    """The demonstration, served; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "ENV_FILE": "",
        "SECRET_KEY": "for pictures alone, of a site that nobody else can reach, 0123456789",
        "SITE_URL": url,
        "ALLOWED_HOSTS": "127.0.0.1",
        "FORCE_ID": "staffordshire",
        "DEMONSTRATION": "true",
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "MEDIA_ROOT": str(folder / "media"),
    }
    manage = [sys.executable, "manage.py"]
    sign_ins = ["--sign-ins", str(folder / "sign-ins.txt")]
    for words in (
        ["migrate", "--verbosity", "0"],
        ["collectstatic", "--no-input", "--verbosity", "0"],
        ["demo", *sign_ins],
    ):
        subprocess.run([*manage, *words], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    server = subprocess.Popen(
        [sys.executable, "-m", "config.serve", "--port", str(port), "--workers", "1"],
        cwd=ROOT,
        env=environment,
    )
    try:
        wait_for(url)
        yield url
    finally:
        server.terminate()
        server.wait()


def wait_for(url: str) -> None:
    for _number in range(100):
        try:
            urlopen(f"{url}/news/").close()  # noqa: S310 - our own address
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("The site did not start; the lines above say why.")


def answered(page: Page) -> None:
    """As somebody sees it who has answered before."""
    if page.locator(QUESTION).is_visible():
        press(page, "reject")
        page.reload()


def take(
    browser: Browser,
    url: str,
    width: int,
    file: Path,
    *,
    first: Callable[[Page], None],
    scheme: str = "light",
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
        locale="en-GB",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(url)
    page.goto(url)  # the font of the first visit is optional; the second has it
    first(page)
    page.evaluate("document.fonts.ready.then(() => true)")
    height = min(TALLEST, int(page.evaluate("document.documentElement.scrollHeight")))
    page.screenshot(path=file, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
    context.close()
    Image.open(file).convert("RGB").quantize(256).save(file, optimize=True)
    sys.stdout.write(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1024} kB\n")


if __name__ == "__main__":
    main()
