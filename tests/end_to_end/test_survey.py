"""benchmarks/survey.py tells every file once, by what became of it."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_file_is_told_once(samples, tmp_path):
    folder = tmp_path / "files"
    (folder / "below").mkdir(parents=True)
    (folder / "report.docx").write_bytes((samples / "council-2024-report.docx").read_bytes())
    (folder / "below" / "cut.pdf").write_bytes((samples / "council-2025-report.pdf").read_bytes()[:5000])
    (folder / "below" / "empty.txt").write_bytes(b"")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (folder / "link.docx").symlink_to(folder / "report.docx")
    command = [sys.executable, "-m", "benchmarks.survey", folder, "--workers", "1", "--json", tmp_path / "told.jsonl"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("4 files\n")
    told = [json.loads(line) for line in (tmp_path / "told.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(Path(one["path"]).name, one["status"], one["code"]) for one in told] == [
        ("cut.pdf", "refused", "damaged"),
        ("empty.txt", "refused", "empty"),
        ("picture.png", "refused", "unsupported_format"),
        ("report.docx", "read", ""),
    ]
    assert all(one["peak"] > 0 for one in told)
