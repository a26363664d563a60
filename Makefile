# make demo   build the example articles into output/, ask one question, draw the graph
# make test   lint, types and the whole test suite
# make lint-js   the page's modules, by eslint (needs npx and the network, so it is no part of make test)
# Both set up .venv first; nothing else has to be installed but Python 3.11 or newer and make.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:

VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= output
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# What the demo asks: who takes over, works with or restricts whom, in which status, and who wrote so when.
define QUESTION
SELECT ?who ?relation ?whom ?status ?published ?headline WHERE {
  VALUES ?relation { kg:acquires kg:partnersWith kg:sanctions }
  ?statement rdf:subject/skos:prefLabel ?who ;
             rdf:predicate ?relation ;
             rdf:object/skos:prefLabel ?whom ;
             prov:wasDerivedFrom ?evidence .
  ?evidence kg:status ?status ; prov:wasQuotedFrom ?article .
  ?article schema:datePublished ?published ; schema:headline ?headline .
} ORDER BY ?relation ?who ?whom ?published LIMIT 24
endef
export QUESTION

.PHONY: demo test lint lint-js types unit clean help
help:
	@sed -n 's/^# //p' Makefile

# The first of these that is Python 3.11 or newer and can make an environment.
$(BIN)/python:
	@for python in "$${PYTHON:-}" python3.13 python3.12 python3.11 python3.14 python3 python; do \
		[ -n "$$python" ] || continue; \
		"$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		echo "setting up $(VENV) with $$("$$python" --version)"; \
		"$$python" -m venv $(VENV) && exit 0; \
	done; \
	echo "kg needs Python 3.11 or newer with its venv module (on Debian: apt-get install python3-venv);" \
	     "none was found. Name one with: make PYTHON=/path/to/python3.11" >&2; exit 1

$(VENV)/.installed: pyproject.toml | $(BIN)/python
	@echo "installing kg and what it needs into $(VENV)"
	@$(PIP) install --upgrade pip
	@$(PIP) install -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml | $(BIN)/python
	@echo "installing kg and its test tools into $(VENV)"
	@$(PIP) install --upgrade pip
	@$(PIP) install -e '.[dev]'
	@touch $(VENV)/.installed $@

demo: $(VENV)/.installed
	$(BIN)/kg build examples/articles -o $(OUT)
	@echo; echo "$$QUESTION"; echo
	@$(BIN)/kg query $(OUT) "$$QUESTION"
	@echo; echo "The graph, to be opened in a browser: $$($(BIN)/kg view $(OUT))"

test: lint types unit

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

lint-js:
	npx --yes eslint@9 kg/view/static/js

types: $(VENV)/.installed-dev
	$(BIN)/mypy --strict kg

unit: $(VENV)/.installed-dev
	$(BIN)/python -m pytest $(PYTEST_ARGS)

clean:
	rm -rf $(VENV) output build dist .mypy_cache .ruff_cache .pytest_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
