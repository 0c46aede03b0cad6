"""What is installed by a user who has no checkout."""

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory) -> Path:
    """The interpreter of a new environment: the wheel, and this one's dependencies without the checkout."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python)]
    subprocess.run([*pip, "install", "--quiet", "--no-deps", str(wheel)], check=True, capture_output=True)
    ask = [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = Path(subprocess.run(ask, check=True, capture_output=True, text=True).stdout.strip())
    # Paths from a .pth file inside a folder that a .pth file names aren't read: no way back to the checkout.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def test_wheel_holds_both_packages_and_every_lexicon(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    expected = {
        path.relative_to(ROOT).as_posix()
        for package in ("extractor", "models")
        for path in (ROOT / package).rglob("*")
        if path.suffix in (".py", ".csv")
    }
    assert any(name.endswith(".csv") for name in expected)
    assert expected <= names
    strangers = {name for name in names - expected if ".dist-info/" not in name}
    assert {name for name in strangers if not name.startswith(("extractor/", "models/"))} == set()


def test_installed_command_runs(python, tmp_path):
    report = tmp_path / "report.txt"
    report.write_text("A workshop was held in Malta in May 2023 for 20 teachers.\n", encoding="utf-8")
    command = [python.with_name("extract"), report]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.stderr == b""
    assert json.loads(done.stdout)["document"]["filename"] == "report.txt"
    code = "import extractor, models; print(extractor.__file__, models.__file__)"
    where = subprocess.run([python, "-I", "-c", code], capture_output=True, text=True, check=True).stdout
    assert str(ROOT) not in where
