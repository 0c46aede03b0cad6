# Needs nothing but Python 3.11 or newer and make; PYTHON=… picks another interpreter.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
# Byte code now, as a wheel has it: where Python is told to write none, each start would compile anew.
COMPILE := $(BIN)/python -m compileall -q extractor models
SAMPLE := samples/council-2024-report.docx

.PHONY: help demo test coverage mutation samples docs docs-outputs tutorial release-check bench clean
.DELETE_ON_ERROR:

help:
	@echo "make demo           set up, and extract the records of a sample report"
	@echo "make test           set up, and run every check: ruff, mypy, import-linter, pytest"
	@echo "make coverage       every test once more, measured: lines and branches, in every process (slow)"
	@echo "make mutation       break assembly, normalise and reconcile a little, and see what no test notices (slow)"
	@echo "make samples        make the documents in samples/ again from their sources"
	@echo "make docs           build the site of docs/ in build/site"
	@echo "make docs-outputs   paste into README.md and docs/ what their commands print today"
	@echo "make tutorial       follow docs/tutorial.md to the letter, from installing on"
	@echo "make release-check  build wheel and sdist, install them where nothing else is, and run them"
	@echo "make bench          measure everything against floors and peers, and paste the figures; needs a quiet machine"
	@echo "make clean          remove the virtual environment and caches"

demo: .venv/installed
	$(BIN)/extract $(SAMPLE)

test: .venv/installed-dev
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --numprocesses auto --dist loadfile --durations 25

coverage: .venv/installed-dev
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest --numprocesses auto --dist loadfile
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

mutation: .venv/installed-dev
	$(BIN)/python tools/mutation.py

samples: .venv/installed-dev
	$(BIN)/python tools/make_samples.py

docs: .venv/installed-dev
	$(BIN)/mkdocs build --strict

docs-outputs: .venv/installed-dev
	$(BIN)/python tools/paste_outputs.py

tutorial:
	$(PYTHON) tools/follow_tutorial.py

release-check: .venv/installed-dev
	$(BIN)/python tools/check_release.py

# In an environment of its own: the peers ask for other versions of some libraries.
bench: .venv-bench/installed
	.venv-bench/bin/python -m benchmarks --json benchmarks/results/latest.json
	.venv-bench/bin/python -m benchmarks.paste

clean:
	rm -rf .venv .venv-bench build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage* .mutation

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "error: no Python 3.11 or newer found; install one, or run make PYTHON=…" >&2; exit 1; }
	$(PYTHON) -m venv .venv

.venv/installed: pyproject.toml constraints.txt | .venv/bin/python
	$(PIP) --editable .
	@$(COMPILE)
	@touch $@

.venv/installed-dev: pyproject.toml constraints.txt | .venv/bin/python
	$(PIP) --editable '.[dev]'
# Brings the schema of IATI 2.03; it asks for libraries of 2018, none of which reading a schema needs.
	$(PIP) --no-deps pyIATI==0.4.1
	@$(COMPILE)
	@touch $@ .venv/installed

.venv-bench/installed: pyproject.toml benchmarks/constraints.txt
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check \
		--constraint benchmarks/constraints.txt --editable '.[bench]'
	@touch $@
