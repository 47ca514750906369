# setup · run · test · test-all · attack · check · fix · publish · content · backup · bench · lock · audit      (check never writes, fix does)
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
WORKERS ?= 2
FILE ?= var/backups/kratom-$(shell date -u +%Y%m%dT%H%M%SZ).tar.gz

# What another project set in this shell says nothing about this one.
unexport PYTHONHOME PYTHONPATH PYTHONSAFEPATH PYTHONOPTIMIZE PYTHONINSPECT PYTHONWARNINGS DJANGO_SETTINGS_MODULE


# Brings .venv to the locks named after it, and makes it anew where it was cut short or its Python is another.
INSTALL = @command -v "$(PYTHON)" >/dev/null || { \
	echo "$(PYTHON) is not installed. Python 3.11 or newer is needed: on Debian and Ubuntu apt-get install python3-venv, or name one: make run PYTHON=python3.12"; exit 1; }; \
	"$(PYTHON)" setup_venv.py $(if $(filter file,$(origin PYTHON)),,--this-python)

.PHONY: setup setup-dev run test test-all attack check fix publish content backup bench lock audit

setup:
	$(INSTALL) requirements.txt

setup-dev:
	$(INSTALL) requirements.txt requirements-dev.txt

run: export PORT := $(PORT)
run: export WORKERS := $(WORKERS)
run: setup
	@$(BIN)/python manage.py serve --check-ports
	@$(MAKE) --no-print-directory publish || echo "Nothing new was published, see above. What was published before is served."
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@$(BIN)/python manage.py first_editor
	@exec $(BIN)/python manage.py serve

publish: setup
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_content --bootstrap
	@$(BIN)/python manage.py publish_release

content: publish
	@$(BIN)/python manage.py content_report

test: setup-dev
	$(BIN)/python -m pytest -n auto -m "not attack and not whole" $(PYTEST_ARGS)

attack: setup-dev
	$(BIN)/python -m pytest -n 2 -m attack tests/attack $(PYTEST_ARGS)

backup: setup
	@mkdir -p $(dir $(FILE))
	@$(BIN)/python manage.py backup $(FILE)

test-all: test
	$(BIN)/python -m pytest -n auto -m whole
	$(BIN)/python -m tests.contract $(EXAMPLES)

check: setup-dev
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m djhtml --tabwidth 2 --check templates
	$(BIN)/python -m mypy
	$(BIN)/python $(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check --fail-level WARNING
	$(BIN)/python manage.py spectacular --validate --fail-on-warn --file /dev/null
	$(BIN)/python manage.py format_content --check
	$(BIN)/python manage.py check_content

fix: setup-dev
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .
	$(BIN)/python -m djhtml --tabwidth 2 templates
	$(BIN)/python manage.py format_content
	$(BIN)/python -m tests.structures

bench: setup-dev
	$(BIN)/python -m tests.bench

audit: setup-dev
	@$(BIN)/python -m tests.audit

lock: setup-dev
	$(BIN)/python -m uv pip compile pyproject.toml --no-strip-extras --universal --generate-hashes --python-version 3.11 --quiet --output-file requirements.txt
	$(BIN)/python -m uv pip compile pyproject.toml --group dev --no-strip-extras --constraint requirements.txt --universal --generate-hashes --python-version 3.11 --quiet --output-file requirements-dev.txt
	PYTHONWARNINGS=ignore $(BIN)/python -m cyclonedx_py requirements requirements.txt --pyproject pyproject.toml --output-reproducible --output-format JSON --output-file sbom.cdx.json
