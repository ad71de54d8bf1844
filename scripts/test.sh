#!/usr/bin/env bash
# test.sh [PYTEST ARGUMENT…]: the suite on SQLite with the file-system broker and on PostgreSQL 15 with Redis, in several runs of which as
# many go at once as the machine has cores, and two; each is told when it has ended. What can reach no database is tried once, and so is
# what looks the same on both (tests/conftest.py). Migrations run once an engine, from nothing; each run begins with a copy of what they made.
# What fails is tried once more by itself, after the others: on a busy machine a browser may be late. What is red twice is red, what was red
# once is told at the end; more than six at once are no lateness.
# All servers are private to this run: fresh folders, loopback only, free ports, ended with it however it ends.
set -euo pipefail
. "$(dirname "$0")/environment.sh"
unset DATABASE_URL REDIS_URL STORAGE_URL PRODUCTION
unset PYTHONDONTWRITEBYTECODE # a thousand processes start: what the first has compiled, the others read

work=$(mktemp -d "${TMPDIR:-/tmp}/portal-test-XXXXXX")
servers=()
declare -A running=() # process → name
finish() {
  trap - EXIT
  trap '' INT TERM HUP
  set +e # what has ended already cannot be ended again
  [ ${#running[@]} -eq 0 ] || { kill "${!running[@]}" 2>/dev/null; wait "${!running[@]}" 2>/dev/null; }
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
  # Without autovacuum no table is measured while it is empty, which would mislead the planner once a test has filled it.
  setpriv "${as[@]}" --pdeathsig INT "$bin/postgres" -D "$data" -p "$postgresql_port" -h 127.0.0.1 -k "" -c fsync=off -c full_page_writes=off \
    -c statement_timeout=100s -c autovacuum=off 2>"$work/postgresql.log" >&2 </dev/null &
  servers+=($!)
  until_it_listens "$postgresql_port" "$work/postgresql.log"
}

start_redis() { # sets redis_port
  redis_port=$(free_port)
  setpriv --pdeathsig INT redis-server --bind 127.0.0.1 --port "$redis_port" --save "" --appendonly no --dir "$work" >"$work/redis.log" 2>&1 </dev/null &
  servers+=($!)
  until_it_listens "$redis_port" "$work/redis.log"
}

migrate_once() { # on both engines; sets migrated[ENGINE], from which each run takes its copy
  local on_sqlite
  migrated=([sqlite]=$work/migrated/portal.sqlite3 [postgresql]=migrated)
  mkdir "$work/migrated"
  (cd / && /usr/lib/postgresql/15/bin/createdb -h 127.0.0.1 -p "$postgresql_port" -U portal migrated)
  VAR_DIR=$work/migrated manage migrate --verbosity 0 &
  on_sqlite=$!
  VAR_DIR=$work/migrated DATABASE_URL=postgres://portal@127.0.0.1:$postgresql_port/migrated manage migrate --verbosity 0
  wait "$on_sqlite"
}

wait_for_one() { # until a run ends; tell what it said
  local process name
  wait -n -p process "${!running[@]}" || status=1
  name=${running[$process]}
  unset "running[$process]"
  printf '\n== %s (%s s)\n' "$name" "$((SECONDS - began[$process]))"
  cat "$work/$name/said"
  [ ! -f "$work/$name/unsteady" ] || unsteady+=("$name: $(tr '\n' ' ' <"$work/$name/unsteady")")
}

run() { # NAME ENGINE PYTEST-ARGUMENT… : in a var folder of its own with the fonts of set-up, beside the others
  local name=$1 engine=$2 variables=()
  local folder=$work/$name
  shift 2
  mkdir -p "$folder"
  ln -s "$VAR_DIR/fonts" "$VAR_DIR/nginx" "$folder/"
  if [ "$engine" = postgresql ]; then
    ln -s "$VAR_DIR/static" "$folder/" # as in production: static files collected, under hashed names
    start_redis
    variables=(DATABASE_URL="postgres://portal@127.0.0.1:$postgresql_port/${name//-/_}" REDIS_URL="redis://127.0.0.1:$redis_port/0")
  fi
  while [ ${#running[@]} -ge "$at_once" ]; do wait_for_one; done
  env "${variables[@]}" MIGRATED="${migrated[$engine]}" VAR_DIR="$folder" DJANGO_LIVE_TEST_SERVER_ADDRESS="127.0.0.1:$(free_port)" \
    setpriv --pdeathsig TERM timeout --kill-after 20 2400 scripts/pytest_twice.sh "$folder" --durations=20 --durations-min=1 "$@" >"$folder/said" 2>&1 &
  running[$!]=$name
  began[$!]=$SECONDS
}

status=0
unsteady=()
at_once=$(($(nproc) + 2)) # a third of the time a run waits: for a lease to end, for a page to come
declare -A began=() migrated=()
start_postgresql
migrate_once
# The browser tests have a process of their own: a browser does not like what the tests of killed workers and fences do around it.
# The longest come first, and the products, three quarters of the work with a database, in two: so none is left alone at the end.
if [ $# -gt 0 ]; then
  run sqlite sqlite "$@"
  run postgresql postgresql "$@"
else
  first='tests/products/test_[a-o]*'
  run postgresql-rest postgresql -m database tests --ignore=tests/e2e --ignore-glob="$first"
  run postgresql-browser postgresql tests/e2e
  run sqlite-rest sqlite -m "database and not looks" tests --ignore=tests/e2e --ignore-glob="$first"
  run no-database sqlite -m "not database" tests --ignore=tests/e2e
  run postgresql-first postgresql -m database $first
  run sqlite-browser sqlite -m "not looks" tests/e2e
  run sqlite-first sqlite -m "database and not looks" $first
fi
while [ ${#running[@]} -gt 0 ]; do wait_for_one; done
[ ${#unsteady[@]} -eq 0 ] || printf '== red at first, green by itself: %s\n' "${unsteady[@]}"
exit $status
