"""What is installed by a user who has no checkout."""

import importlib.util
import json
import subprocess
import sys
import venv
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
    own = [path for path in sys.path if Path(path).name == "site-packages"]
    (site / "dependencies.pth").write_text("\n".join(own) + "\n", encoding="utf-8")
    return python


def test_wheel_holds_both_packages_with_their_data_and_nothing_else(wheel):
    spec = importlib.util.spec_from_file_location("check_release", ROOT / "tools" / "check_release.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    tool.check_wheel(wheel)


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


def installed(python, code, tmp_path) -> str:
    done = subprocess.run([python, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout


def test_components_are_at_hand_in_any_spacy_pipeline(python, tmp_path):
    code = """
import spacy
nlp = spacy.blank("en")
for name in ("council_countries", "council_dates", "council_counts", "council_organisations"):
    nlp.add_pipe(name)
doc = nlp("Report\\n\\nA workshop was held in Accra, Ghana, on 3 May 2024 for 50 teachers with UNICEF.")
for group in ("country", "city", "date", "count", "organisation"):
    print(group, *((span.text, span.label_, span.id_) for span in doc.spans[group]))
"""
    assert installed(python, code, tmp_path).splitlines() == [
        "country ('Ghana', 'country_lexicon', 'GHA')",
        "city ('Accra', 'city_lexicon', 'Accra')",
        "date ('3 May 2024', 'date', '')",
        "count ('50 teachers', 'count_noun', '')",
        "organisation ('UNICEF', 'organisation_lexicon', 'UNICEF')",
    ]


def test_library_use_as_the_readme_tells(python, tmp_path):
    for year, number in (("2023", 20), ("2024", 30)):
        text = f"This report covers {year}.\n\nA workshop was held in Malta in May {year} for {number} teachers.\n"
        (tmp_path / f"{year}.txt").write_text(text, encoding="utf-8")
    code = """
from extractor import diff, extract, to_dataframe
results = [extract(f"{year}.txt") for year in (2023, 2024)]
frame = to_dataframe(results)
print(*frame[["record", "people"]].people, frame.start.dt.year.tolist())
print(diff("2023.txt", "2024.txt") == diff(*results), len(diff(results[:1], results[1:]).findings) > 0)
"""
    assert installed(python, code, tmp_path).splitlines() == ["20 30 [2023, 2024]", "True True"]
