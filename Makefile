.DEFAULT_GOAL := help
.PHONY: help setup cv test check docs pictures update lock newest oldest wheel clean

# Another environment, with another Python or other packages: make test VENV=.venv-3.13 PYTHON=python3.13
# Some of the tests alone: make test TESTS='-k cite'
VENV ?= .venv
export VENV PYTHON WANTED
bin := $(VENV)/bin

help:  ## what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

setup:  ## what cvgen needs, put in place where it is missing
	@.ci/setup

cv: setup  ## data/liu.yaml -> out/liu.pdf, out/liu.html, out/liu.md
	@$(bin)/cvgen pdf liu.yaml
	@$(bin)/cvgen html liu.yaml
	@$(bin)/cvgen md liu.yaml

test: setup  ## everything that must hold
	@.ci/setup browser editor
	$(bin)/pytest -q -n auto --dist loadfile $(TESTS)

check: setup  ## style, format, types, import contracts, and the data
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy
	$(bin)/lint-imports --no-logo
	$(bin)/cvgen check

docs: setup  ## the site of docs/, to build/docs/index.html
	$(bin)/sphinx-build -q -W --keep-going -c docs docs/pages build/docs

pictures: setup  ## the pictures of README and docs, and the gallery, from the samples
	@.ci/setup browser
	$(bin)/python docs/pictures.py

update: setup  ## the expected outputs of the tests, written anew: read the diff
	$(bin)/pytest -q --update

lock: setup  ## .ci/requirements.lock from pyproject.toml; UPGRADE=1 takes what is new
	@.ci/lock

newest:  ## the tests with the newest version of everything
	@$(MAKE) --no-print-directory test VENV=.venv-newest WANTED=newest

oldest:  ## the tests with the lowest versions that pyproject.toml allows
	@$(MAKE) --no-print-directory test VENV=.venv-oldest WANTED=oldest

wheel: setup  ## dist/*.whl, tried out in a clean environment and an empty folder
	.ci/wheel

clean:  ## everything that was made, gone
	rm -rf .venv .venv-* dist build .coverage .*_cache .hypothesis out/* out/.cvgen
	find cvgen tests -name __pycache__ -prune -exec rm -rf {} +
