# Every target works from a clean clone with only Python and make: the first one sets up .venv.
# Groups of dependencies (`--group`) came with pip 25.1; Python brings an older one.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# A program of tests/, which finds its neighbours as pytest does.
TOOL := PYTHONPATH=tests $(BIN)/python

.PHONY: run demo test keys behaviour versions fuzz-terminal check bench-sdk bench-tui bench-patches screenshots snapshots keys-tables generate clean

$(STAMP): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) --upgrade 'pip>=25.1,<27'
	$(PIP) --group dev --editable .
	touch $@

run: $(STAMP)          ## the application, on the real server
	$(BIN)/codex-tui $(ARGS)

demo: $(STAMP)         ## the application, offline, with nothing to set up
	$(BIN)/codex-tui --demo $(ARGS)

# Where bytecode is not written, each of some hundred programs compiles all that it imports: 0.4 s of CPU each,
# and 8 s for each worker's own tests.
test keys behaviour versions: export PYTHONDONTWRITEBYTECODE =

# Most tests wait for a process: a worker uses less than half of a core, so there is one more than cores. More than
# four only start more servers at once.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(min(4, (os.cpu_count() or 1) + 1))')
test: $(STAMP)         ## all tests, the real server among them
	$(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

# `make test` has 100 of the sequences and 200 of the typings. SEED=7 repeats what a seed has shown.
SEED ?= $(shell date +%s)
keys: $(STAMP)         ## 1,000 sequences of keys in bursts and with pauses, 1,000 typings beside cards
	@echo "seed $(SEED)"
	CODEX_TUI_SEQUENCES=1000 CODEX_TUI_SEED=$(SEED) TYPINGS=1000 SEED=$(SEED) $(BIN)/python -m pytest \
		tests/tui/test_any_typing.py tests/tui/test_typing_beside_cards.py tests/tui/widgets/test_answer_keys.py \
		-n 2 $(ARGS)

# Whether a user's editor knows the type of everything public. It finds the package through the `python` on the
# PATH. External types are left out: pydantic's own have gaps, which are not ours to close. The variable keeps
# it from asking the network for a newer version; node and pyright themselves are in the installed packages.
PYRIGHT = PATH="$(abspath $(BIN)):$$PATH" PYRIGHT_PYTHON_IGNORE_WARNINGS=1 $(BIN)/pyright
VERIFY_TYPES = $(PYRIGHT) --verifytypes codex_app_server --ignoreexternal

versions: $(STAMP)     ## the real-server tests on other versions of the server, from pip and npm; not in CI
	$(TOOL) -m versions $(ARGS)

behaviour: $(STAMP)    ## what the server does where one would guess wrong (sdk/SERVER.md); CODEX_BIN=... names another
	$(BIN)/python -m pytest tests/behaviour $(ARGS)

check: $(STAMP)        ## style, types, boundaries, spelling, generated models
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(VERIFY_TYPES)
	$(PYRIGHT) tests/typing
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/python sdk/generate.py --check
	$(BIN)/python sdk/reference.py --check

fuzz-terminal: $(STAMP) ## what a terminal may send, sent to the demo; ARGS="--seconds=3600 --seed=1"
	$(TOOL) -m fuzz.fuzz_terminal $(ARGS)

bench-sdk: $(STAMP)    ## the SDK beside the official one; ARGS=--write puts the table into its README.md
	$(TOOL) -m benchmarks.sdk $(ARGS)

bench-tui: $(STAMP)    ## the application in a terminal; ARGS=--quick, or --write for tui/README.md
	$(TOOL) -m benchmarks.tui $(ARGS)

bench-patches: $(STAMP) ## what each patch of other software buys, on and off in turns; ARGS="--only echo"
	$(BIN)/python -m tests.benchmarks.tui.patches $(ARGS)

screenshots: $(STAMP)  ## the pictures of the README, from the demo
	$(TOOL) -m screenshots

snapshots: $(STAMP)    ## accept what the screens look like now; look at them first; ARGS="-k palette"
	$(BIN)/python -m pytest tests/tui/test_snapshots*.py --snapshot-update $(ARGS)

keys-tables: $(STAMP)  ## the tables of keys in the READMEs, from the table in keys.py
	$(TOOL) -m keys_tables

generate: $(STAMP)     ## models from the schema of the pinned server, and the reference from the code
	$(BIN)/python sdk/generate.py
	$(BIN)/python sdk/reference.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
