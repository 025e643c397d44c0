PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
EXAMPLE := examples/district-office-2023
# A module that begins with an underscore is shared by the others and measures nothing itself.
BENCHES := $(sort $(filter-out _%,$(notdir $(basename $(wildcard bench/*.py)))))

.DEFAULT_GOAL := help
.PHONY: help demo examples test roundtrip lint bench lock clean

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(READY)  ## compile the example to all formats and check it, then check one with faults put in
	@echo "== gouji compile $(EXAMPLE)/budget.xlsx -o out/demo"
	@$(BIN)/gouji compile $(EXAMPLE)/budget.xlsx -o out/demo
	@echo "== gouji check out/demo/*.pdf"
	@$(BIN)/gouji check out/demo/*.pdf
	@echo "== gouji check $(EXAMPLE)/budget-with-faults.txt"
	@$(BIN)/gouji check $(EXAMPLE)/budget-with-faults.txt; status=$$?; [ $$status -le 1 ] || exit $$status
	@echo "== the disclosure is in out/demo"

examples: $(READY)  ## make the example's workbook anew
	@$(BIN)/python examples/make_workbook.py

test: $(READY)  ## run the tests
	@$(BIN)/python -m pytest

roundtrip: $(READY)  ## draw and read again a thousand compiled disclosures
	@GOUJI_ROUNDTRIP=1000 $(BIN)/python -m pytest tests/roundtrip

lint: $(READY)  ## check style, types and who imports whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

bench: $(READY)  ## measure speed, as ratios against a floor of the same run
	@set -e; for script in $(BENCHES); do echo "== $$script"; $(BIN)/python -m bench.$$script; done

lock:  ## write both lock files anew (needs uv)
	uv pip compile pyproject.toml -o requirements.lock $(LOCK_OPTIONS)
	uv pip compile pyproject.toml --extra dev -c requirements.lock -o requirements-dev.lock $(LOCK_OPTIONS)

LOCK_OPTIONS := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
  --custom-compile-command "make lock" --quiet

clean:  ## remove the environment and everything that was generated
	rm -rf $(VENV) build dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment holds what the lock names, checked by hash; it is brought up to date when the lock or the project changes.
$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Gouji needs Python 3.11 or newer; name it with: make PYTHON=python3.11 …" >&2; exit 1; }
	@echo "preparing the environment in $(VENV)" >&2
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip --disable-pip-version-check install -qq --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip --disable-pip-version-check install -qq --no-deps --no-build-isolation --editable .
	@touch $@
