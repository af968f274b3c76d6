#!/bin/sh
# PID 1 of a container of ours, for bash, dash or busybox. Standard input: the size of an archive in bytes, a newline, the archive; then
# nothing, and its end when whoever started the container is gone. Usage: sh -c "$(cat job.sh)" job FOLDER COMMAND...
set -eu
trap 'exit 143' TERM INT HUP
exec 3<&0
folder=$1
shift
mkdir -p "$folder"
read -r size <&3
head -c "$size" <&3 | tar -x -f - -C "$folder"
{
  cat <&3 >/dev/null
  kill -TERM 1
} &
"$@" 3<&- &
code=0
wait $! || code=$?
exit "$code"
