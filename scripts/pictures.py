"""`make pictures`: README's three pictures, anew, of a house like that of `make run` on its first day."""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from scripts.small_png import small
from scripts.test import CHROMIUMS, without_house

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pictures"
SIZE: ViewportSize = {"width": 1280, "height": 860}
OPENS_WITHIN = 300
#: By file, where it is taken and what README says of it.
PICTURES = {
    "today": ("/", "Today: what needs somebody, with the reason, the day and the person"),
    "case": ("/cases/RU-22-7F3K/", "The case of Vladimir Kara-Murza on day 374: status, alerts, timeline with sources"),
    "alignment": (
        "/sanctions/alignment/",
        "Who has sanctioned those responsible, and who has not: by jurisdiction, with days behind the first",
    ),
}


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="prisoners-tracker-pictures-") as var_dir, sync_playwright() as playwright:
        log = Path(var_dir, "said")
        with log.open("w") as said:
            environment = {**without_house(), "VAR_DIR": var_dir, "DEMO": "1", "PORT": "8400"}
            command = [sys.executable, "-m", "prisoners_tracker.embedded"]
            house = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=said)
        try:
            site = opened(log, house)
            executable = next(filter(None, map(shutil.which, CHROMIUMS)), None)
            browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
            page = browser.new_page(viewport=SIZE, color_scheme="light", reduced_motion="reduce", locale="en-GB")
            sign_in(page, site, Path(var_dir, "demo-logins.txt").read_text())
            for name, (address, _words) in PICTURES.items():
                take(page, site + address, FOLDER / f"{name}.png")
            browser.close()
        finally:
            house.send_signal(signal.SIGINT)
            house.wait(timeout=60)
    return 0


def opened(log: Path, house: subprocess.Popen[bytes]) -> str:
    """The address of the house, once it says that it is open."""
    until = time.monotonic() + OPENS_WITHIN
    while time.monotonic() < until and house.poll() is None:
        if found := re.search(r"http://127\.0\.0\.1:\d+", log.read_text()):
            return found[0]
        time.sleep(1)
    raise SystemExit(f"The house did not open.\n{log.read_text()}")


def sign_in(page: Page, site: str, logins: str) -> None:
    email, password = next(line.split()[-2:] for line in logins.splitlines() if "advocate@" in line)
    page.goto(f"{site}/accounts/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(lambda address: "/login" not in address)


def take(page: Page, address: str, path: Path) -> None:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    path.write_bytes(small(page.screenshot()))
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    raise SystemExit(main())
