"""Measures how often records are right, by rule and by confidence, on documents with gold.

    python tools/calibrate.py GOLD_DIR… [--rules]

A record is right where it stands for a gold record and its type, status and countries agree. With `--rules` the
factors of extractor/lexicon/data/confidence.csv are estimated anew: a rule's share of right records against all.
"""

import argparse
import importlib.util
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from extractor.service import extract
from extractor.settings import Settings

_SCORER = Path(__file__).resolve().parents[2] / "shared" / "score.py"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--rules", action="store_true")
    args = parser.parse_args()
    judged = [pair for folder in args.gold for pair in _judge(folder)]
    right = sum(ok for _, ok in judged)
    print(f"{len(judged)} records, {right / len(judged):.3f} right")
    if args.rules:
        _by_rule(judged)
    deciles: defaultdict[float, list[bool]] = defaultdict(list)
    for record, ok in judged:
        deciles[int(record["confidence"] * 10) / 10].append(ok)
    print("confidence  records  right")
    for low, oks in sorted(deciles.items()):
        print(f"{low:.1f}–{low + 0.1:.1f}  {len(oks):>8}  {sum(oks) / len(oks):.3f}")


def _scorer() -> object:
    spec = importlib.util.spec_from_file_location("score", _SCORER)
    if spec is None or spec.loader is None:
        sys.exit(f"{_SCORER}: not found")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _judge(folder: Path) -> list[tuple[dict, bool]]:
    """Return the records of a folder's documents, each with whether it is right; optional gold is left out."""
    score = _scorer()
    out = []
    for path in sorted(folder.rglob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if "records" not in gold:
            continue
        source = score.Source((path.parent / gold["text"]).read_text(encoding="utf-8"))
        result = json.loads(extract(path.parent / gold["text"], Settings()).model_dump_json())
        for record in result["records"]:
            touched = [g for g in gold["records"] if _touches(score, source, record, g)]
            if touched and not any(g.get("optional") for g in touched):
                out.append((record, any(_agrees(score, g, record) for g in touched)))
            elif not touched:
                out.append((record, False))
    return out


def _touches(score, source, record, gold) -> bool:
    text = record["evidence"]["text"]
    return score.touches(score.squeeze(text), source.ranges(text), gold, score.anchors_of(gold, source))


def _agrees(score, gold, record) -> bool:
    want, got = set(gold.get("countries", [])), score.alpha3s(record)
    free = set(score.as_list(gold.get("countries_optional"))) | set(score.as_list(gold.get("location")))
    countries = want <= got | free and got <= want | free
    kind = score.right_type(gold, record["activity_type"])
    return kind and countries and record["status"] in score.as_list(gold["status"])


def _by_rule(judged: list[tuple[dict, bool]]) -> None:
    """Print each rule's share of right records, pulled towards the whole where it is rare."""
    seen, right = Counter(), Counter()
    for record, ok in judged:
        for rule in record["rules"]:
            seen[rule] += 1
            right[rule] += ok
    overall = sum(ok for _, ok in judged) / len(judged)
    for rule, n in sorted(seen.items()):
        share = (right[rule] + 10 * overall) / (n + 10)
        print(f"{rule},{min(100, round(100 * share / overall))}  # {right[rule]} of {n}")


if __name__ == "__main__":
    main()
