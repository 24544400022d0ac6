# Everything a fresh machine with Python 3.11 and make needs; `make` alone lists the targets.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: help demo test explore lint bench proofs campaigns clean
help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

demo: $(VENV)/runtime  ## check the paper's Scheduling Game and write its report page
	@$(BIN)/spi-verify demo

test: $(VENV)/dev  ## run the whole test suite
	@$(BIN)/python -m pytest -n 2

explore: $(VENV)/dev  ## run the property tests on new random examples; those that fail are tried first next time
	@$(BIN)/python -m pytest -n 2 --hypothesis-profile=fresh tests

lint: $(VENV)/dev  ## ruff and mypy (strict)
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

bench: $(VENV)/dev  ## measure speed as ratios to the named baselines (takes minutes)
	@$(BIN)/python -m benchmarks
	@$(BIN)/python -m benchmarks.proofs
	@$(BIN)/python -m benchmarks.searching
	@$(BIN)/python -m benchmarks.campaigns

proofs: $(VENV)/runtime  ## after editing encodings: write lists of files anew, renew the proofs that still hold
	@$(BIN)/python -m spi_verify.theory.compose
	@$(BIN)/python -m spi_verify.renewing

campaigns: $(VENV)/dev  ## measure the families of games anew, and write campaigns/ and docs/games.md (takes an hour)
	@$(BIN)/python -m spi_verify.search.campaign.renew --gambit ../shared/data/gambit

clean:  ## remove the virtual environment and everything generated
	rm -rf $(VENV) report build dist

$(VENV)/python:
	@echo "Setting up $(VENV) (once, about a minute) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "spi-verify needs Python 3.11 or newer")'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/runtime: $(VENV)/python pyproject.toml constraints.txt
	@$(PIP) --editable .
	@touch $@

$(VENV)/dev: $(VENV)/runtime
	@echo "Installing the development tools ..."
	@$(PIP) --editable '.[dev]'
	@touch $@
