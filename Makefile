# Two commands for a newcomer: `make demo` and `make test`. Everything lives in .venv.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo golden test lint types imports gate check clean setup judge-diff

setup: .venv/installed

.venv/installed: pyproject.toml
	@test -d .venv || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -e '.[dev,desk,mcp,sign,archives,arrow]'
	@$(BIN)/python -m compileall -q src
	@touch $@

demo: setup
	@$(BIN)/python examples/demo.py

test: setup
	@$(BIN)/python -m pytest

lint: setup
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: setup
	@$(BIN)/mypy

imports: setup
	@$(BIN)/lint-imports

# Floors of the measured figures; needs the measuring data beside the checkout and says so where it is missing.
gate: setup
	@$(BIN)/python benchmarks/gate.py

check: lint types imports test

golden: setup
	@$(BIN)/python -m tests.reports.regenerate && $(BIN)/python -m tests.docs.cli_page

# which findings a change to the judging rules gained and lost: make judge-diff BASE=REV
judge-diff: setup
	@$(BIN)/python benchmarks/judge_diff.py $(BASE)

clean:
	rm -rf .venv build dist
