#!/usr/bin/env bash
# test.sh [PYTEST ARGUMENT…]: the suite on SQLite with the file-system broker, then on PostgreSQL 15 with Redis. Both servers are private
# to this run: fresh folders, loopback only, free ports, ended with this script however it ends.
set -euo pipefail
. "$(dirname "$0")/environment.sh"
unset DATABASE_URL REDIS_URL STORAGE_URL PRODUCTION

work=$(mktemp -d "${TMPDIR:-/tmp}/portal-test-XXXXXX")
servers=()
finish() {
  trap - EXIT
  trap '' INT TERM HUP
  [ ${#servers[@]} -eq 0 ] || { kill -INT "${servers[@]}" 2>/dev/null; wait "${servers[@]}" 2>/dev/null; }
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' INT TERM HUP

free_port() { # below 32768, so that no outgoing connection takes it in between
  "$python" - <<'PYTHON'
import random, socket
while True:
    port = random.randint(20000, 32000)
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)):
            print(port)
            break
PYTHON
}

until_it_listens() { # PORT LOG
  for _ in $(seq 150); do
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return
    sleep 0.1
  done
  cat "$2" >&2
  return 1
}

start_postgresql() {
  local as=() bin=/usr/lib/postgresql/15/bin data=$work/cluster
  mkdir "$data"
  if [ "$(id -u)" -eq 0 ]; then # PostgreSQL refuses to run as root
    chmod 711 "$work"
    chown postgres: "$data"
    as=(--reuid postgres --regid postgres --clear-groups)
  fi
  postgresql_port=$(free_port)
  (cd / && setpriv "${as[@]}" "$bin/initdb" -D "$data" -U portal -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$work/initdb.log") || { cat "$work/initdb.log" >&2; return 1; }
  setpriv "${as[@]}" --pdeathsig INT "$bin/postgres" -D "$data" -p "$postgresql_port" -h 127.0.0.1 -k "" -c fsync=off -c full_page_writes=off \
    2>"$work/postgresql.log" >&2 </dev/null &
  servers+=($!)
  until_it_listens "$postgresql_port" "$work/postgresql.log"
}

start_redis() {
  redis_port=$(free_port)
  setpriv --pdeathsig INT redis-server --bind 127.0.0.1 --port "$redis_port" --save "" --appendonly no --dir "$work" >"$work/redis.log" 2>&1 </dev/null &
  servers+=($!)
  until_it_listens "$redis_port" "$work/redis.log"
}

suite() { # NAME VARIABLE=VALUE… : its own var folder, with the fonts of set-up
  local name=$1 folder=$work/$1
  shift
  mkdir -p "$folder"
  ln -s "$VAR_DIR/fonts" "$folder/"
  # The browser tests go in a process of their own: a browser does not like what the tests of killed workers and fences do around it.
  local status=0 part
  for part in "${parts[@]}"; do
    printf '\n== the suite on %s: %s\n' "$name" "$part"
    # shellcheck disable=SC2086 # a part is several words
    env "$@" VAR_DIR="$folder" DJANGO_LIVE_TEST_SERVER_ADDRESS="127.0.0.1:$(free_port)" "$python" -m pytest --durations=10 --durations-min=1 $part || status=1
  done
  return $status
}

parts=("tests --ignore=tests/e2e" "tests/e2e")
[ $# -eq 0 ] || parts=("$*")
start_postgresql
start_redis
status=0
suite "sqlite" || status=1
mkdir "$work/postgresql" && ln -s "$VAR_DIR/static" "$work/postgresql/" # as in production: static files collected, under hashed names
suite "postgresql" DATABASE_URL="postgres://portal@127.0.0.1:$postgresql_port/postgres" REDIS_URL="redis://127.0.0.1:$redis_port/0" || status=1
exit $status
