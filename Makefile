# `make demo` and `make install` need Python 3.11 with venv and nothing else; `make test` and `make lint` bring
# their own tools.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
PREFIX ?= /opt/chunfeng

.PHONY: demo install test cover lint bench chaos messages locks clean

demo: $(VENV)/.ready
	@$(BIN)/chunfeng demo

# The bot for real: a release of its own below PREFIX, which no later change of this folder reaches.
install:
	@$(HAS_PYTHON)
	@$(PYTHON) deploy/install.py $(PREFIX)

# Compiled once: else every worker, and every process that a test starts, does it anew.
test cover: export PYTHONDONTWRITEBYTECODE =
test: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -n 3 --dist loadgroup $(ARGS)

# The same with the lines and branches that were run; it takes twice as long.
cover: $(VENV)/.ready-dev
	$(BIN)/python -m pytest -n 3 --dist loadgroup --cov --cov-report=term $(ARGS)

lint: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# An hour or so; each part has a shorter form: python -m benchmarks.NAME --help
bench: $(VENV)/.ready-dev
	$(BIN)/python -m benchmarks.turns
	$(BIN)/python -m benchmarks.turns --phones 50 --latency 0.05
	$(BIN)/python -m benchmarks.turns --phones 50 --taps
	$(BIN)/python -m benchmarks.turns --phones 50 --taps --latency 0.05
	$(BIN)/python -m benchmarks.start
	$(BIN)/python -m benchmarks.ledger
	$(BIN)/python -m benchmarks.planning
	$(BIN)/python -m benchmarks.pace
	$(BIN)/python -m benchmarks.pace --rate 1000 --seconds 10
	$(BIN)/python -m benchmarks.under_fire
	$(BIN)/python -m benchmarks.sizes
	$(BIN)/python -m benchmarks.files
	$(BIN)/python -m benchmarks.office
	$(BIN)/python -m benchmarks.tables

# Five minutes of storm over 200 people; ARGS="--seed 7" repeats a run.
chaos: $(VENV)/.ready-dev
	$(BIN)/python -m tests.resilience.chaos $(ARGS)

# After a change of texts: collects them from the code into the catalogues.
messages: $(VENV)/.ready-dev
	$(BIN)/python -m dialogue.locales.collect

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .coverage*

# On Debian venv is a package of its own, without which a half-made folder would be left.
HAS_PYTHON = $(or $(PYTHON),false) -c \
	'import ensurepip, venv, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	echo "Python 3.11 or newer with venv is missing. On Debian: apt-get install python3-venv" >&2; \
	exit 1; }

# pip comes last: where it is, the folder is whole.
$(BIN)/pip:
	@$(HAS_PYTHON)
	@$(PYTHON) -m venv --clear $(VENV)

# Nothing is installed but what a list names, with the hash that it names, and nothing is built but
# this package, by the tools of the list. The lists are made from constraints.txt: `make locks`.
INSTALL = $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps
HASHED = $(INSTALL) --require-hashes --only-binary :all:
OWN = $(INSTALL) --no-build-isolation -e .

$(VENV)/.ready: pyproject.toml requirements.txt | $(BIN)/pip
	@echo "Setting up, a minute or two the first time ..."
	@$(HASHED) -r requirements.txt
	@$(OWN)
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready requirements-dev.txt
	@$(HASHED) -r requirements-dev.txt
	@touch $@

# After a change of versions in constraints.txt; needs uv, which nothing else here does.
LOCK = uv pip compile --quiet --python-version 3.11 --python-platform x86_64-unknown-linux-gnu \
	--generate-hashes --no-annotate --no-header --no-emit-index-url -c constraints.txt
locks:
	$(LOCK) --extra build -o requirements.txt pyproject.toml
	$(LOCK) --extra build --extra dev -o requirements-dev.txt pyproject.toml
