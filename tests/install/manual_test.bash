#!/usr/bin/env bash
# The manual pages are well-formed, and show what the commands' help says.
# Usage: manual_test.bash FOLDER
set -euo pipefail
cd "$1"
if ! command -v mandoc >/dev/null; then
  printf 'skipped: mandoc is not installed\n'
  exit 77
fi
# That pages have no date and are long in places are remarks of style.
problems=$(mandoc -T lint -W warning ./*.1 | grep -v 'missing date') || true
if [[ -n $problems ]]; then
  printf 'FAILED: %s\n' "$problems"
  exit 1
fi
# Bold letters are printed twice, one over the other.
page=$(mandoc -T utf8 -O width=100 t2v-neighbors.1 | sed $'s/.\b//g')
for text in 't2v neighbors TERM... | --queries FILE' '--label LABEL' '-m, --model FILE' \
  'words used alike, also under a label'; do
  if [[ $page != *"$text"* ]]; then
    printf 'FAILED: t2v-neighbors.1 does not say [%s]:\n%s\n' "$text" "$page"
    exit 1
  fi
done
printf 'the manual is well-formed\n'
