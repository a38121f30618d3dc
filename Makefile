# Needs Python 3.11 to 3.13 with venv, make and a package index; nothing else, nothing global.
# Everything lands in .venv (the benchmark's in .venv-bench). Set-up talks on standard error, so `make run | …` stays clean.

MAKEFLAGS += --no-print-directory
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
BENCH_VENV := .venv-bench
WORDS_VENV := .venv-words
BENCH_PIP = $(BENCH_VENV)/bin/python -m pip --disable-pip-version-check --no-input install --quiet
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
PYTHON :=

.DEFAULT_GOAL := help
.PHONY: help run chat test check lint types layers format lock clean bench-matching bench-speed bench-reload bench-telegram bench-typos chaos words

help: ## Show this list.
	@sed -n 's/^\([a-z-]*\):.*## /\1|/p' Makefile | awk -F'|' '{ printf "  make %-14s %s\n", $$1, $$2 }'

run: $(VENV)/.runtime ## Start the bot: Telegram if TELEGRAM_BOT_TOKEN is set, else a chat in the terminal.
	@$(BIN)/python -m bot run

chat: $(VENV)/.runtime ## Chat in the terminal, with or without a token.
	@$(BIN)/python -m bot chat

test: $(VENV)/.development ## Run the tests.
	@$(BIN)/python -m pytest

check: $(VENV)/.runtime ## Check the knowledge folder and play its conversations.
	@$(BIN)/python -m bot check

lint: $(VENV)/.development ## Check style and format.
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.development ## Check the types.
	@$(BIN)/python -m mypy

layers: $(VENV)/.development ## Check that imports point down only.
	@$(BIN)/lint-imports --no-logo --no-cache

format: $(VENV)/.development ## Format the code and mend what ruff can mend.
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

bench-matching: $(BENCH_VENV)/.ready ## Measure matching beside its peers: DATASETS=folder, OPTIONS="--sample 300".
	@OMP_NUM_THREADS=1 $(BENCH_VENV)/bin/python -m bench.matching "$(DATASETS)" $(OPTIONS)

bench-speed: $(BENCH_VENV)/.ready ## Measure time and memory by size of knowledge: OPTIONS="--sizes 5000".
	@OMP_NUM_THREADS=1 $(BENCH_VENV)/bin/python -m bench.speed $(OPTIONS)

bench-telegram: $(BENCH_VENV)/.ready ## Measure the whole bot on Telegram beside a stock echo bot: OPTIONS="--messages 600".
	@OMP_NUM_THREADS=1 $(BENCH_VENV)/bin/python -m bench.telegram $(OPTIONS)

chaos: $(BENCH_VENV)/.ready ## Kill the bot, its server and its database, and count every question: OPTIONS="--seconds 60".
	@OMP_NUM_THREADS=1 $(BENCH_VENV)/bin/python -m bench.chaos $(OPTIONS)

bench-reload: $(VENV)/.development ## Change a copy of the knowledge under questions: OPTIONS="--seconds 300".
	@$(BIN)/python -m bench.reload $(OPTIONS)

bench-typos: $(BENCH_VENV)/.ready ## Measure what is understood with slips: QUESTIONS=file.jsonl, OPTIONS="--failures".
	@OMP_NUM_THREADS=1 $(BENCH_VENV)/bin/python -m bench.typos $(if $(QUESTIONS),"$(QUESTIONS)") $(OPTIONS)

words: $(VENV)/.development ## Make the table of what words mean anew, as bot/meaning/README.md says.
	@$(BIN)/python -m venv $(WORDS_VENV) >&2
	@$(WORDS_VENV)/bin/python -m pip --disable-pip-version-check --no-input install --quiet PyYAML \
	  --requirement bench/meaning/requirements.txt >&2
	@$(WORDS_VENV)/bin/python -m bench.meaning bot/meaning/words

LOCK = $(BIN)/uv pip compile --no-config --quiet --upgrade --universal --python-version 3.11 \
  --fork-strategy fewest --generate-hashes --custom-compile-command "make lock" pyproject.toml

lock: $(BIN)/python ## Pin the newest allowed versions of everything, for all Pythons and platforms.
	@$(PIP) install --quiet uv >&2
	@$(LOCK) --output-file requirements.lock >/dev/null
	@$(LOCK) --output-file requirements-dev.lock --extra dev --constraint requirements.lock >/dev/null

clean: ## Remove what set-up, tests and builds have left behind.
	@rm -rf $(VENV) $(BENCH_VENV) $(WORDS_VENV) dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- set-up ---------------------------------------------------------------------------------

# Sets $$python to the first interpreter that will do; says what to install when there is none.
define find_python
set -e; python=; unfit=; \
for name in $(or $(PYTHON),python3.13 python3.12 python3.11 python3 python); do \
  "$$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1 </dev/null || continue; \
  if "$$name" -c 'import ensurepip, venv' >/dev/null 2>&1 </dev/null; then python=$$name; break; fi; \
  unfit="$$unfit $$name"; \
done; \
if [ -z "$$python" ] && [ -n "$$unfit" ]; then \
  echo "Found$$unfit, but without venv. On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; \
fi; \
if [ -z "$$python" ]; then \
  echo "No Python 3.11, 3.12 or 3.13 found. Install one, or name it: make PYTHON=/path/to/python3.12 …" >&2; exit 1; \
fi
endef

# Its Python is a link: upgraded away, it dangles, and the whole environment is made anew.
$(BIN)/python:
	@$(find_python); \
	echo "Setting up $(VENV) with $$("$$python" --version) …" >&2; \
	rm -rf $(VENV); "$$python" -m venv $(VENV) >&2 </dev/null

# Standard input belongs to the bot, so nothing here may read it.
$(VENV)/.runtime: requirements.lock pyproject.toml $(BIN)/python
	@$(PIP) install --quiet --require-hashes --requirement requirements.lock >&2 </dev/null
	@$(PIP) install --quiet --no-deps --editable . >&2 </dev/null
	@touch $@

$(VENV)/.development: requirements-dev.lock requirements.lock pyproject.toml $(BIN)/python
	@$(PIP) install --quiet --require-hashes --requirement requirements-dev.lock >&2 </dev/null
	@$(PIP) install --quiet --no-deps --editable . >&2 </dev/null
	@touch $(VENV)/.runtime $@

# The peers' libraries stay out of the bot's own environment.
$(BENCH_VENV)/.ready: requirements.lock bench/requirements.txt
	@$(find_python); \
	echo "Setting up $(BENCH_VENV) with $$("$$python" --version) …" >&2; \
	rm -rf $(BENCH_VENV); "$$python" -m venv $(BENCH_VENV) >&2 </dev/null
	@$(BENCH_PIP) --require-hashes --requirement requirements.lock >&2 </dev/null
	@$(BENCH_PIP) --no-deps --requirement bench/requirements.txt >&2 </dev/null
	@touch $@
