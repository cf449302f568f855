# The only list of developer commands; .ci/run calls the same ones.
# uv is used when it is on the path, otherwise python's own venv and pip.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CODE := src tests benchmarks docs schemas
UV := $(shell command -v uv 2>/dev/null)
FUZZ_SECONDS ?= 60

$(READY): pyproject.toml uv.lock
ifdef UV
	uv sync --quiet --frozen --inexact --all-extras --group dev
else
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable '.[all]' --group dev
endif
	@touch $(READY)

# The fuzzer is big and for Linux only: it comes with the first `make fuzz`.
FUZZ_READY := $(VENV)/.ready-fuzz
$(FUZZ_READY): $(READY)
ifdef UV
	uv sync --quiet --frozen --inexact --all-extras --group dev --group fuzz
else
	$(BIN)/python -m pip install --quiet --group fuzz
endif
	@touch $(FUZZ_READY)

# The libraries that reading is compared with come with the first `make bench`.
BENCH_READY := $(VENV)/.ready-bench
$(BENCH_READY): $(READY)
ifdef UV
	uv sync --quiet --frozen --inexact --all-extras --group dev --group bench
else
	$(BIN)/python -m pip install --quiet --group bench
endif
	@touch $(BENCH_READY)

# What builds the site comes with the first `make docs`.
DOCS_READY := $(VENV)/.ready-docs
$(DOCS_READY): $(READY)
ifdef UV
	uv sync --quiet --frozen --inexact --all-extras --group dev --group docs
else
	$(BIN)/python -m pip install --quiet --group docs
endif
	@touch $(DOCS_READY)

.PHONY: help dev fmt check lint types arch messages-check test test-unit bench fuzz fuzz-check demo schemas docs docs-check docs-site messages

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-16s %s\n", $$1, $$2 }' Makefile

dev: $(READY) ## set up .venv with everything a developer needs

fmt: $(READY) ## format the code and mend what can be mended
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

lint: $(READY) ## ruff and codespell
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/codespell $(CODE) *.md

types: $(READY) ## mypy --strict
	$(BIN)/mypy

arch: $(READY) ## the floors of the house
	$(BIN)/lint-imports --no-cache

test: $(READY) ## every test
	$(BIN)/pytest

# What these write need not outlive them, and memory is not synced; the others use a real disk.
test-unit: $(READY) ## the quick ones, under a minute
	$(if $(wildcard /dev/shm/.),TMPDIR=/dev/shm) $(BIN)/pytest -o tmp_path_retention_policy=failed tests/unit tests/architecture

check: lint types arch docs-check fuzz-check ## style, types, floors, generated files, seeds of the fuzzer and a few mutants of every real file

schemas: $(READY) ## write schemas/ from the models
	$(BIN)/python -m schemas.generate

docs: $(READY) ## write the generated pages of docs/, then build the site of them
	$(BIN)/python -m docs.generate
	$(MAKE) --no-print-directory docs-site

docs-site: $(DOCS_READY) ## build/site from docs/, strictly: every page, link and anchor
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --config-file docs/site/en.yml
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --config-file docs/site/ru.yml

docs-check: $(READY) ## are the generated files fresh
	$(BIN)/python -m schemas.generate --check
	$(BIN)/python -m docs.generate --check

LOCALE := src/cml_sync/locale
messages: $(READY) ## collect texts for the translator and compile the catalogues
	$(BIN)/python -m babel.messages.frontend -q extract -F docs/babel.cfg --no-wrap --sort-output --omit-header --add-location=file -k text -k text_n:1,2 -o $(VENV)/cml_sync.pot src/cml_sync
	$(BIN)/pybabel -q update --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -D cml_sync -l ru -i $(VENV)/cml_sync.pot -d $(LOCALE)
	$(BIN)/pybabel -q compile -D cml_sync -l ru -d $(LOCALE)

bench: $(BENCH_READY) ## speed and memory beside what they are held to, in one run (BENCH_RECORDS, BENCH_ROUNDS)
	$(BIN)/python -m benchmarks

fuzz: $(FUZZ_READY) ## every reader against hostile input for FUZZ_SECONDS, then 200 mutants of every real file
	$(BIN)/python -m tests.fuzz --seconds $(FUZZ_SECONDS)

fuzz-check: $(READY) ## what the fuzzer begins with, what it once broke, and three mutants of every real file
	$(BIN)/pytest -q tests/property/test_fuzz_seeds.py

demo: $(READY) ## the main job for real, in a folder of its own
	$(BIN)/cml-sync demo
