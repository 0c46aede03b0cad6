"""Measures how much of a broken program the tests notice: the share of sampled mutants that some test kills.

    python tools/mutation.py PACKAGE… [--sample 30] [--seed 1] [--minutes 9] [--slowest 0.3]

A mutant is one of our modules with one expression changed, as mutmut changes them. mutmut itself can't draw a sample,
wraps every function and runs all tests of a function; here the tests are collected once, and each mutant is a fork that
swaps the code of the function in place and runs the tests that reach the changed line: first those that noticed others
before, then the fastest. Which tests belong to a package stands in pyproject.toml. Results are kept in .mutation/, so
that a run goes on where the last one stopped; `--again` tries those once more that survived. Slow tests are left out,
so the score is a lower bound.
"""

import argparse
import contextlib
import gc
import hashlib
import importlib
import json
import os
import pickle
import random
import resource
import signal
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import coverage
import pytest
from _pytest.runner import runtestprotocol
from hypothesis import Phase, settings
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation import file_mutation
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import get_ignored_lines

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".mutation"
# What a line reached by no more tests than this may have done for all of them: a cache filled by whoever came first.
FEW = 3
# Seconds of processor time beyond three times what the tests take.
SPARE = 20
KILLED, SURVIVED, TOO_SLOW, SAME, NONE = "killed", "survived", "timeout", "the same code", "none"


@dataclass(frozen=True)
class Mutant:
    """A change of one module.

    Attributes:
        name: File, line, column and what is changed into what: the same in each run.
        path: The file.
        lines: The lines that are changed.
        whole: The source of the file.
        source: Makes the changed source.
    """

    name: str
    path: Path
    lines: range
    whole: str
    source: Callable[[], str]

    @property
    def file(self) -> str:
        """The file from the root of the repository."""
        return str(self.path.relative_to(ROOT))


def functions(code: CodeType) -> dict[str, CodeType]:
    """Return the code of each function and method of a module, by qualified name."""
    found = {}
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            is_class = not inner.co_flags & 0x2
            found.update(functions(inner) if is_class else {inner.co_qualname: inner})
    return found


def mutants(path: Path, size: int, seed: int) -> Iterator[Mutant]:
    """Yield a sample of what can be changed in a file; the same for the same file, size and seed."""
    source = path.read_text(encoding="utf-8")
    filename = str(path.relative_to(ROOT))
    wrapper = MetadataWrapper(file_mutation.cst.parse_module(source))
    visitor = file_mutation.MutationVisitor(mutation_operators, get_ignored_lines(filename, source, wrapper))
    module = wrapper.visit(visitor)
    places = wrapper.resolve(PositionProvider)
    changes = [one for one in visitor.mutations if one.contained_by_top_level_function]
    random.Random(f"{seed} {filename}").shuffle(changes)
    for change in changes[:size]:
        before, after = change.original_node, change.mutated_node
        place = places[before]
        was, now = (" ".join(module.code_for_node(node).split()) for node in (before, after))
        yield Mutant(
            f"{filename}:{place.start.line}:{place.start.column}: {was} → {now}",
            path,
            range(place.start.line, place.end.line + 1),
            source,
            lambda before=before, after=after: module.deep_replace(before, after).code,
        )


def apply(mutant: Mutant) -> bool:
    """Let every changed function, however decorated, run its changed code; False where nothing that runs is changed."""
    before, after = (
        functions(compile(source, str(mutant.path), "exec", dont_inherit=True))
        for source in (mutant.whole, mutant.source())
    )
    changed = {name: code for name, code in after.items() if code != before.get(name)}
    module = mutant.file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    importlib.import_module(module)
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__module__ == module and one.__qualname__ in changed:
            one.__code__ = changed[one.__qualname__]
    return bool(changed)


