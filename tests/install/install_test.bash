#!/usr/bin/env bash
# Installs the project, looks at what is there, and builds a program against it.
# Usage: install_test.bash BUILD_FOLDER SOURCE_FOLDER CXX
set -euo pipefail

build=$1 source=$2 cxx=$3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
prefix=$folder/prefix
export LC_ALL=C.UTF-8
unset T2V_MODEL T2V_CNN

fail() {
  printf 'FAILED: %s\n' "$1"
  exit 1
}

cmake --install "$build" --prefix "$prefix" >"$folder/install.log" || fail "$(cat "$folder/install.log")"
for file in bin/t2v bin/t2v-attribute share/target2vec/film-reviews-cnn.h5 \
  share/man/man1/t2v.1 share/man/man1/t2v-neighbors.1 share/man/man1/t2v-attribute-explain.1 \
  share/bash-completion/completions/t2v share/bash-completion/completions/t2v-attribute \
  share/zsh/site-functions/_t2v share/doc/target2vec/copyright \
  share/doc/target2vec/doc/questions.md share/doc/target2vec/examples/plot_model.py include/t2v/query/neighbors.h; do
  [[ -s $prefix/$file ]] || fail "$file was not installed"
done

# Headers name each other with t2v/ before, and of others the standard library's, the system's and
# Eigen's.
mapfile -t headers < <(cd "$prefix/include" && find t2v -name '*.h' | sort)
((${#headers[@]} > 100)) || fail "only ${#headers[@]} headers were installed"
foreign=$(cd "$prefix/include" &&
  grep -nE '#include ("|<)' "${headers[@]}" |
  grep -vE '#include ("t2v/|<[a-z_0-9]+>|<(sys/types|unistd|semaphore)\.h>|<Eigen/)') || true
[[ -z $foreign ]] || fail "headers include what is not installed with them
(private ones are named in cmake/install-headers.cmake): $foreign"
printf '#include <%s>\n' "${headers[@]}" >"$folder/all.cpp"
# shellcheck disable=SC2046  # flags
"$cxx" -std=c++20 -fsyntax-only -Wall -Wextra $(pkg-config --cflags eigen3) -I "$prefix/include" \
  "$folder/all.cpp" || fail "the installed headers do not compile by themselves"

cmake -S "$source/examples/library" -B "$folder/example" -DCMAKE_PREFIX_PATH="$prefix" \
  -DCMAKE_CXX_COMPILER="$cxx" >"$folder/configure.log" 2>&1 || fail "$(cat "$folder/configure.log")"
cmake --build "$folder/example" >"$folder/build.log" 2>&1 || fail "$(cat "$folder/build.log")"

# The program and the library give the same answers.
reviews=$source/corpora/film-reviews
PATH=$prefix/bin:$PATH
cd "$folder"
t2v train "$reviews/corpus.txt" "$reviews/labels.txt" --epochs 1 --quiet
expected=$(t2v neighbors 스토리 --label 부정 -n 5 | cut -f 1,3)
found=$("$folder/example/ask" t2v.h5 스토리 부정 | cut -f 1,3)
[[ -n $expected && $found == "$expected" ]] || fail "the example answers [$found], t2v [$expected]"
t2v-attribute explain "뻔하다" 2>"$folder/remarks" | grep -q . || fail "no explanation"
grep -q "bundled classifier" "$folder/remarks" || fail "the bundled classifier was not asked"
printf 'installed, linked and asked\n'
