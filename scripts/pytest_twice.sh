#!/usr/bin/env bash
# pytest_twice.sh FOLDER [PYTEST ARGUMENT…]: the tests, and at the end those that failed once more by themselves, unless they are more than
# six. What passed only then is named in FOLDER/unsteady.
set -uo pipefail
folder=$1
shift
run() { .venv/bin/python -m pytest -o cache_dir="$folder/cache" "$@"; }
failed() { .venv/bin/python -c 'import json, sys; print("\n".join(json.load(open(sys.argv[1]))))' "$folder/cache/v/cache/lastfailed"; }

run "$@"
status=$?
if [ "$status" -eq 1 ] && names=$(failed) && [ -n "$names" ] && [ "$(wc -l <<<"$names")" -le 6 ]; then
  printf '\n-- once more, by themselves:\n%s\n' "$names"
  run --last-failed --last-failed-no-failures none "$@"
  status=$?
  [ "$status" -ne 0 ] || printf '%s\n' "$names" >"$folder/unsteady"
fi
exit "$status"
