#!/usr/bin/env bash
# Compiles the catalogues. A language without one gets an empty one: Django answers 404 under its prefix until it has a compiled catalogue.
# `scripts/catalogues.sh messages` first brings the texts of the code into the three that hold words: Vietnamese, Lao and Khmer.
set -euo pipefail
. "$(dirname "$0")/environment.sh"

if [ "${1:-}" = messages ]; then
  manage makemessages --locale vi --locale lo --locale km --no-obsolete --no-location --no-wrap \
    --ignore node_modules --ignore .venv --ignore var --ignore tests
  for code in vi lo km; do # no guess by likeness, no date: the same code gives the same file
    catalogue=locale/$code/LC_MESSAGES/django.po
    msgattrib --clear-fuzzy --empty --clear-previous --no-wrap -o "$catalogue" "$catalogue"
    sed -i '/^"POT-Creation-Date:/d; /^"Report-Msgid-Bugs-To:/d' "$catalogue"
  done
fi

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
