# step NAME INPUT… -- COMMAND…: runs COMMAND unless it ran before on the same inputs. An INPUT is a file or a folder (its content counts),
# +PATH (counts as there or not: what the step makes) or =TEXT.
step() {
  local name=$1 inputs=() key stamp="$VAR_DIR/stamps/$1"
  shift
  while [ "$1" != -- ]; do inputs+=("$1"); shift; done
  shift
  key=$(step_key "${inputs[@]}" "=$*")
  [ "$(cat "$stamp" 2>/dev/null)" != "$key" ] || return 0
  printf '== %s\n' "$name"
  "$@"
  mkdir -p "$VAR_DIR/stamps"
  step_key "${inputs[@]}" "=$*" >"$stamp"
}

step_key() {
  local input
  for input; do
    case "$input" in
      =*) printf '%s\n' "$input" ;;
      +*) stat -c '%n %i' "${input#+}" 2>/dev/null || printf 'no %s\n' "$input" ;;
      *) { find "$input" -type f ! -name "*.pyc" -print0 2>/dev/null || true; } | LC_ALL=C sort -z | xargs -0 -r sha256sum ;;
    esac
  done | sha256sum
}
