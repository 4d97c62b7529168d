#!/usr/bin/env bash
# Backs up a folder and keeps the newest copies.
set -euo pipefail

readonly ROOT="${BACKUP_ROOT:-/var/backups}"
KEEP=7 VERBOSE=
declare -a skipped=()
export LC_ALL=C

log() {
  local level=$1; shift
  if [[ $level == debug && -z "$VERBOSE" ]]; then
    return 0
  fi
  printf '%s %s: %s\n' "$(date +%H:%M:%S)" "$level" "$*" >&2
}

function archive {
  local source=$1 target="$ROOT/$2.tar.gz"
  local count=0 size
  if [ ! -d "$source" ]; then
    log error "no folder $source"
    return 1
  elif test -e "$target"; then
    mv "$target" "${target%.gz}.old"
  else
    mkdir -p "$(dirname "$target")"
  fi
  while IFS= read -r file; do
    case "$file" in
      *.tmp | *.log) skipped+=("$file"); continue ;;
      */cache/*)
        log debug "cache: $file"
        ;;
      *) echo "$file" ;;
    esac
    (( count += 1 ))
  done < <(find "$source" -type f | sort) > "$ROOT/list"
  size=`stat -c %s "$ROOT/list"`
  tar -czf "$target" -T "$ROOT/list" 2> /dev/null || { log error 'tar failed'; return 2; }
  echo $((size / (count + 1))) ${#skipped[@]} "${skipped[0]}"
}

rotate() (
  cd "$ROOT"
  for ((i = KEEP; i > 0; i--)); do
    [ -f "backup.$i" ] && mv "backup.$i" "backup.$((i + 1))"
  done
  for old in backup.* {a..c}.tar; do
    until rm -f -- "$old"; do
      sleep 1
    done &
  done
  wait
)

usage() {
  cat <<TEXT
usage: $0 [-v] FOLDER...
TEXT
  exit 2
}

while getopts "vk:" option; do
  case $option in
    v) VERBOSE=1 ;;
    k) KEEP=$OPTARG ;;
    ?) usage ;;
  esac
done
shift $((OPTIND - 1))
[[ $# -gt 0 ]] || usage

trap 'log error "interrupted"; exit 130' INT TERM
for folder in "$@"; do
  if ! archive "$folder" "$(basename "$folder")" | tee -a "$ROOT/sizes"; then
    failed=true
  fi
done
rotate
log info "done, ${#skipped[@]} files skipped" <<< "${failed:-}"
