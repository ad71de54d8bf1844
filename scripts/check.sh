#!/usr/bin/env bash
# Everything that can be judged without running the portal. All checks begin at once; goes through to the end and names what failed.
set -uo pipefail
. "$(dirname "$0")/environment.sh"
unset DATABASE_URL REDIS_URL STORAGE_URL PRODUCTION
VAR_DIR=$(mktemp -d "${TMPDIR:-/tmp}/portal-check-XXXXXX") # nothing here depends on what this machine's portal holds
trap 'rm -rf "$VAR_DIR"' EXIT

names=() processes=() failed=0
check() { # NAME COMMAND…
  local name=$1
  shift
  "$@" >"$VAR_DIR/said-${#names[@]}" 2>&1 &
  names+=("$name") processes+=($!)
}

catalogues_compile() {
  local catalogue
  for catalogue in locale/*/LC_MESSAGES/django.po; do msgfmt --check-format -o /dev/null "$catalogue" || return 1; done
}

no_catalogue_entry_left() { # the Vietnamese catalogue holds every text of the code, none empty, none guessed
  local copy=$VAR_DIR/copy catalogue=$VAR_DIR/copy/locale/vi/LC_MESSAGES/django.po left
  mkdir "$copy"
  git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents -t "$copy" 2>/dev/null
  ln -s "$PWD/.venv" "$copy/.venv"
  (cd "$copy" && .venv/bin/python manage.py makemessages --locale vi --no-location --no-obsolete --ignore .venv --ignore tests) >/dev/null || return 1
  left=$(msgattrib --untranslated --no-obsolete "$catalogue" && msgattrib --only-fuzzy --no-obsolete "$catalogue") || return 1
  [ -z "$left" ] || { printf '%s\n' "$left"; return 1; }
}

ready_for_production() {
  local secret=a-secret-made-up-for-this-check-and-used-nowhere-else-0123456789
  PRODUCTION=1 SECRET_KEY=$secret AUDIT_KEY=$secret FIELD_KEY=$secret ALLOWED_HOSTS=portal.example \
    "$python" manage.py check --deploy --fail-level WARNING
}

stops_without_secrets() { # and says which to set
  local said
  said=$(PRODUCTION=1 SECRET_KEY="" "$python" manage.py check 2>&1) && return 1
  grep "Set SECRET_KEY in the environment" <<<"$said"
}

check "format" "$python" -m ruff format --check .
check "lint" "$python" -m ruff check .
check "types at borders" "$python" -m mypy
check "no migration missing" "$python" manage.py makemigrations --check --dry-run
check "catalogues compile" catalogues_compile
check "Vietnamese is complete" no_catalogue_entry_left
check "ready for production" ready_for_production
check "production stops without secrets" stops_without_secrets
check "architecture" "$python" -m pytest tests/test_architecture.py

for number in "${!names[@]}"; do
  if wait "${processes[$number]}"; then
    printf 'ok      %s\n' "${names[$number]}"
  else
    printf 'FAILED  %s\n' "${names[$number]}"
    cat "$VAR_DIR/said-$number"
    failed=$((failed + 1))
  fi
done
[ "$failed" -eq 0 ] || { printf '\n%s failed\n' "$failed"; exit 1; }
