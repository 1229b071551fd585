# The course in five commands. Everything lives in .venv; nothing is installed outside this folder.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
WORKERS ?= logical
NETWORKS := $(sort $(wildcard notebooks/*.tf.ipynb notebooks/*.torch.ipynb))
# In a container one is often root, and Jupyter asks for this word then. It listens on this machine only.
AS_ROOT := $(shell [ "$$(id -u 2>/dev/null)" = 0 ] && echo --allow-root)

.PHONY: help start check test test-kernels notebooks promises mutants bench lint

help:
	@echo "make start      install what is needed (first time: some minutes) and open the first lesson"
	@echo "make start ARGS=--no-browser   the same on a server"
	@echo "make check      lint, and the tests and notebooks of what changed since the last commit on main"
	@echo "make test       lint, unit tests, and every notebook of both editions"
	@echo "make test-kernels   the networks' notebooks, as a processor without AVX would compute them"
	@echo "make notebooks  build and execute the notebooks whose lesson changed"
	@echo "make promises   measure what lessons promise, over seeds and over kernels (hours; ARGS=\"09 --kernels avx2\")"
	@echo "make mutants    change each right answer in one place and see whether the cases notice (minutes; ARGS=03)"
	@echo "make bench      measure speed and quality beside other libraries (installs them in .bench-venv)"
	@echo "make lint       check the style and the types of the code"

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2> /dev/null || { \
	  echo "The course needs Python 3.11 to 3.13, and '$(PYTHON)' is" \
	    "$$($(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2> /dev/null || echo not there):" \
	    "choose one that you have, for example: make start PYTHON=python3.12"; exit 1; }
	@echo "Setting up .venv. The first time this takes some minutes: TensorFlow and PyTorch are large."
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check -c constraints.txt -e ".[test]"
	@# Learners need neither the grader's menus nor a question about news.
	$(BIN)/jupyter labextension disable --level=sys_prefix "@jupyter/nbgrader"
	$(BIN)/jupyter labextension disable --level=sys_prefix "@jupyterlab/apputils-extension:announcements"
	@touch $(READY)

start: $(READY)
	$(BIN)/jupyter lab $(AS_ROOT) --LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb $(ARGS)

check: lint
	$(BIN)/python tools/build.py --check
	$(BIN)/python tools/check.py

test: lint
	$(BIN)/python tools/build.py --check
	$(BIN)/python -m pytest --nbval -n $(WORKERS) --dist loadfile --no-loadscope-reorder notebooks solutions tests

test-kernels: $(READY)
	$(BIN)/python tools/kernels.py second $(BIN)/python -m pytest --nbval -n $(WORKERS) --dist loadfile $(NETWORKS)

promises: $(READY)
	$(BIN)/python tools/promises.py $(ARGS)

mutants: $(READY)
	$(BIN)/python tools/mutants.py $(ARGS)

notebooks: $(READY)
	$(BIN)/python tools/build.py

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

.bench-venv/.ready: pyproject.toml benchmarks/requirements.txt
	$(PYTHON) -m venv .bench-venv
	.bench-venv/bin/python -m pip install --disable-pip-version-check -r benchmarks/requirements.txt
	@# It asks for ray and four others that GRU4Rec and Caser do without.
	.bench-venv/bin/python -m pip install --disable-pip-version-check --no-deps recbole==1.2.1
	@touch $@

bench: $(READY) .bench-venv/.ready
	$(BIN)/python benchmarks/run.py $(ARGS)
