# make html      makes the site in output/
# make test      checks everything
# Each target does its own set-up: Python 3.11 or newer and make are all it needs.

PYTHON   ?= python3
VENV     := .venv
BIN      := $(VENV)/bin
OUTPUT   ?= output
PORT     ?= 8000
TEXTS    ?=

# With TEXTS=folder, a site of its own under sites/, named after the folder.
SITE     := $(if $(TEXTS),sites/$(shell basename "$(TEXTS)" | LC_ALL=C tr -c "A-Za-z0-9._\n-" "-"),.)

.DEFAULT_GOAL := help
.PHONY: help html serve devserver publish check-site test lint types tests browser bench docs lock wheel clean

help:
	@echo "Reading Room: what make can do"
	@echo ""
	@echo "  make html                 convert texts/ and make the site in output/"
	@echo "  make html TEXTS=folder    the same for any folder of texts, under sites/"
	@echo "  make serve                show output/ on this machine; built first if it isn't there"
	@echo "  make devserver            the same, and build again on every change"
	@echo "  make publish              the site with its address (publishconf.py), for uploading"
	@echo "  make check-site           prove the promises on the built site"
	@echo "  make test                 lint, types and all tests, in a real browser too"
	@echo "  make docs                 bring what the docs show up to date: --help, screenshots"
	@echo "  make bench                measure (benchmarks/)"
	@echo "  make lock                 renew the locked dependencies"
	@echo "  make wheel                the package, in dist/"
	@echo "  make clean                take away what was made, but not .venv"
	@echo ""
	@echo "  PORT=8000 OUTPUT=output PYTHON=python3"

$(VENV)/run: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Reading Room needs Python 3.11 or newer. Say which: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Python cannot make a virtual environment here. On Debian: apt install python3-venv"; exit 2; }
	@echo "Installing what Reading Room needs into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: $(VENV)/run requirements/dev.txt
	@echo "Installing what the tests need into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

sites/%: $(VENV)/run
	@$(BIN)/readingroom new $@ --texts "$(TEXTS)" --in-place

html: $(VENV)/run $(if $(TEXTS),| $(SITE))
	@$(BIN)/readingroom build $(SITE) $(if $(TEXTS),,--output $(OUTPUT))

# What is there is shown as it is, since it may be what `make publish` made; only where nothing is, it is built first.
$(OUTPUT)/index.html: | $(VENV)/run
	@$(MAKE) --no-print-directory html TEXTS=

serve: $(VENV)/run | $(OUTPUT)/index.html
	@$(BIN)/pelican --listen --bind 127.0.0.1 --port $(PORT) --output $(OUTPUT) --settings pelicanconf.py content

devserver: $(VENV)/run $(if $(TEXTS),| $(SITE))
	@$(BIN)/readingroom serve $(SITE) --port $(PORT)

publish: $(VENV)/run
	@$(BIN)/readingroom build . --output $(OUTPUT) --settings publishconf.py

check-site: $(VENV)/run
	@$(BIN)/readingroom check $(SITE)

test: lint types tests

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@if command -v tsc > /dev/null; then tsc --noEmit --allowJs --checkJs --strict --target es2022 --lib es2023,dom,dom.iterable theme/static/js/*.js; \
	else echo "The types of theme/static/js were not checked: there is no tsc."; fi

types: $(VENV)/dev
	$(BIN)/mypy

tests: $(VENV)/dev browser
	$(BIN)/python -m pytest -n auto

# A real browser for the tests: what is there, or Debian's chromium where apt can install it.
browser:
	@command -v chromium chromium-browser google-chrome >/dev/null 2>&1 || test -n "$$CHROMIUM" || \
	if command -v apt-get >/dev/null 2>&1 && { [ "$$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then \
	  echo "Installing chromium for the browser tests ..."; \
	  SUDO=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$SUDO apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$SUDO apt-get install -y -qq chromium >/dev/null; \
	else \
	  echo "The browser tests need Chromium or Chrome: install one, or say where it is: make test CHROMIUM=/path/to/chrome"; exit 2; \
	fi

bench: $(VENV)/dev
	$(BIN)/python -m benchmarks.convert --anchors
	@echo "The engine, beside Hugo: $(BIN)/python -m benchmarks.engine --help"

docs: $(VENV)/dev browser
	$(BIN)/python docs/renew.py

lock:
	$(PYTHON) -m venv $(VENV)/lock && $(VENV)/lock/bin/pip install --quiet uv
	$(VENV)/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade -o requirements/run.txt pyproject.toml requirements/run.in
	$(VENV)/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --upgrade -o requirements/dev.txt pyproject.toml requirements/run.in requirements/dev.in

wheel: $(VENV)/run
	@$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

clean:
	rm -rf $(OUTPUT) $(OUTPUT).next $(OUTPUT).old .readingroom sites dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
