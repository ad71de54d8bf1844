#!/usr/bin/env bash
# Starts web, worker and sweeper, says where the portal is, and ends all three when told to stop or when this script is gone.
set -euo pipefail
. "$(dirname "$0")/environment.sh"

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; }

if answers; then
  printf 'Cổng %s đang được dùng. / Port %s is taken. Try: PORT=8001 make run\n' "$PORT" "$PORT" >&2
  exit 1
fi

announce() { # the address as soon as it answers, then the accounts to try
  until answers; do
    kill -0 "$1" 2>/dev/null || return 0
    sleep 0.1
  done
  printf '\n  Cổng thông tin đối ngoại / the portal:  http://127.0.0.1:%s/\n  Ctrl-C dừng tất cả / ends all of it\n\n' "$PORT"
  in_production || manage demo_accounts --skip-checks 2>/dev/null || true
}

# honcho has to outlive a closed terminal to end its three: it does not hear of it, and its lines go nowhere instead of failing.
show() { trap '' HUP INT TERM && while IFS= read -r line; do printf '%s\n' "$line" 2>/dev/null || true; done; }
(trap '' HUP && exec setpriv --pdeathsig TERM "$python" -m honcho --no-colour --env /dev/null start --port "$PORT") > >(show) 2>&1 &
portal=$!
asked_to_stop=
trap 'asked_to_stop=yes; kill -TERM $portal 2>/dev/null || true' INT TERM HUP
announce $portal &

status=0
while kill -0 $portal 2>/dev/null; do
  wait $portal && status=0 || status=$?
done
[ -n "$asked_to_stop" ] || exit $status
