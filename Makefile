# Everything a person or CI runs. Needs Rust 1.88, Python 3.10, Node 20 or newer; the rest it installs in here.

SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo test test-rust test-python test-node parity documents documents-update suite lint bench bench-bindings bench-documents \
	bench-peers bench-linters bench-scan bench-traffic accuracy fuzz fuzz-check docs clean

# One target folder for the workspace, the wheel and the addon.
export CARGO_TARGET_DIR ?= $(CURDIR)/target
PYTHON ?= python3
VENV := .venv
SOURCES := $(shell git ls-files Cargo.toml Cargo.lock core bindings/python bindings/node 2>/dev/null | grep -v '/tests\?/')
FUZZ_SECONDS ?= 120
TRAFFIC_MB ?= 1000
# The bindings are tested from their own languages.
RUST_ONLY := --workspace --exclude watchgate-python --exclude watchgate-node

help: ## Lists the commands.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## The payment story: a real axum server, real requests, what was found, scored and blocked.
	@cargo run --quiet --package watchgate-example-axum --bin demo

test: test-rust test-python test-node parity ## All tests: Rust, Python, Node, and the comparison of all.

test-rust: ## Tests of the core, the layer, the command and the examples.
	cargo test $(RUST_ONLY) --all-features

test-python: $(VENV)/.ready ## Tests of the Python package, in a virtual environment that it makes.
	cd bindings/python && ../../$(VENV)/bin/python -m pytest -q

test-node: bindings/node/.ready ## Tests of the npm package.
	cd bindings/node && npm test

parity: $(VENV)/.ready bindings/node/.ready ## Compares the four faces byte for byte.
	cargo build --quiet --package watchgate-tests --package watchgate-cli
	$(VENV)/bin/python tests/parity.py --rust $(CARGO_TARGET_DIR)/debug/emit --command $(CARGO_TARGET_DIR)/debug/watchgate

documents: ## Real documents of many vendors: what every rule counts in them, and JSON beside YAML.
	$(documents)

documents-update: ## Writes what every rule counts in them to tests/documents/counts.json.
	$(documents) --update

suite: ## The official test suite of JSON Schema over the schemas of answers.
	cargo build --quiet --package watchgate-tests --bin suite
	$(PYTHON) tests/documents/suite.py --command $(CARGO_TARGET_DIR)/debug/suite

# The command over documents that are taken out of packages; they are not committed.
define documents
cargo build --quiet --release --package watchgate-cli --package watchgate-tests --bin watchgate --bin twins
$(PYTHON) tests/documents/check.py --command $(CARGO_TARGET_DIR)/release/watchgate --twins $(CARGO_TARGET_DIR)/release/twins
endef

lint: $(VENV)/.ready bindings/node/.ready ## Formatting, lints, types and documentation of all languages.
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --all-features -- -D warnings
	RUSTDOCFLAGS='-D warnings' cargo doc --quiet --no-deps $(RUST_ONLY) --all-features
	cd bindings/python && ../../$(VENV)/bin/ruff check . ../../tests ../../benches && ../../$(VENV)/bin/ruff format --check . ../../tests ../../benches
	cd bindings/python && ../../$(VENV)/bin/mypy && ../../$(VENV)/bin/python -m mypy.stubtest watchgate
	cd bindings/node && npm run --silent lint && npm run --silent typings && git diff --exit-code -- native.js native.d.ts

bench: ## Criterion benches of the core, and the cost of a decision from Python and Node.
	cargo bench --package watchgate-benches
	$(MAKE) bench-bindings

bench-bindings: $(VENV)/.ready bindings/node/.ready
	$(VENV)/bin/python benches/python/decide.py
	node benches/node/decide.mjs

bench-documents: ## What documents of 1, 4 and 13 MB cost: whole processes and their memory, then the engine alone.
	cargo build --quiet --release --package watchgate-cli --package watchgate-benches --bins
	$(PYTHON) tests/documents/collection.py > /dev/null
	$(PYTHON) benches/documents.py --command $(CARGO_TARGET_DIR)/release/watchgate --generate $(CARGO_TARGET_DIR)/release/documents
	WATCHGATE_CORPUS=$(CURDIR)/target/sizes/github cargo bench --package watchgate-benches --bench analyse -- MB

