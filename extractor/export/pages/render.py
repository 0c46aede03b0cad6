"""A page from its template, with its one style sheet and its one script inside and nothing else allowed to run."""

import hashlib
import json
import re
from base64 import b64encode
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from typing import IO, TYPE_CHECKING, Any

from extractor import __version__

if TYPE_CHECKING:
    from jinja2 import Environment

# What a reader can't see and a browser obeys: controls, changes of direction, parts of characters.
_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
# A data block ends at "</script", whatever its type; these are all that HTML reads in one.
_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def shown(text: object) -> str:
    """Return a text in which what can't be seen is told: "⟨U+202E⟩" for a change of direction."""
    return _OBEYED.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", str(text))


def write(template: str, assets: tuple[Iterable[str], Iterable[str]], stream: IO[str], **values: Any) -> None:
    """Write a page.

    Args:
        template: Name of the template.
        assets: Names of its style sheets and of its scripts, in their order.
        stream: Where to write.
        values: What the template shows; `data` is handed to the script as JSON.
    """
    style, script = ("".join(_asset(name) for name in names) for names in assets)
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    data = json.dumps(values.pop("data"), ensure_ascii=True, separators=(",", ":")).translate(_IN_SCRIPT)
    page = _environment().get_template(template)
    fixed = {"policy": policy, "style": style, "script": script, "json": data, "version": __version__}
    stream.writelines(page.generate(**fixed, **values))


def named(what: str, documents: Iterable[str]) -> dict[str, str]:
    """Return the key under which a browser keeps a page's decisions, and the name of the file that it saves.

    Args:
        what: What the file holds.
        documents: Ids of the page's documents.
    """
    page = hashlib.sha256("\n".join(documents).encode()).hexdigest()[:12]
    return {"page": page, "file": f"{what}-{page}.json"}


@lru_cache(maxsize=1)
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup, escape

    def harmless(value: Any) -> Any:
        return value if isinstance(value, Markup | int | float) else escape(shown("" if value is None else value))

    environment = Environment(
        loader=PackageLoader("extractor.export.pages"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=harmless,
    )
    environment.filters["code"] = lambda name: str(name).replace("_", " ")
    environment.filters["ours"] = Markup
    return environment


def _asset(name: str) -> str:
    return resources.files("extractor.export.pages").joinpath("assets", name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()
