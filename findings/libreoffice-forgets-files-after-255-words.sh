#!/usr/bin/env bash
# LibreOffice's starter on Linux passes on 255 words of its command line and drops the rest without a word.
#
# Versions: LibreOffice 7.4.7.2 (Debian 12)
# Expected: soffice converts every file it is told of, or says that there are too many; the system takes two
#           megabytes of words, and 300 short names are some kilobytes.
# Really:   247 files are converted beside six other words, the exit code is 0 and nothing is said of the others. The
#           same words given to soffice.bin, which the starter calls, convert them all.
# Seen:     01.12.2026
#   soffice      exit 0, made 247 of 300
#   soffice.bin  exit 0, made 300 of 300

set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v soffice > /dev/null || { echo "LibreOffice is not installed" >&2; exit 2; }
export LC_ALL=C.UTF-8
program=$(readlink -f "$(command -v soffice)")
soffice --version | grep -qF "LibreOffice 7.4.7.2" || { echo "another LibreOffice" >&2; exit 2; }
[ -x "$program.bin" ] || { echo "soffice is not beside its soffice.bin" >&2; exit 2; }
cd "$work"
files=300
for number in $(seq $files); do printf 'Памятка %d\n' "$number" > "$number.txt"; done

made() { # PROGRAM: how it ended and how many files it made
  local code=0
  timeout 300 "$1" --headless "-env:UserInstallation=file://$work/profile" \
    --convert-to pdf --outdir "$work/made" "$work"/*.txt > /dev/null 2>&1 || code=$?
  echo "exit $code, made $(find made -name '*.pdf' | wc -l) of $files"
  rm -rf made
}

starter=$(made "$program")
itself=$(made "$program.bin")
echo "soffice      $starter"
echo "soffice.bin  $itself"
[ "$starter" = "exit 0, made 247 of 300" ] && [ "$itself" = "exit 0, made 300 of 300" ] \
  || { echo "no longer as stated"; exit 1; }