bench-peers: $(VENV)/.ready bindings/node/.ready ## Watchgate beside openapi-core and express-openapi-validator, in one run each.
	$(VENV)/bin/pip install --quiet --requirement benches/peers/requirements.txt
	$(VENV)/bin/python benches/peers/decide.py
	cd benches/peers && npm install --no-audit --no-fund && node express_openapi_validator.mjs

bench-linters: ## `watchgate spec` beside Spectral and Redocly, whole processes over real documents; half an hour.
	cargo build --quiet --release --package watchgate-cli
	$(PYTHON) tests/documents/collection.py > /dev/null
	cd benches/peers && npm install --no-audit --no-fund
	$(PYTHON) benches/peers/spec.py --command $(CARGO_TARGET_DIR)/release/watchgate

accuracy: $(VENV)/.ready ## What the scanner finds in labelled bodies, beside Presidio; ACCURACY="--without-peers" takes seconds.
	[[ '$(ACCURACY)' == *--without-peers* ]] || $(VENV)/bin/pip install --quiet --requirement benches/peers/requirements.txt
	PYTHONPATH=benches $(VENV)/bin/python -m sensitive.accuracy $(ACCURACY)

bench-scan: $(VENV)/.ready ## What scanning costs: clean, dense and hostile bodies, then beside Presidio, detect-secrets and Kingfisher.
	$(VENV)/bin/pip install --quiet --requirement benches/peers/requirements.txt
	PYTHONPATH=benches $(VENV)/bin/python -m sensitive.speed $(CARGO_TARGET_DIR)/bodies
	WATCHGATE_BODIES=$(CARGO_TARGET_DIR)/bodies cargo bench --package watchgate-benches --bench scan
	cargo build --quiet --release --package watchgate-benches --bin throughput
	PYTHONPATH=benches $(VENV)/bin/python benches/peers/scan.py --bodies $(CARGO_TARGET_DIR)/bodies --rust $(CARGO_TARGET_DIR)/release/throughput

bench-traffic: $(VENV)/.ready ## What inspecting traffic costs: single exchanges, beside openapi-core, and files; TRAFFIC_MB=100 is quicker.
	cargo build --quiet --release --package watchgate-cli --package watchgate-benches --bin watchgate --bin exchanges
	cargo bench --package watchgate-benches --bench inspect
	$(VENV)/bin/pip install --quiet --requirement benches/peers/requirements.txt
	$(VENV)/bin/python benches/peers/conformance.py
	$(PYTHON) benches/traffic.py --command $(CARGO_TARGET_DIR)/release/watchgate --generate $(CARGO_TARGET_DIR)/release/exchanges --megabytes $(TRAFFIC_MB)

fuzz-check: ## Whether every fuzz target still compiles.
	cargo check --quiet --manifest-path fuzz/Cargo.toml

fuzz: ## Runs every fuzz target, FUZZ_SECONDS in all.
	fuzz/run.sh $(FUZZ_SECONDS)

docs: ## Writes docs/rules.md and docs/types.md from the engine.
	cargo run --quiet --package watchgate-cli -- rules --format markdown > docs/rules.md
	cargo run --quiet --package watchgate-cli -- types --format markdown > docs/types.md

clean: ## Removes what was built.
	rm -rf target .venv bindings/node/node_modules bindings/node/*.node bindings/node/.ready fuzz/target

$(VENV)/.ready: $(SOURCES)
	[ -x $(VENV)/bin/python ] || $(PYTHON) -m venv $(VENV)
	$(VENV)/bin/pip install --quiet --disable-pip-version-check './bindings/python[dev]'
	touch $@

bindings/node/.ready: $(SOURCES)
	cd bindings/node && npm ci --no-audit --no-fund
	touch $@
