# setup · run · test · attack · check · fix · publish · content · backup · bench · lock      (check never writes, fix does)
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
WORKERS ?= 2
FILE ?= var/backups/kratom-$(shell date -u +%Y%m%dT%H%M%SZ).tar.gz

.PHONY: setup run test attack check fix publish content backup bench lock

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; this is $$($(PYTHON) --version). Set PYTHON=python3.11."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.txt
	@touch $@

setup: $(VENV)/.run

run: publish
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@echo "Kratom Interaction Reference on http://127.0.0.1:$(PORT)  (Ctrl-C stops it)"
	@$(BIN)/python manage.py first_editor
	@$(BIN)/granian --interface wsgi --host 127.0.0.1 --port $(PORT) --workers $(WORKERS) --blocking-threads 1 --no-access-log --log-level warning config.wsgi:application

publish: setup
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_content --bootstrap
	@$(BIN)/python manage.py publish_release

content: publish
	@$(BIN)/python manage.py content_report

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto -m "not attack" $(PYTEST_ARGS)

attack: $(VENV)/.dev
	$(BIN)/python -m pytest -n 2 -m attack tests/attack $(PYTEST_ARGS)

backup: setup
	@mkdir -p $(dir $(FILE))
	@$(BIN)/python manage.py backup $(FILE)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check --fail-level WARNING
	$(BIN)/python manage.py spectacular --validate --fail-on-warn --file /dev/null
	$(BIN)/python manage.py format_content --check
	$(BIN)/python manage.py check_content

fix: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python manage.py format_content
	$(BIN)/python -m tests.structures

bench: $(VENV)/.dev
	$(BIN)/python -m tests.bench

lock: $(VENV)/.dev
	$(BIN)/uv pip compile pyproject.toml --no-strip-extras --universal --generate-hashes --python-version 3.11 --quiet --output-file requirements.txt
	$(BIN)/uv pip compile pyproject.toml --group dev --no-strip-extras --constraint requirements.txt --universal --generate-hashes --python-version 3.11 --quiet --output-file requirements-dev.txt
