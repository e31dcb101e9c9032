# `make run` opens the example, `make test` runs all tests; both set up .venv by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test test-model test-journeys test-screens coverage fuzz check format bench picture clean

run: $(VENV)/installed
	@$(BIN)/parley

# Three runs side by side, the longest of them in two processes: those of the screens mostly wait for a clock.
test: $(VENV)/installed-dev
	@$(MAKE) --no-print-directory -j3 test-model test-journeys test-screens

test-model: $(VENV)/installed-dev
	$(BIN)/pytest tests/model

test-journeys: $(VENV)/installed-dev
	$(BIN)/pytest -n 2 --dist worksteal tests/journeys

test-screens: $(VENV)/installed-dev
	$(BIN)/pytest tests/tui tests/terminal

# That every line of the model is run by its own tests; by itself, for looking on takes as long as the tests.
coverage: $(VENV)/installed-dev
	$(BIN)/coverage run -m pytest tests/model
	$(BIN)/coverage report

# The long runs of what `make test` does in short, with new examples: 10,000 edits of random files, 2,000 random files,
# texts and quotes, 300 kills in the middle of a save.
fuzz: $(VENV)/installed-dev
	PARLEY_FUZZ_EXAMPLES=10000 $(BIN)/pytest tests/model/edit/test_edit_fuzz.py
	PARLEY_FUZZ_EXAMPLES=2000 $(BIN)/pytest tests/model/file tests/model/quotes
	PARLEY_KILLS=300 $(BIN)/pytest tests/model/save/test_save_faults.py -k killed

check: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(VENV)/installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/installed-dev
	$(BIN)/python -m bench

picture: $(VENV)/installed
	$(BIN)/python docs/picture.py

clean:
	rm -rf $(VENV) .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis

# Compiled at install: without .pyc files every start costs half a second more.
$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	$(BIN)/python -m compileall -q model tui
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@
