"""The docs build without a warning, and no page of the site asks another for anything."""

import os
import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT

pytest.importorskip("mkdocs", reason="the extra docs is not installed")
LOADED = re.compile(
    r"<(?:script|img|iframe|source)\b[^>]*\ssrc=\"([^\"]*)|<link\b[^>]*\shref=\"([^\"]*)|url\(([^)]*)\)"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def test_every_page_is_built(site):
    pages = {path.relative_to(ROOT / "docs").with_suffix(".html") for path in (ROOT / "docs").rglob("*.md")}
    assert pages <= {path.relative_to(site) for path in site.rglob("*.html")}


def test_nothing_is_loaded_from_elsewhere(site):
    for path in (*site.rglob("*.html"), *site.rglob("*.css")):
        for names in LOADED.findall(path.read_text(encoding="utf-8")):
            address = "".join(names).strip("\"'")
            assert not re.match(r"(https?:)?//", address), (path.name, address)


def test_docstrings_are_in_the_reference(site):
    text = (site / "reference" / "python.html").read_text(encoding="utf-8")
    for name in ("extractor.library.extract", "models.record.Record", "models.findings.Finding"):
        assert f'id="{name}"' in text
