# Read by every script: the root of the checkout, the settings of .env (what is already set wins), the paths of what set-up made.
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

if [ -f .env ]; then
  while IFS='=' read -r name value || [ -n "$name" ]; do
    [[ "$name" =~ ^[A-Z][A-Z0-9_]*$ && ! -v "$name" ]] || continue
    case "$value" in \"*\" | \'*\') value=${value:1:-1} ;; esac
    export "$name=$value"
  done <.env
fi

export VAR_DIR="${VAR_DIR:-$PWD/var}" PORT="${PORT:-8000}"
export DJANGO_SETTINGS_MODULE=kontum_ttdn.settings PYTHONUNBUFFERED=1
python=.venv/bin/python

manage() { "$python" manage.py "$@"; }

in_production() { case "${PRODUCTION:-}" in 1 | true | True | yes | on) ;; *) return 1 ;; esac; }
in_production || export SITE_ADDRESS="${SITE_ADDRESS:-http://127.0.0.1:$PORT}" # what the QR codes of a trial lead to
