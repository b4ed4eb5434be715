# Everything that a developer or a fresh machine does here. Needs Python 3.11 or later, make, and the package registry.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SYNCED := $(VENV)/.synced
SOURCE ?= sample
COVERED := extractors schemas warehouse explorer
# The house style of the SQL: rules are laid out for reading, and columns in the order of the contract.
SQL_STYLE := layout,references,structure.column_order,structure.subquery,structure.join_condition_order,ambiguous.column_count,capitalisation.types,capitalisation.literals,aliasing.self_alias.column

# uv finds the environment here whatever else is active, and never fetches a Python of its own.
export UV_PROJECT_ENVIRONMENT := $(VENV)
export UV_PYTHON_DOWNLOADS := never

.DEFAULT_GOAL := help
.PHONY: help setup run test test-slow demo-nightly docs lint bench clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(SYNCED) ## make .venv with everything that uv.lock names

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 15))' || { \
		echo "Python 3.11 to 3.14 is needed, but '$(PYTHON)' is another or is missing; name one with 'make PYTHON=python3.12 ...'." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
		echo "'$(PYTHON) -m venv' failed; install your system's package for it (Debian: python3-venv) and try again." >&2; rm -rf $(VENV); exit 1; }

$(SYNCED): pyproject.toml uv.lock | $(BIN)/python
	@test -x $(BIN)/uv || { $(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null; } && \
		test -x $(BIN)/uv || $(BIN)/python -m pip install -q --disable-pip-version-check 'uv>=0.9'
	@# Inexact: uv itself lives in the environment and is no dependency of the project.
	$(BIN)/uv sync --frozen --inexact
	@touch $@

run: $(SYNCED) ## run the main job on the sample reports; SOURCE=FOLDER for others
	$(BIN)/hmip run --source $(SOURCE)

test: $(SYNCED) ## run the tests, with coverage; some look with Chromium, LibreOffice and R, and say when they cannot
	$(BIN)/python -m pytest $(COVERED:%=--cov=%) --cov-report=term

test-slow: $(SYNCED) ## run the long tests of the nightly run as well
	HMIP_SLOW=1 $(BIN)/python -m pytest tests/nightly

demo-nightly: $(SYNCED) ## three nights against a replica of the publisher's sites
	$(BIN)/python -m tests.replica --count 60 --nights 3

docs: $(SYNCED) ## build the documentation into site/
	$(BIN)/zensical build --strict

lint: $(SYNCED) ## check style, types, the order of imports, and the SQL
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint --dialect duckdb --exclude-rules $(SQL_STYLE) --disable-progress-bar warehouse

bench: $(SYNCED) ## measure time and memory beside plain pdfplumber and pypdfium2
	$(BIN)/python -m tests.bench

clean: ## remove what these targets made, but not warehouses
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage build dist
