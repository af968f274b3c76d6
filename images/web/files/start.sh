#!/bin/sh
# The first process of a container gets no default action for signals: without this trap,
# `docker stop` would wait ten seconds and kill.
trap 'exit 0' TERM INT

echo "web $APP_VERSION: 8000번 포트에서 기다려요"
httpd -f -p 8000 -h /app/site -c /app/httpd.conf &
wait $!
