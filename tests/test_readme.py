"""What README.md shows is what the commands print."""

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_outputs_in_the_readme_are_true():
    spec = importlib.util.spec_from_file_location("paste_outputs", ROOT / "tools" / "paste_outputs.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    text = tool.README.read_text(encoding="utf-8")
    assert tool.BLOCK.search(text)
    assert tool.pasted(text) == text, "run `make readme`"
