## make serve    the course at http://127.0.0.1:8000/, reloading as you edit (another port: PORT=8001)
## make check    every mistake in the content, as file:line:column: what to do [rule]
## make build    the finished site, in site/; stops at the first sign of a broken link or page
## make test     lint, types and all tests; fetches what they need, a browser too
## make lock     resolve the lock files again after a change in pyproject.toml (newer releases: UPGRADE=1)
## make clean    remove everything that these commands made
##
## Python 3.11 or newer is found by itself; to choose one: make serve PYTHON=/path/to/python

PORT ?= 8000
FORMAT ?= text
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet
LOCK := --quiet --universal --fork-strategy fewest --generate-hashes --python-version 3.11 --no-header \
        $(if $(UPGRADE),--upgrade) pyproject.toml --group build

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Material's notice about MkDocs 2; the README says where the platform stands.
export NO_MKDOCS_2_WARNING := 1

# An environment whose Python has gone, or that was made in another folder, is made again.
ifneq ($(shell cat $(VENV)/run.stamp 2>/dev/null && $(BIN)/python -c '' 2>/dev/null),$(CURDIR))
$(shell rm -f $(VENV)/run.stamp)
endif

.PHONY: help serve check build test lock clean

help:
	@sed -n 's/^## \{0,1\}//p' Makefile

serve: $(VENV)/project.stamp
	$(BIN)/mkdocs serve --livereload -a 127.0.0.1:$(PORT)

check: $(VENV)/project.stamp
	$(BIN)/course check --format $(FORMAT)

build: $(VENV)/project.stamp
	$(BIN)/mkdocs build --strict

test: $(VENV)/project.stamp $(VENV)/test.stamp
	$(BIN)/python -m tests

lock:
	@command -v uv >/dev/null || test -x $(BIN)/uv || { $(MAKE) $(VENV)/run.stamp && $(PIP) install "uv>=0.9"; }
	@mkdir -p $(VENV); PATH="$$PATH:$(BIN)"; \
	compile() { \
	  lock=$$1; shift; new=$(VENV)/$$lock; cp "$$lock" "$$new" && \
	  uv --no-config pip compile $(LOCK) "$$@" --output-file "$$new" && \
	  { echo "# Made by \`make lock\` from pyproject.toml, for Python 3.11 and newer on every platform."; \
	    cat "$$new"; } > "$$new.full" && { cmp -s "$$new.full" "$$lock" || cp "$$new.full" "$$lock"; }; \
	}; \
	compile requirements.lock && \
	compile requirements-test.lock --extra test --constraint requirements.lock

clean:
	rm -rf $(VENV) site .site.* tests/node_modules tests/output .mypy_cache .pytest_cache .ruff_cache
	find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The virtual environment. It is made afresh when requirements.lock changes, and topped up for the tests.

$(VENV)/run.stamp: requirements.lock
	@set -- python3.14 python3.13 python3.12 python3.11 python3 python; \
	if [ -n "$$PYTHON" ]; then set -- "$$PYTHON"; fi; \
	for python in "$$@" ""; do \
	  "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && break; \
	done; \
	if [ -z "$$python" ]; then \
	  echo "This needs Python 3.11 or newer, and none of these is: $$*." >&2; \
	  echo "Install it (https://www.python.org/downloads/), or say where it is: make $(MAKECMDGOALS) PYTHON=/path/to/python" >&2; \
	  exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then \
	  version=$$("$$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	  echo "$$python cannot make virtual environments." >&2; \
	  echo "On Debian and Ubuntu: sudo apt-get install python$$version-venv" >&2; \
	  exit 1; \
	fi; \
	echo "Setting up $(VENV) with $$("$$python" --version) and requirements.lock"; \
	"$$python" -m venv --clear $(VENV)
	@$(PIP) install --require-hashes --requirement requirements.lock
	@echo '$(CURDIR)' > $@

$(VENV)/project.stamp: $(VENV)/run.stamp pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp requirements-test.lock
	@echo "Adding requirements-test.lock to $(VENV)"
	@$(PIP) install --require-hashes --requirement requirements-test.lock
	@touch $@
