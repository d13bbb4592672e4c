"""A real browser. Its tests are skipped where there is none; KQ_CHROMIUM names one."""

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Request

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = os.environ.get("KQ_CHROMIUM") or shutil.which("chromium")
    found = found or shutil.which("google-chrome")
    if not found:
        pytest.skip("no Chromium: install it, or name one in KQ_CHROMIUM")
    with api.sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture
def options() -> dict[str, Any]:
    return {}


@pytest.fixture
def context(browser: "Browser", options: dict[str, Any]) -> Iterator[Any]:
    """A fresh visitor; afterwards: no error, no dialog, nothing asked of any other server."""
    fresh = browser.new_context(
        **{
            "viewport": {"width": 1280, "height": 800},
            "locale": "en-US",
            "reduced_motion": "reduce",
            **options,
        }
    )
    wrong: list[str] = []
    fresh.on("weberror", lambda error: wrong.append(f"error: {error.error}"))

    def dismiss(dialog: "Dialog") -> None:
        wrong.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def note(request: "Request") -> None:
        if not request.url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            wrong.append(f"request: {request.url}")

    fresh.on("dialog", dismiss)
    fresh.on("request", note)
    fresh.set_default_timeout(20000)
    yield fresh
    fresh.close()
    assert wrong == []
