# Two commands matter: `make run` serves the chat, `make test` proves it works.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
INSTALLED := $(VENV)/.installed
INSTALLED_DEV := $(VENV)/.installed-dev
# PyTorch and what only PyTorch needs: other platforms need other packages, so pip resolves these.
TORCH_FAMILY := ^(torch|triton|nvidia-[a-z0-9-]+|cuda-[a-z]+)==

.PHONY: run test check fix lock clean

run: $(INSTALLED)
	@$(BIN)/karabakh-qa serve

test: check
	@$(BIN)/python -m pytest

check: $(INSTALLED_DEV)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

fix: $(INSTALLED_DEV)
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "karabakh_qa needs Python 3.11 or newer; $(PYTHON) is not. Try: make PYTHON=python3.11 run" >&2; exit 1; }
	@echo "Making $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) \
		|| { echo "Could not make $(VENV). On Debian and Ubuntu: apt install python3-venv" >&2; rm -rf $(VENV); exit 1; }

$(INSTALLED): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing PyTorch (once; the longest step) ..."
	@$(PIP) install -q -c requirements.lock torch \
		|| { echo "Installing PyTorch failed; the lines above say why. Run the same command again to go on." >&2; exit 1; }
	@echo "Installing the pinned packages ..."
	@grep -vE '$(TORCH_FAMILY)' requirements.lock > $(VENV)/requirements.txt
	@$(PIP) install -q --no-deps -r $(VENV)/requirements.txt \
		|| { echo "Installing the pinned packages failed; the lines above say which." >&2; exit 1; }
	@$(PIP) install -q --no-deps --no-build-isolation -e . \
		|| { echo "Installing karabakh_qa itself failed; the lines above say why." >&2; exit 1; }
	@touch $@

$(INSTALLED_DEV): requirements-dev.lock $(INSTALLED)
	@echo "Installing the test tools ..."
	@$(PIP) install -q --no-deps -r requirements-dev.lock \
		|| { echo "Installing the test tools failed; the lines above say which." >&2; exit 1; }
	@touch $@

# Refreshes both locks: keeps what still fits, or takes the newest with UPGRADE=--upgrade.
# Needs uv on the PATH (pip install uv); nothing else here does.
UPGRADE ?=
COMPILE := uv pip compile -q --universal --python-version 3.11 --no-header --no-annotate
lock:
	$(COMPILE) $(UPGRADE) pyproject.toml -o requirements.lock
	$(COMPILE) $(UPGRADE) -c requirements.lock --group dev -o requirements-dev.lock

clean:
	rm -rf $(VENV)
