# make run: the product · make test: every test · make check: format, lint, types, import directions, SQL, catalogues
VENV ?= .venv
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8501
N ?= 2000
bin := $(VENV)/bin

.DEFAULT_GOAL := run
.PHONY: run test check oracle format programs

run: $(VENV)/.run
	@test -e data/demo_store/journal.sqlite || $(bin)/python -m analytics demo
	@echo "Sales Review: http://127.0.0.1:$(PORT)"
	@exec $(bin)/streamlit run app.py --server.port $(PORT)

test: $(VENV)/.dev programs
	$(bin)/python -m pytest --cov --cov-report=term

check: $(VENV)/.dev
	$(bin)/ruff format --check .
	$(bin)/ruff check .
	$(bin)/mypy
	$(bin)/lint-imports
	$(bin)/sqlfluff lint analytics/sql
	$(bin)/python -m tests.catalogues

oracle: $(VENV)/.dev
	ORACLE_COMPANIES=$(N) $(bin)/python -m pytest tests/analytics/test_oracle.py

format: $(VENV)/.dev
	$(bin)/ruff format .
	$(bin)/ruff check --fix .
	$(bin)/sqlfluff fix --quiet analytics/sql

$(bin)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
	  || { echo "Python 3.11 is needed; name it with: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { rm -rf $(VENV); echo "Python's venv is needed; on Debian: apt-get install python3.11-venv"; exit 1; }

# Compiled at first use: half of the time of an installation. Tests start many processes, so that compiling first is quicker there.
$(VENV)/.run: requirements.txt | $(bin)/python
	$(bin)/pip install --quiet --disable-pip-version-check --no-compile -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(bin)/pip install --quiet --disable-pip-version-check --no-compile -r requirements-dev.txt
	@$(bin)/python -m compileall -q -j 2 $(VENV)/lib > /dev/null || true
	@touch $@

# The browser tests drive Debian's Chromium; its Chinese text needs a font. LibreOffice reads the exported sheets back.
programs:
	@command -v chromium > /dev/null && command -v soffice > /dev/null && fc-list :lang=zh 2> /dev/null | grep -q . \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null && apt-get update -qq \
	       && apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk fontconfig libreoffice-calc > /dev/null; } \
	  || { echo "The tests need Chromium, a Chinese font and LibreOffice; on Debian: apt-get install chromium fonts-noto-cjk fontconfig libreoffice-calc"; \
	       exit 1; }