class Given:
    """What parsers and rules make of the tests' documents: kept, as it is the same for every mutant of assembly."""

    def __init__(self) -> None:
        from extractor import parsers
        from extractor.rules.pipeline import Pipeline, cached_pipeline
        from extractor.settings import Settings

        self.kept: dict[object, bytes] = {}
        cached_pipeline(Settings())
        Pipeline.annotate = self._once(Pipeline.annotate, lambda _, source: source.model_dump_json())  # type: ignore[method-assign]
        for name in ("parse", "parse_bytes"):
            parse = getattr(parsers, name)
            once = self._once(parse, lambda *args: args)
            for module in [module for module in sys.modules.values() if getattr(module, name, None) is parse]:
                setattr(module, name, once)

    def _once(self, work: Callable[..., Any], key_of: Callable[..., object]) -> Callable[..., Any]:
        def once(*args: Any) -> Any:
            key = key_of(*args)
            if key not in self.kept:
                self.kept[key] = pickle.dumps(work(*args))
            # Anew each time: assembly adds to what it is handed.
            return pickle.loads(self.kept[key])

        return once


def forked(seconds: float, work: Callable[[], bytes]) -> bytes:
    """Return what work returns, done in a silent process with so many seconds of processor time."""
    incoming, outgoing = os.pipe()
    if (child := os.fork()) == 0:
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silence, stream)
        limit = int(seconds + sum(resource.getrusage(resource.RUSAGE_SELF)[:2])) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        signal.alarm(int(seconds * 20))
        # Nobody waits for what a short life leaves behind; looking for it would copy the memory of the parent.
        gc.disable()
        answer = KILLED.encode()
        with contextlib.suppress(BaseException):
            answer = work()
        with os.fdopen(outgoing, "wb") as pipe:
            pipe.write(answer)
        os._exit(0)
    os.close(outgoing)
    with os.fdopen(incoming, "rb") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return answer or TOO_SLOW.encode()


