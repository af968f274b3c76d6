#!/bin/sh
# Runs a script of the project in its folder, with standard output on standard error, then writes an archive to standard output: of the
# files that it changed, and of all reports and known differences, so that those are known which it removed. Usage: run.sh FOLDER SCRIPT ARGUMENT...
set -u
cd "$1" || exit
shift
ln -s /modules/node_modules node_modules

# On cgroup v2 a group whose children are limited may hold no process itself.
groups=/sys/fs/cgroup
if [ -e "$groups/cgroup.controllers" ]; then
  mkdir "$groups/checks"
  for process in $(cat "$groups/cgroup.procs"); do
    echo "$process" >"$groups/checks/cgroup.procs" || true # it may have ended
  done
  sed 's/\(^\| \)/\1+/g' "$groups/cgroup.controllers" >"$groups/cgroup.subtree_control"
fi

code=0
node "$@" >&2 || code=$?
# What was brought in is as old as can be, see tar-stream.ts.
list=$(mktemp)
find . -path ./node_modules -prune -o -type f \( -path './reports/*' -o -path './engines/*/*.md' -o -newermt @1 \) -print0 >"$list" &&
  tar --create --format=ustar --null --files-from="$list" || code=1
exit "$code"
