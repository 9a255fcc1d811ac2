# Everything is Python in .venv; this file only names it. `make help` lists the targets.
PYTHON := $(firstword $(foreach name,python3.11 python3 python3.12 python3.13,$(shell command -v $(name) 2>/dev/null)))
VENV := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help setup setup-names run test test-all bench pictures check format messages lock clean python

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: python ## virtual environment and migrations, nothing else
	@$(PYTHON) scripts/venv.py
	@$(VENV) -m prisoners_tracker.embedded --prepare

setup-names: python ## name analysis for screening (365 MB more; nothing else needs it, `make run` does without)
	@$(PYTHON) scripts/venv.py --names

run: python ## the whole house on http://127.0.0.1:8000 with demonstration data (PORT=…, VAR_DIR=…, DEMO=0: empty)
	@$(PYTHON) scripts/venv.py
	@exec $(VENV) -m prisoners_tracker.embedded

test: python ## the suite on SQLite and PostgreSQL, real brokers, real Chromium
	@$(PYTHON) scripts/venv.py --dev
	@exec $(VENV) -m scripts.test

test-all: python ## the same and the slow tests
	@$(PYTHON) scripts/venv.py --dev
	@exec $(VENV) -m scripts.test --all

bench: python ## the rules over 100,000 cases, and the lines of a modelled team (CASES=, UPDATES=, SAMPLE=, SEED=; PostgreSQL)
	@$(PYTHON) scripts/venv.py --dev
	@exec $(VENV) -m bench $(PART)

pictures: python ## the pictures of README anew, from a house made for it (Chromium)
	@$(PYTHON) scripts/venv.py --dev
	@exec $(VENV) -m scripts.pictures

check: python ## ruff, mypy, djlint, import direction, missing migrations and translations, deployment checks
	@$(PYTHON) scripts/venv.py --dev
	@exec $(VENV) -m scripts.check

format: python ## let ruff sort imports and lay out the code
	@$(PYTHON) scripts/venv.py --dev
	@$(VENV) -m ruff check --quiet --fix . ; $(VENV) -m ruff format --quiet .

messages: python ## gather every text into the catalogues of locale/ and compile them (needs GNU gettext)
	@$(PYTHON) scripts/venv.py --dev
	@$(VENV) -m scripts.messages

lock: python ## write the requirements*.txt anew from the .in files (UPGRADE=1: newest versions)
	@$(PYTHON) scripts/venv.py --dev
	@$(VENV) -m scripts.lock $(if $(UPGRADE),--upgrade)

clean: ## remove .venv and caches; var/ (your data and keys) stays
	@rm -rf .venv .venv.lock .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
	@find . -name __pycache__ -type d -not -path './var/*' -prune -exec rm -rf {} +

python:
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed. On Debian: apt install python3 python3-venv" >&2; exit 1; }
