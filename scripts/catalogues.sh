#!/usr/bin/env bash
# Compiles the catalogues. A language without one gets an empty one: Django answers 404 under its prefix until it has a compiled catalogue.
set -euo pipefail
. "$(dirname "$0")/environment.sh"

for code in $("$python" -c 'from kontum_ttdn.languages.registry import CODES; print(*CODES)'); do
  folder=locale/$code/LC_MESSAGES
  mkdir -p "$folder"
  if [ -f "$folder/django.po" ]; then
    msgfmt --check-format -o "$folder/django.mo" "$folder/django.po"
  else
    printf 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n' |
      msgfmt -o "$folder/django.mo" -
  fi
done
