"""Checks a release: builds wheel and sdist, looks into both, installs the wheel where nothing else is, and runs it.

    python tools/check_release.py

What is built stays in `dist/`. The exit status is 1 where something is wrong, and the last line says what.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
SAMPLE = "council-2024-report.docx"
PACKAGES = ("extractor", "models")
# Beside code: word lists, pages, what LibreOffice is told, the marks of typed packages.
DATA = {".csv", ".css", ".js", ".jinja", ".xcu"}


def main() -> None:
    """Check everything, in the order in which it can go wrong."""
    shutil.rmtree(DIST, ignore_errors=True)
    _run("build", sys.executable, "-m", "build", "--no-isolation", "--outdir", str(DIST), str(ROOT))
    (wheel,), (sdist,) = DIST.glob("*.whl"), DIST.glob("*.tar.gz")
    _run("twine check", sys.executable, "-m", "twine", "check", "--strict", str(wheel), str(sdist))
    check_wheel(wheel)
    _check_sdist(sdist)
    _check_installed(wheel)
    print(f"fit to release: {wheel.name}, {sdist.name}")


def _run(what: str, *command: str, **options: object) -> str:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, **options)  # type: ignore[call-overload]
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}\nnot fit to release: {what} fails with status {done.returncode}")
    print(f"{what}: fine")
    return str(done.stdout)


def check_wheel(wheel: Path) -> None:
    """Look for every module and data file in the wheel, and for nothing else.

    Args:
        wheel: The built wheel.

    Raises:
        SystemExit: Something is missing, or does not belong.
    """
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    wanted = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.suffix == ".py" or path.suffix in DATA or path.name == "py.typed"
    }
    _same("the wheel", wanted, {name for name in held if not name.endswith(".md")})


def _check_sdist(sdist: Path) -> None:
    """Look for all that git tracks in the sdist, save what serves the repository alone."""
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames() if archive.getmember(name).isfile()}
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode(
        "utf-8"
    )
    wanted = {name for name in tracked.split("\0") if name and (ROOT / name).exists() and not name.startswith(".ci/")}
    _same("the sdist", wanted, held - {"PKG-INFO"})


def _same(what: str, wanted: set[str], held: set[str]) -> None:
    lacking, foreign = sorted(wanted - held), sorted(held - wanted)
    if lacking or foreign:
        sys.exit(f"not fit to release: {what} lacks {lacking} and holds {foreign}")
    print(f"{what} holds {len(held)} files, as it should")


def _check_installed(wheel: Path) -> None:
    """Install the wheel in an environment of its own, outside the checkout, and compare a sample with its golden."""
    with tempfile.TemporaryDirectory() as folder:
        _run("new environment", sys.executable, "-m", "venv", "env", cwd=folder)
        python = Path(folder, "env", "bin", "python")
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _run("install", *pip, "--constraint", str(ROOT / "constraints.txt"), str(wheel), cwd=folder)
        shutil.copy2(ROOT / "samples" / SAMPLE, folder)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        extract = str(python.with_name("extract"))
        printed = _run("extract", extract, SAMPLE, cwd=folder, env=environment)
        _run("extract lexicon check", extract, "lexicon", "check", cwd=folder, env=environment)
        _run("a page", extract, SAMPLE, "--html", "review.html", cwd=folder, env=environment)
    if printed != (ROOT / "tests" / "golden" / f"{SAMPLE}.json").read_text(encoding="utf-8"):
        sys.exit("not fit to release: the installed command prints something else than tests/golden")
    print("the sample gives its golden records")


if __name__ == "__main__":
    main()
