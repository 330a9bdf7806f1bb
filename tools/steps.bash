# Read by the scripts beside it: runs long commands as named steps.
# shellcheck shell=bash

# How often a running step shows where it is, in seconds.
step_report_interval=15
# The most lines of a failed step's log that are shown.
step_log_lines=300

# Copies lines through and shows one on stderr now and then, so that nobody waits in silence.
show_progress() {
  local line next=$((SECONDS + step_report_interval))
  while IFS= read -r line || [[ -n $line ]]; do
    printf '%s\n' "$line"
    if ((SECONDS >= next)); then
      printf '  %s\n' "$line" >&2
      next=$((SECONDS + step_report_interval))
    fi
  done
}

# step TITLE LOG COMMAND...: runs a command whose output goes to the file LOG and is shown only when
# the command fails. Title and seconds go to stderr. Returns the command's exit code.
step() {
  local title=$1 log=$2 begin=$SECONDS code=0
  shift 2
  printf '%s ...\n' "$title" >&2
  mkdir -p "$(dirname "$log")"
  "$@" </dev/null 2>&1 | show_progress >"$log" || code=$?
  if ((code != 0)); then
    tail -n "$step_log_lines" "$log" >&2
    printf '%s: failed after %d s with exit code %d; the whole log is in %s\n' \
      "$title" "$((SECONDS - begin))" "$code" "$log" >&2
    return "$code"
  fi
  printf '%s: %d s\n' "$title" "$((SECONDS - begin))" >&2
}
