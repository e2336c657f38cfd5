# Needs make and Python 3.11 or newer, nothing else. Another Python: make PYTHON=python3.12 setup

PYTHON ?= python3
BIN    := .venv/bin
PIP    := $(BIN)/python -m pip install -qq --disable-pip-version-check --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help setup demo lint format test test-all floors confidence accuracy bench docs notebooks build clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/ready ## make .venv and install dxextract in it, editable, with every version pinned
	@:

.venv/ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "dxextract needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Installing into .venv (once, about a minute)"
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) hatchling
	@$(PIP) --no-build-isolation --editable '.[dev]'
	@touch $@

.venv/ready-all: .venv/ready
	@echo "Installing what the tests with a browser and Spark need (once)"
	@# PySpark comes as source; the setuptools that comes with Python 3.11 needs another package to build it.
	@$(PIP) setuptools
	@$(PIP) --no-build-isolation --editable '.[all-tests]'
	@touch $@

demo: setup ## extract the facts of corpus/tuned to build/demo and show them
	$(BIN)/dxextract extract 'corpus/tuned/*.txt' -o build/demo
	$(BIN)/dxextract summary build/demo

lint: setup ## check style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: setup ## put the code into the project's style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

test: lint ## style, types, and the tests that need only Python
	$(BIN)/pytest -rs -n auto -m "not (needs_browser or needs_java or slow or alone)"
	$(BIN)/pytest -rs -m "alone and not (needs_browser or slow)"

test-all: .venv/ready-all ## every test, slow ones and those with a browser and Java too; a skipped test is a failure
	$(BIN)/pytest -rs --no-skips -n auto -m "not alone"
	$(BIN)/pytest -rs --no-skips -m alone

floors: setup ## raise the pinned accuracy floors to what is reached now
	$(BIN)/dxextract evaluate corpus --floors corpus/floors.json --raise-floors

confidence: setup ## fit the weights of confidence anew, after rules or corpus changed
	$(BIN)/python -m dxextract.evaluation confidence

accuracy: setup ## write docs/accuracy.md and the README's table anew
	$(BIN)/python -m dxextract.evaluation accuracy

bench: .venv/ready-all ## measure speed and memory side by side with underthesea, and write docs/performance.md and the README's table (half an hour)
	$(BIN)/python -m benchmarks.bench

docs: setup ## write what of docs/ is made from the code anew: commands and columns
	$(BIN)/python -m dxextract.cli.documentation

notebooks: setup ## run the notebooks and save what they show
	cd notebooks && PATH="$(CURDIR)/$(BIN):$$PATH" ../$(BIN)/jupyter-execute --inplace *.ipynb

build: setup ## sdist and wheel in dist/
	$(BIN)/python -m hatchling build -d dist

clean: ## remove .venv, build/, dist/ and caches
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
