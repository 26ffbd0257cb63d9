# The front door. `make help` lists what there is.
SHELL := /bin/bash
PHOTOS ?=
PREFIX ?= /usr/local
JOBS ?= $(shell nproc)
NUNCHI := build/release/nunchi

.PHONY: help setup build demo test check pages serve fuzz format lint install clean
help:  ## this list
	@sed -n 's/^\([a-z-]*\):.*##/\1\t/p' $(MAKEFILE_LIST) | column -t -s $$'\t'

setup:  ## install what the build needs (Debian packages, OpenVINO)
	@scripts/setup

build: setup  ## build/release/nunchi
	@cmake --preset release
	@cmake --build build/release -j $(JOBS)

demo:  ## what is in your photos: make demo PHOTOS=~/Pictures (without: Debian's sample photos)
	@scripts/demo "$(PHOTOS)"

test: build  ## all tests, optimised
	@scripts/run_tests release

check: setup  ## the same tests under AddressSanitizer and UBSan
	@cmake --preset dev
	@cmake --build build/dev -j $(JOBS)
	@NUNCHI_NO_MEASUREMENTS=1 scripts/run_tests dev

bench-%: build  ## a benchmark: make bench-see
	@bench/$*/run

pages: build  ## the pages in Chromium, on desk and phone
	@scripts/setup --pages
	@cd tests && NUNCHI_PROGRAM=$(CURDIR)/$(NUNCHI) python3 -m unittest -v pages_test

serve: build  ## show the demo's photos in a browser
	@scripts/serve_samples

fuzz:  ## every fuzzer for a minute (SECONDS_EACH=…)
	@scripts/setup --lint
	@scripts/fuzz $(or $(SECONDS_EACH),60)

format:  ## clang-format over all sources
	@scripts/setup --lint
	@git ls-files '*.h' '*.cpp' | xargs clang-format-16 -i

lint:  ## formatting, layers and clang-tidy
	@scripts/setup --lint
	@git ls-files '*.h' '*.cpp' | xargs clang-format-16 --dry-run --Werror
	@python3 scripts/check_layers.py
	@cmake --preset release >/dev/null
	@git ls-files 'src/*.cpp' 'bench/*.cpp' | xargs -P $(JOBS) -n 4 clang-tidy-16 -p build/release --quiet

install: build  ## a complete program below PREFIX
	@cmake --install build/release --prefix "$(DESTDIR)$(PREFIX)"

clean:  ## remove build/
	rm -rf build
