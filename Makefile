# setup · run · test · test-all · check · fix · publish · content · bench · lock · audit      (check never writes, fix does)
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
WORKERS ?= 2

.PHONY: setup run test test-all check fix publish content bench lock audit

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

run: export PORT := $(PORT)
run: export WORKERS := $(WORKERS)
run: setup
	@$(BIN)/python manage.py serve --check-ports
	@$(MAKE) --no-print-directory publish
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@$(BIN)/python manage.py first_editor
	@exec $(BIN)/python manage.py serve

publish: setup
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_content --bootstrap
	@$(BIN)/python manage.py publish_release

content: publish
	@$(BIN)/python manage.py content_report

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

test-all: test
	$(BIN)/python -m tests.contract $(EXAMPLES)

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

audit: $(VENV)/.dev
	@$(BIN)/python -m tests.audit

lock: $(VENV)/.dev
	$(BIN)/uv pip compile pyproject.toml --no-strip-extras --universal --generate-hashes --python-version 3.11 --quiet --output-file requirements.txt
	$(BIN)/uv pip compile pyproject.toml --group dev --no-strip-extras --constraint requirements.txt --universal --generate-hashes --python-version 3.11 --quiet --output-file requirements-dev.txt
	PYTHONWARNINGS=ignore $(BIN)/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --output-reproducible --output-format JSON --output-file sbom.cdx.json
