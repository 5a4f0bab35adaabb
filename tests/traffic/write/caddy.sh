#!/bin/sh
# Writes Caddy's JSON log: `sh caddy.sh PORT OUT`, with server.py on that port, and caddy and curl to be found.
set -eu
port=$1
out=$(realpath "$2")
place=$(mktemp -d)
cat > "$place/Caddyfile" <<CONF
{
  admin off
  auto_https off
}
http://127.0.0.1:18083 {
  log {
    output file $out
  }
  reverse_proxy 127.0.0.1:$port
}
CONF
rm -f "$out"
HOME=$place caddy run --adapter caddyfile --config "$place/Caddyfile" 2> "$place/errors" & caddy=$!
sleep 3
call() { curl --silent --output /dev/null --max-time 10 "$@" || true; }
call "http://127.0.0.1:18083/pets/7?fields=name"
call "http://127.0.0.1:18083/pets/404"
call --request POST --data '{"name": "Rex"}' "http://127.0.0.1:18083/pets"
kill "$caddy"
wait "$caddy" || true
rm -r "$place"
