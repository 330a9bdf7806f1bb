# Calls the completion for zsh as zsh does, with what it calls in its turn taking notes.
# Usage: zsh -f zsh_test.zsh T2V COMPLETION
emulate -L zsh
program=$1 completion=$2
typeset -a words offered
integer CURRENT failures=0
PREFIX= files=no
compadd() {
  while [[ $1 != -- ]]; do shift; done
  offered=("${@:2}")
}
_files() { files=yes }
eval "_t2v() { $(<$completion)
}"

# expect_in FILES LINE... -- WORD...: WORDs are offered behind the words of the line
expect() {
  local wanted_files=$1 line_end=${argv[(i)--]} word
  shift
  words=("${@:1:$((line_end - 2))}")
  CURRENT=$#words PREFIX=$words[-1] offered=() files=no
  _t2v
  for word in "${@:$line_end}"; do
    if (( ! ${offered[(Ie)$word]} )); then
      print -r -- "FAILED: [$words] does not offer [$word], but: ${offered[1,10]}"
      failures+=1
    fi
  done
  if [[ $files != $wanted_files ]]; then
    print -r -- "FAILED: [$words]: files $files, expected $wanted_files"
    failures+=1
  fi
}

expect no $program '' -- train neighbors help
expect no $program nei -- neighbors
expect no $program train --label- -- --label-column --label-separator --label-weight --label-balance
expect yes $program train '' --
expect no $program neighbors -m $3 스토 -- 스토리
expect no $program analogy -m $3 최악 -부 -- -부정
expect no $program neighbors -m $3 스토리 --label 부 -- 부정
(( failures == 0 )) && print 'all completions are as expected'
exit $(( failures > 0 ))
