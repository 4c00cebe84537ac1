.DEFAULT_GOAL := help
.PHONY: help setup cv test check update wheel clean

bin := .venv/bin

help:  ## what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

setup:  ## what cvgen needs, put in place where it is missing
	@.ci/setup

cv: setup  ## data/liu.yaml -> out/liu.pdf, out/liu.html, out/liu.md
	@$(bin)/cvgen pdf liu.yaml
	@$(bin)/cvgen html liu.yaml
	@$(bin)/cvgen md liu.yaml

test: setup  ## everything that must hold
	@.ci/setup browser
	$(bin)/pytest -q -n auto --dist loadfile

check: setup  ## style, format, types, import contracts, and the data
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy
	$(bin)/lint-imports --no-logo
	$(bin)/cvgen check

update: setup  ## the expected outputs of the tests, written anew: read the diff
	$(bin)/pytest -q --update

wheel: setup  ## dist/*.whl, tried out in a clean environment and an empty folder
	.ci/wheel

clean:  ## everything that was made, gone
	rm -rf .venv dist build .coverage .*_cache .hypothesis out/* out/.cvgen
	find cvgen tests -name __pycache__ -prune -exec rm -rf {} +
