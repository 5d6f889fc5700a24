# make run opens the sample archive, make test runs all tests; each installs what it needs.
PYTHON ?= python3
VENV := .venv
WHOOSH3 := .venv-whoosh3
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# The sample archive has a home of its own, so that trying the program touches nobody's news.
SAMPLE := .sample
WORKERS ?= 2
SHARE ?= 1

.PHONY: help run test test-thorough test-opensearch opensearch test-whoosh3 check format screenshots bench train docs clean

help:
	@echo "make run          open the program on the sample archive (seeds/)"
	@echo "make test         run all tests"
	@echo "make test-thorough  the same with every search for faults run at length"
	@echo "make test-opensearch  the tests that ask a real OpenSearch (Java 17 and Maven)"
	@echo "make opensearch   run an OpenSearch on loopback until Ctrl-C (Java 17 and Maven)"
	@echo "make check        linters, formatter, types, direction of imports"
	@echo "make test-whoosh3 run the tests of the index on whoosh3 in an environment of its own"
	@echo "make format       let ruff format and fix"
	@echo "make screenshots  draw screenshots/*.svg anew"
	@echo "make bench        measure against other engines (docs/benchmarks.md)"
	@echo "make train        learn anew what names are found by (docs/entities.md)"
	@echo "make docs         write the generated parts of docs/ anew"
	@echo "make clean        remove .venv, caches and the sample archive"

run: $(VENV)/.run
	@NUTGRAF_HOME=$(SAMPLE) $(BIN)/nutgraf seeds

test: $(VENV)/.dev
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

# Random walks, killed processes and damaged files in the numbers that the manual speaks of, which
# takes hours; SHARE=0.1 makes a tenth of them.
test-thorough: $(VENV)/.dev
	NUTGRAF_THOROUGH=$(SHARE) $(BIN)/pytest -n $(WORKERS) --dist worksteal

# One process: the node is started once, and has most of the two cores. Without Java or Maven these
# tests are skipped, and say so.
test-opensearch: $(VENV)/.dev
	$(BIN)/pytest -m opensearch -rs tests/opensearch tests/index/engines

# KEEP=folder keeps what it holds.
opensearch: $(BIN)/python
	@$(BIN)/python -m tests.opensearch.server $(KEEP)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

screenshots: $(VENV)/.dev
	$(BIN)/python -m screenshots.make

docs: $(VENV)/.dev
	$(BIN)/python -m tui.commands.manual

# Whoosh has a successor under the same import name; what the index needs of it is in both.
test-whoosh3: $(WHOOSH3)/.dev
	$(WHOOSH3)/bin/pytest -p no:cacheprovider tests/index/test_whoosh_*.py

$(WHOOSH3)/.dev: pyproject.toml constraints.txt
	@$(PYTHON) -m venv $(WHOOSH3)
	@echo "Installing Nutgraf with whoosh3 into $(WHOOSH3) (once)"
	@$(WHOOSH3)/bin/python -m pip --disable-pip-version-check install --quiet \
		--constraint constraints.txt "pip>=25.1"
	@$(WHOOSH3)/bin/python -m pip --disable-pip-version-check install --quiet \
		--constraint constraints.txt --editable . --group test
	@$(WHOOSH3)/bin/python -m pip --disable-pip-version-check uninstall --quiet --yes whoosh
	@$(WHOOSH3)/bin/python -m pip --disable-pip-version-check install --quiet whoosh3==3.54.0
	@touch $@

# Everything that names are found by, from corpora, news and an encoder that others trained:
# make train NER=folder NEWS=folder ENCODER=folder
train: $(VENV)/.dev
	$(PIP) install --quiet scipy jax onnx optax tokenizers
	$(BIN)/python benchmarks/train.py $(NER) $(NEWS) $(ENCODER)

bench: $(VENV)/.dev
	$(PIP) install --quiet --constraint constraints.txt --group bench
	$(BIN)/python -m benchmarks.search

clean:
	rm -rf $(VENV) $(WHOOSH3) $(SAMPLE) .opensearch .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11))' || \
		{ echo "Nutgraf needs Python 3.11 or newer; name one: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "The venv module is missing: apt install python3-venv"; rm -rf $(VENV); exit 1; }

# Twice quiet, errors alone: pip before 23.3 warns that lxml lacks an extra, whose package is installed.
$(VENV)/.run: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Nutgraf into $(VENV) (once)"
	@$(PIP) install --quiet --quiet --constraint constraints.txt --editable .
	@touch $@

# pip learnt to install dependency groups in 25.1.
$(VENV)/.dev: $(VENV)/.run
	@echo "Installing the tools for tests and checks into $(VENV) (once)"
	@$(PIP) install --quiet --constraint constraints.txt "pip>=25.1"
	@$(PIP) install --quiet --constraint constraints.txt --group dev
	@touch $@
