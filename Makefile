# Every task by one name. `make` alone lists them. A machine needs Python 3.11 or newer and make, nothing else.

PYTHON ?= python3
PORT ?= 5055
HOST ?= 127.0.0.1
WORKERS ?= 2
ARGS ?=
IN_VENV := .venv/bin/python
UV ?= $(or $(shell command -v uv 2>/dev/null),.venv/bin/uv)

.DEFAULT_GOAL := help
.PHONY: help run test lint bench proofs lock reset development python

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 18

run: python ## start Summit with its demonstration on http://127.0.0.1:5055 (PORT=, HOST=)
	@HOST='$(HOST)' PORT='$(PORT)' exec $(PYTHON) -m tools.start serve

test: development ## all tests, on SQLite and PostgreSQL, and in a browser (ARGS= for pytest)
	@$(IN_VENV) -m tools.browser
	@$(IN_VENV) -m pytest -n $(WORKERS) --dist worksteal --junit-xml=build/tests.xml $(ARGS)

lint: development ## style, types, the staircase of imports, templates, security
	@$(IN_VENV) -m ruff check .
	@$(IN_VENV) -m mypy
	@.venv/bin/lint-imports --no-logo
	@$(IN_VENV) -m djlint --lint --quiet templates
	@$(IN_VENV) -m bandit -q -ll -r summit tools config.py wsgi.py

bench: development ## the figures this project holds itself to, each measured here and now
	@for script in bench/*.py; do $(IN_VENV) "$$script" || exit 1; done

proofs: development ## every standard card and kind of document in every script as a picture, into build/proofs
	@$(IN_VENV) -m tools.proofs

lock: development ## settle the exact packages again, after pyproject.toml changed
	@test -x '$(UV)' || $(IN_VENV) -m pip install --quiet uv
	@$(UV) pip compile pyproject.toml --quiet --universal --generate-hashes $(ARGS) \
		-o requirements/runtime.txt
	@$(UV) pip compile pyproject.toml --quiet --group test --group lint --universal --generate-hashes $(ARGS) \
		-c requirements/runtime.txt -o requirements/development.txt

reset: ## throw away this installation's database, keys and files (asks first; YES=1 does not)
	@[ '$(YES)' = 1 ] || { printf 'Throw away everything in instance/? Type yes: '; read answer; [ "$$answer" = yes ]; }
	@find instance -mindepth 1 ! -name .gitignore -delete
	@echo 'instance/ is empty; the next `make run` starts from the beginning.'

development: python
	@$(PYTHON) -m tools.start prepare development

python:
	@command -v $(PYTHON) >/dev/null || { \
		echo 'There is no $(PYTHON) here: install Python 3.11 or newer, or name one, as in `make run PYTHON=python3.12`.' >&2; \
		exit 1; }
