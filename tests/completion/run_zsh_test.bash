#!/usr/bin/env bash
# Usage: run_zsh_test.bash T2V COMPLETION CORPUS LABELS
set -euo pipefail
if ! command -v zsh >/dev/null; then
  printf 'skipped: zsh is not installed\n'
  exit 77
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$1" train "$3" "$4" --epochs 1 --quiet -o "$folder/t2v.h5"
export LC_ALL=C.UTF-8
zsh -f "$(dirname "${BASH_SOURCE[0]}")/zsh_test.zsh" "$1" "$2" "$folder/t2v.h5"
