# Completion of t2v and t2v-attribute in bash. The program itself says what may come next, words and
# labels of the model included.
# shellcheck shell=bash

# Joins what bash cut at colons and equal signs, as in label:부정, back to whole words: sets
# t2v_words, the last being typed, and t2v_cut, what of that word bash takes for words before it.
_t2v_words() {
  local i word rest=${COMP_LINE:0:COMP_POINT} glued
  t2v_words=() t2v_cut=
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if ((i == COMP_CWORD)); then
      # Of the word under the cursor only what is before it.
      word=${rest#"${rest%%[![:space:]]*}"}
    fi
    glued=false
    if ((i > 0)) && [[ $rest != [[:space:]]* && -n $rest ]]; then
      glued=true
    fi
    rest=${rest#"${rest%%[![:space:]]*}"}
    rest=${rest#"$word"}
    if [[ $glued == true ]]; then
      t2v_cut=${t2v_words[-1]}
      t2v_words[-1]+=$word
    else
      t2v_cut=
      t2v_words+=("$word")
    fi
  done
  if [[ ${t2v_words[-1]} == *[:=] ]]; then
    t2v_cut=${t2v_words[-1]}
  fi
}

_t2v() {
  local t2v_words t2v_cut line kind typed choice
  _t2v_words
  # What was quoted is asked for without its quote, which bash puts back.
  typed=${t2v_words[-1]}
  t2v_words[-1]=${typed#[\"\']}
  COMPREPLY=()
  {
    IFS= read -r kind || return 0
    while IFS= read -r line; do
      choice=${line%%$'\t'*}
      choice=${choice#"$t2v_cut"}
      if [[ $typed != [\"\']* ]]; then
        printf -v choice '%q' "$choice"
        # Whatever is no ASCII letter is quoted in a way nobody would type.
        [[ $choice != \$\'* ]] || choice=${line%%$'\t'*} choice=${choice#"$t2v_cut"}
      fi
      COMPREPLY+=("$choice")
    done
  } < <("${t2v_words[0]}" complete "${t2v_words[@]:1}" 2>/dev/null)
  if [[ $kind == files ]]; then
    compopt -o filenames 2>/dev/null
    mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -- "${typed#"$t2v_cut"}")
  elif [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]]; then
    compopt -o nospace 2>/dev/null
  fi
}

# The most frequent words first, as the program names them.
complete -o nosort -F _t2v t2v t2v-attribute
