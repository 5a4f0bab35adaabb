#!/bin/sh
# Records calls through mitmproxy: `sh har_mitmproxy.sh PORT OUT`, with server.py on that port, and mitmdump and curl to be found.
set -eu
port=$1
out=$2
mitmdump --quiet --listen-host 127.0.0.1 --listen-port 18099 --set hardump="$out" &
proxy=$!
sleep 15
call() { curl --silent --output /dev/null --noproxy '' --proxy http://127.0.0.1:18099 "$@"; }
call "http://127.0.0.1:$port/pets/7?fields=name"
call --header 'Accept-Encoding: gzip' "http://127.0.0.1:$port/pets/8"
call "http://127.0.0.1:$port/picture"
call --data '{"name": "Rex"}' --header 'Content-Type: application/json' "http://127.0.0.1:$port/pets"
kill "$proxy"
wait "$proxy" || true  # it ends by the signal
