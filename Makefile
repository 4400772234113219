# Everyday work on Vouch. `make` alone lists what there is.

PREFIX ?= /usr/local
FILTER ?=
TIME ?= 60
KILLS ?= 10000
SECONDS ?= 60
SEED ?=
SHARED ?= ../shared/bench
SOURCES := Sources Tests Package.swift Benchmarks/Package.swift Benchmarks/Sources \
  Fuzzing/Package.swift Fuzzing/Sources
MEASURE = QUICK='$(QUICK)' PEERS='$(PEERS)' BIG='$(BIG)' ONLY='$(ONLY)' SHARED='$(SHARED)' BIN='$(BIN)' \
  RECORD='$(RECORD)'
FILTERED := $(if $(FILTER),--filter '$(FILTER)')

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help bootstrap bootstrap-tests build release test check format lint check-imports drift docs record demo smoke \
  fuzz storm bench bench-guard link-order install uninstall clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

bootstrap: ## Install what building needs and this machine lacks
	@scripts/bootstrap

bootstrap-tests:
	@scripts/bootstrap --tests

build: ## Build for development
	swift build

release: ## Build for speed, into .build/release
	swift build -c release --product vouch

test: bootstrap-tests ## Run the tests, or those that match FILTER=…
	swift build --build-tests
	swift test --skip-build $(FILTERED)

check: bootstrap-tests lint check-imports ## All that continuous integration asks (drift is among the tests)
	swift build --build-tests
	swift test --skip-build

format: ## Put the sources into the house style
	swift format --in-place --parallel --recursive $(SOURCES)

lint: ## Complain about what is not in the house style
	swift format lint --strict --parallel --recursive $(SOURCES)

check-imports: ## Complain about modules, clocks and chance outside their home
	@scripts/check-imports --self-test
	@scripts/check-imports

drift: ## Run only the tests that hold documents and lists against the program
	swift build --build-tests
	swift test --skip-build --filter Drift

docs: ## Write the pages and sources that are made from others: cli, rules, shipped files
	scripts/embed-files
	swift build --product vouch
	.build/debug/vouch documentation > docs/cli.md
	.build/debug/vouch rules --format markdown > docs/rules.md

record: ## Write the goldens anew (the tests fail while they do); then look and test
	-VOUCH_RECORD=1 swift test $(FILTERED)
	@git status --short -- Tests

demo: bootstrap ## Play the whole story in a temporary folder
	swift build --product vouch
	@scripts/demo

smoke: ## Run the built program the way people do
	swift build --build-tests
	swift test --skip-build --filter VouchCLITests

fuzz: bootstrap ## Attack what reads drafts and policies, TIME=60 seconds for each target
	@TIME='$(TIME)' scripts/fuzz

storm: bootstrap-tests ## Kill the release build KILLS=10000 times, then let 16 processes work for SECONDS=60
	swift build -c release --product vouch
	swift build --build-tests
	@STORM_KILLS='$(KILLS)' STORM_SECONDS='$(SECONDS)' STORM_SEED='$(SEED)' \
	  STORM_PROGRAM="$$(swift build -c release --show-bin-path)/vouch" \
	  swift test --skip-build --no-parallel --filter CrashTests

bench: ## Measure beside floors, into Benchmarks/RESULTS.md (QUICK=1 PEERS=1 BIG=1 ONLY=… BIN=…)
	@$(MEASURE) scripts/bench

bench-guard: ## Count instructions and compare them with the committed ones (RECORD=1 BIN=…)
	@$(MEASURE) scripts/bench guard

link-order: ## Write down anew what commands use, by which the installed program is laid out
	@$(MEASURE) scripts/bench order

install: bootstrap ## Install one self-contained binary and completions under PREFIX (/usr/local)
	@PREFIX='$(PREFIX)' scripts/install

uninstall: ## Remove what install put there
	@PREFIX='$(PREFIX)' scripts/install --remove

clean: ## Remove everything that was built
	swift package clean
	rm -rf .build-install
