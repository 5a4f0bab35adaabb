#!/bin/sh
# Writes the logs of nginx and Apache: `sh logs.sh PORT OUT`, with server.py on that port, and nginx, apache2 and curl to be
# found (Debian's nginx-light and apache2-bin). OUT is a folder.
set -eu
port=$1
out=$(realpath "$2")
place=$(mktemp -d)
modules=/usr/lib/apache2/modules

cat > "$place/nginx.conf" <<CONF
daemon off; pid $place/nginx.pid; error_log stderr crit;
events {}
http {
  log_format timed '\$remote_addr - \$remote_user [\$time_local] "\$request" \$status \$body_bytes_sent "\$http_referer" '
                   '"\$http_user_agent" \$request_time';
  client_body_temp_path $place; proxy_temp_path $place; fastcgi_temp_path $place; uwsgi_temp_path $place; scgi_temp_path $place;
  server {
    listen 127.0.0.1:18081; listen [::1]:18081;
    access_log $out/nginx-combined.log combined;
    access_log $out/nginx-timed.log timed;
    location / { proxy_pass http://127.0.0.1:$port; }
  }
}
CONF
cat > "$place/apache.conf" <<CONF
ServerName localhost
ServerRoot $place
PidFile $place/apache.pid
ErrorLog /dev/stderr
LogLevel crit
Listen 127.0.0.1:18082
LoadModule mpm_event_module $modules/mod_mpm_event.so
LoadModule authz_core_module $modules/mod_authz_core.so
LoadModule proxy_module $modules/mod_proxy.so
LoadModule proxy_http_module $modules/mod_proxy_http.so
LogFormat "%h %l %u %t \"%r\" %>s %O" common
LogFormat "%v:%p %h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\"" vhost_combined
CustomLog $out/apache-common.log common
CustomLog $out/apache-vhost-combined.log vhost_combined
ProxyPass / http://127.0.0.1:$port/
CONF

rm -f "$out"/nginx-*.log "$out"/apache-*.log
nginx -c "$place/nginx.conf" & nginx=$!
apache2 -f "$place/apache.conf" -D FOREGROUND & apache=$!
sleep 3
call() { curl --silent --output /dev/null --max-time 10 "$@" || true; }
for own in 18081 18082; do
  call "http://127.0.0.1:$own/pets/7?fields=name"
  call --user-agent 'say "hi" \ caf'"$(printf '\303\251')" --referer 'https://a.example/"x"' "http://127.0.0.1:$own/pets/404"
  call --request POST --data '{"name": "Rex"}' --user 'rex:x' "http://127.0.0.1:$own/pets"
  # TLS on a port that speaks none.
  call --insecure "https://127.0.0.1:$own/"
done
call --globoff "http://[::1]:18081/pets/8"
kill "$nginx" "$apache"
wait "$nginx" "$apache" || true
rm -r "$place"
