#!/usr/bin/env bash
# Builds every fuzz target and runs them, one after another, for so many seconds in all.
#
#   fuzz/run.sh [SECONDS]    120 unless given
#
# Ends with status 1 when a target crashes, hangs or takes too much memory; the input is then in fuzz/artifacts.
set -euo pipefail

readonly CARGO_FUZZ=0.13.2
readonly TARGETS=(spec spec_2 spec_3_0 spec_3_1 spec_3_2 references policy router target scan_json scan_text redact exchanges content credentials conformance inspect)

total=${1:-120}
if ! [[ $total =~ ^[0-9]{1,9}$ ]]; then
    echo "usage: fuzz/run.sh [SECONDS]" >&2
    exit 2
fi
seconds=$((10#$total / ${#TARGETS[@]}))
((seconds > 0)) || seconds=1

cd "$(dirname "${BASH_SOURCE[0]}")/.."
tools=$PWD/target/tools
target_dir=${CARGO_TARGET_DIR:-$PWD/target}/fuzz
PATH=$tools/bin:$PATH

if [[ $(cargo fuzz --version 2>/dev/null) != "cargo-fuzz $CARGO_FUZZ" ]]; then
    CARGO_TARGET_DIR=$tools/build cargo install cargo-fuzz --version "$CARGO_FUZZ" --locked --root "$tools"
    rm -rf "$tools/build"
fi

# Without a sanitizer, so that a stable toolchain will do.
cargo fuzz build --sanitizer none --target-dir "$target_dir"

failed=()
for name in "${TARGETS[@]}"; do
    echo "fuzz: $name for $seconds s"
    mkdir -p "fuzz/corpus/$name"
    arguments=(-max_total_time="$seconds" -max_len=8192 -rss_limit_mb=1024 -timeout=10 -print_final_stats=1 -verbosity=0)
    # The targets over one version share the words of all, those over values theirs.
    dictionary=fuzz/dictionaries/${name%%_*}.dict
    if [[ -f $dictionary ]]; then
        arguments+=(-dict="$dictionary")
    fi
    cargo fuzz run --sanitizer none --target-dir "$target_dir" "$name" "fuzz/corpus/$name" "fuzz/seeds/$name" -- \
        "${arguments[@]}" || failed+=("$name")
done

if ((${#failed[@]} > 0)); then
    echo "fuzz: failed: ${failed[*]}; the inputs are in fuzz/artifacts" >&2
    exit 1
fi
echo "fuzz: ${#TARGETS[@]} targets, $seconds s each, no crash"
