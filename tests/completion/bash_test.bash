#!/usr/bin/env bash
# Completes command lines as bash does when somebody presses the Tab key.
# Usage: bash_test.bash T2V T2V_ATTRIBUTE COMPLETION CORPUS LABELS
set -uo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin"
ln -s "$1" "$folder/bin/t2v"
ln -s "$2" "$folder/bin/t2v-attribute"
export PATH=$folder/bin:$PATH LC_ALL=C.UTF-8
unset T2V_MODEL T2V_CNN
cd "$folder" || exit 1
t2v train "$4" "$5" --epochs 1 --quiet -o t2v.h5 || exit 1
touch notes.txt
# shellcheck source=tools/completion/t2v.bash
source "$3"

failures=0
# Outside of a completion bash knows no compopt.
compopt() { :; }

# completions LINE: sets COMPREPLY to what may stand at the end of the line, cut into words as bash
# does it, at COMP_WORDBREAKS.
completions() {
  local rest=$1 word quote=
  COMP_LINE=$1 COMP_POINT=${#1} COMP_WORDS=() word=
  while [[ -n $rest ]]; do
    local character=${rest:0:1}
    rest=${rest:1}
    if [[ -n $quote ]]; then
      word+=$character
      if [[ $character == "$quote" ]]; then quote=; fi
    elif [[ $character == [\'\"] ]]; then
      quote=$character word+=$character
    elif [[ $character == [:=] ]]; then
      if [[ -n $word ]]; then COMP_WORDS+=("$word"); fi
      COMP_WORDS+=("$character")
      word=
    elif [[ $character == ' ' ]]; then
      if [[ -n $word ]]; then COMP_WORDS+=("$word"); fi
      word=
      [[ -n $rest ]] || COMP_WORDS+=("")
    else
      word+=$character
    fi
  done
  if [[ -n $word ]]; then COMP_WORDS+=("$word"); fi
  COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
  COMPREPLY=()
  _t2v
}

# expect LINE WORD...: all WORDs are among the completions of LINE.
expect() {
  local word
  completions "$1"
  for word in "${@:2}"; do
    if [[ $'\n'$(printf '%s\n' "${COMPREPLY[@]}")$'\n' != *$'\n'"$word"$'\n'* ]]; then
      printf 'FAILED: [%s] has no completion [%s], but: %s\n' "$1" "$word" "${COMPREPLY[*]:0:10}"
      failures=$((failures + 1))
    fi
  done
}

# expect_only LINE [WORD...]: these and no others, in this order.
expect_only() {
  completions "$1"
  if [[ "${COMPREPLY[*]}" != "${*:2}" ]]; then
    printf 'FAILED: [%s] completes to [%s], expected [%s]\n' "$1" "${COMPREPLY[*]}" "${*:2}"
    failures=$((failures + 1))
  fi
}

expect 't2v ' train neighbors shell help
expect_only 't2v nei' neighbors
expect_only 't2v compl'
expect_only 't2v help ana' analogy
expect_only 't2v eval sim' similarity
expect_only 't2v train --label-' --label-column --label-separator --label-weight --label-balance
expect 't2v eval labels --' --model --help
expect_only 't2v train --objective ' independent joint
expect_only 't2v train --objective=j' joint
expect_only 't2v train --objective=' independent joint
expect_only 't2v train corpus.txt --tokenizer sent' sentencepiece
expect_only 't2v train note' notes.txt
expect_only 't2v neighbors -m t2v' t2v.h5
expect 't2v neighbors 스토' 스토리
expect_only 't2v neighbors 스토리 --label 부' 부정
expect_only 't2v neighbors 스토리 --label 부정 --label-weight '
expect_only 't2v analogy 최악 -부정 +긍' +긍정
expect_only 't2v analogy 최악 -부' -부정
expect_only 't2v neighbors label:부' 부정
expect_only 't2v neighbors -- -부' -부정
expect_only 't2v neighbors "스토' 스토리
expect_only 't2v neighbors -m absent.h5 스토'
expect 't2v labels --kind ' :
expect_only 't2v nonsense '
expect 't2v-attribute ' train explain lexicon help
expect_only 't2v-attribute explain --method integ' integrated-gradients
expect_only 't2v-attribute explain --file note' notes.txt
if ((failures > 0)); then
  exit 1
fi
printf 'all completions are as expected\n'