class Session:
    """A pytest plugin that tries mutants instead of running the tests that were collected."""

    def __init__(self, package: str, args: argparse.Namespace) -> None:
        self.package = package
        self.args = args
        self.kept = KEPT / f"{package.replace('/', '.')}.json"
        self.results: dict[str, str] = json.loads(self.kept.read_text()) if self.kept.exists() else {}
        self.tests: dict[str, Any] = {}
        self.reach: dict[tuple[str, int], set[str]] = {}
        self.times: dict[str, float] = {}
        self.kills: Counter[str] = Counter(result.partition(" by ")[2] for result in self.results.values())

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Measure the tests, then try one mutant after the other until the time is up."""
        self.tests = {item.nodeid: item for item in session.items}
        by_file = [mutants(path, self.args.sample, self.args.seed) for path in self._files()]
        # One of each file after the other, so that a run cut short is a sample, too.
        sampled = [one for each in zip_longest(*by_file) for one in each if one]
        wanted = [one for one in sampled if self._is_wanted(one)]
        if wanted and self.args.minutes:
            self._measure()
        until = time.monotonic() + self.args.minutes * 60
        for mutant in wanted:
            if time.monotonic() > until:
                break
            self.results[mutant.name] = self._tried(mutant)
            self.kept.write_text(json.dumps(self.results, indent=0, ensure_ascii=False, sort_keys=True))
        tried = {one.name: self.results[one.name] for one in sampled if one.name in self.results}
        report(self.package, {name: result for name, result in tried.items() if result != SAME})
        return True

    def _files(self) -> list[Path]:
        return sorted((ROOT / self.package).rglob("*.py")) if (ROOT / self.package).is_dir() else [ROOT / self.package]

    def _is_wanted(self, mutant: Mutant) -> bool:
        known = self.results.get(mutant.name)
        return known is None or (self.args.again and known == SURVIVED)

    def _measure(self) -> None:
        """Find what lines each test reaches, and how long it takes; only of new tests if the package is as before."""
        digest = hashlib.sha256(b"".join(path.read_bytes() for path in self._files())).hexdigest()
        kept = self.kept.with_suffix(f".{digest[:16]}.reach")
        given = Given() if self.package.startswith("extractor/assembly") else None
        found: dict[object, bytes] = {}
        if kept.exists():
            self.reach, self.times, found = pickle.loads(kept.read_bytes())
        if given:
            given.kept.update(found)
        if new := [name for name in self.tests if name not in self.times]:
            reach, times, found = pickle.loads(forked(3600, lambda: self._reached(new, given)))
            for place, names in reach.items():
                self.reach.setdefault(place, set()).update(names)
            self.times |= times
            kept.write_bytes(pickle.dumps((self.reach, self.times, found)))
            if given:
                given.kept.update(found)
        failing = forked(3600, self._failing).decode()
        if failing != NONE:
            pytest.exit(f"fails without a mutant: {failing}", 1)

    def _reached(self, tests: list[str], given: Given | None) -> bytes:
        watch = coverage.Coverage(data_file=None, include=list(map(str, self._files())), config_file=False)
        times: dict[str, float] = {}
        watch.start()
        for name, item, following in self._in_turn(tests):
            watch.switch_context(name)
            started = time.process_time()
            self._fails(item, following)
            times[name] = time.process_time() - started
        watch.stop()
        data = watch.get_data()
        reach = {
            (str(Path(file).relative_to(ROOT)), line): set(names)
            for file in data.measured_files()
            for line, names in data.contexts_by_lineno(file).items()
        }
        return pickle.dumps((reach, times, given.kept if given else {}))

    def _failing(self) -> bytes:
        return next((name for name, *test in self._in_turn(list(self.tests)) if self._fails(*test)), NONE).encode()

    def _in_turn(self, names: list[str]) -> Iterator[tuple[str, Any, Any]]:
        for name, following in zip(names, [*names[1:], None], strict=True):
            yield name, self.tests[name], self.tests[following] if following else None

    @staticmethod
    def _fails(item: Any, following: Any) -> bool:
        return any(report.failed for report in runtestprotocol(item, nextitem=following, log=False))

    def _tried(self, mutant: Mutant) -> str:
        names = self._tests_for(mutant)

        def work() -> bytes:
            if not apply(mutant):
                return SAME.encode()
            for name, item, following in self._in_turn(names):
                if self._fails(item, following):
                    return f"{KILLED} by {name}".encode()
            return SURVIVED.encode()

        result = forked(3 * sum(self.times[name] for name in names) + SPARE, work).decode()
        self.kills[result.partition(" by ")[2]] += 1
        return result

    def _tests_for(self, mutant: Mutant) -> list[str]:
        found = set().union(*(self.reach.get((mutant.file, line), ()) for line in mutant.lines)) & self.tests.keys()
        if len(found) <= FEW:
            found = set(self.tests)
        quick = [name for name in found if self.times[name] <= self.args.slowest]
        return sorted(quick, key=lambda name: (-self.kills[name], self.times[name], name))


def report(package: str, results: dict[str, str]) -> None:
    """Print the score of each file and of the package, then each survivor."""
    by_file: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, result in results.items():
        by_file[name.split(":")[0]][result] += 1
    rows = {**by_file, package: sum(by_file.values(), Counter())}
    for file, counts in rows.items():
        tried = max(sum(counts.values()), 1)
        score = 1 - counts[SURVIVED] / tried
        print(
            f"{file:<45} {tried:>4} tried {counts[SURVIVED]:>4} survived {counts[TOO_SLOW]:>3} too slow {score:>5.0%}"
        )
    for name in sorted(name for name, result in results.items() if result == SURVIVED):
        print(f"    {name}")


def main() -> None:
    """Try the mutants of each package."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    tests = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mutation"]
    parser.add_argument("packages", nargs="*", default=list(tests), help="folders or files of extractor/")
    parser.add_argument("--sample", type=int, default=30, help="mutants of each file")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=9, help="time for each package; 0 only tells results")
    parser.add_argument("--slowest", type=float, default=0.3, help="leave out tests that take more seconds than this")
    parser.add_argument("--again", action="store_true", help="try survivors again")
    args = parser.parse_args()
    os.chdir(ROOT)
    KEPT.mkdir(exist_ok=True)
    settings.register_profile(
        "mutation", deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate]
    )
    for package in args.packages:
        session = Session(package, args)
        chosen = next(tests[name] for name in tests if package.startswith(name))
        pytest.main(
            ["-q", "-p", "no:cacheprovider", "-p", "no:warnings", "--hypothesis-profile", "mutation", *chosen],
            plugins=[session],
        )


if __name__ == "__main__":
    main()
