#!/usr/bin/env bash
# debian.sh PACKAGE…: installs those of Debian's packages that are missing; without the right to, says what an administrator must install.
# debian.sh --unpack PACKAGE FOLDER: only lays its files into the folder; nothing of it is started or configured.
set -euo pipefail

if [ "$1" = --unpack ]; then
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  chmod 755 "$work"
  fetch() { (cd "$work" && apt-get -qq download "$1" 2>"$work/said"); }
  lists() { if [ "$(id -u)" -eq 0 ]; then apt-get -qq update; else sudo apt-get -qq update; fi; }
  fetch "$2" || { lists && fetch "$2"; } || { cat "$work/said" >&2; exit 1; }
  rm -rf "$3"
  mkdir -p "$3"
  dpkg -x "$work"/*.deb "$3"
  exit 0
fi

missing=()
for package; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" = installed ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  as_root=(sudo)
  if ! command -v sudo >/dev/null || ! { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; }; then
    cat >&2 <<TEXT

Thiếu các gói của Debian. Quản trị viên máy này cần cài đặt bằng lệnh sau, rồi chạy lại lệnh vừa rồi:
Packages of Debian are missing. An administrator of this machine has to install them; then give the same command again:

    apt-get update && apt-get install --no-install-recommends ${missing[*]}

TEXT
    exit 1
  fi
fi

if ! command -v apt-get >/dev/null; then
  printf 'Cần Debian 12. / Debian 12 is needed; look for the like of: %s\n' "${missing[*]}" >&2
  exit 1
fi
printf '== Debian: %s\n' "${missing[*]}"
"${as_root[@]}" apt-get -qq update
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 \
  install -y --no-install-recommends "${missing[@]}" >/dev/null
