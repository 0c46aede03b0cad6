"""Pages made by the command, and opened in a browser that tells what it was asked to do."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from extractor.cli.main import run as run_command

ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
CHROMIUM = shutil.which("chromium")
Extract = Callable[..., int]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium."""
    if not CHROMIUM:
        pytest.skip("chromium is not installed (.ci/run does)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def extract(tmp_path, monkeypatch) -> Extract:
    """Returns a function that runs one command line in a folder of its own and returns its exit status."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: run_command([str(each) for each in arguments])


@dataclass
class Told:
    """What a page asked the browser to do; all of it must stay empty."""

    dialogs: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.dialogs or self.errors or self.requests)


@pytest.fixture
def open_page(browser) -> Iterator[Callable[..., Any]]:
    """Returns a function that opens a page; at the end none may have asked for anything."""
    opened: list[tuple[Any, Told]] = []

    def opening(path: Path, width: int = 1400, scheme: str = "light") -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page, told = context.new_page(), Told()
        opened.append((context, told))

        def dialog(each: Any) -> None:
            if each.type == "beforeunload":
                each.accept()
                return
            told.dialogs.append(each.message)
            each.dismiss()

        page.on("dialog", dialog)
        page.on("pageerror", lambda error: told.errors.append(str(error)))
        page.on("console", lambda message: told.errors.append(message.text) if message.type == "error" else None)
        page.on("request", lambda asked: told.requests.append(asked.url) if asked.url != path.as_uri() else None)
        page.goto(path.as_uri())
        page.wait_for_function("() => document.getElementById('progress')?.textContent !== ''")
        return page

    yield opening
    for context, told in opened:
        context.close()
        assert not told, told


@contextmanager
def saved_file(page: Any) -> Iterator[Path]:
    """Yields the file that a page saves when told to."""
    with page.expect_download() as download:
        page.keyboard.press("s")
    download.value.save_as(path := Path(download.value.suggested_filename).absolute())
    # The browser counts the download's own address as a request.
    yield path


def faults(page: Any) -> list[str]:
    """Returns what axe-core finds that is serious or critical."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:200]}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]
