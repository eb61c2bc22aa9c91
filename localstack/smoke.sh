#!/usr/bin/env bash
# Smoke test of `./firebucket up` on a bucket: scrape, push, query, kill -9, start again, compact, query.
# usage: localstack/with-stores.sh localstack/smoke.sh [minio] [localstack]     no name: every store that with-stores.sh started
# Prints a line per step; exit status 1 at the first that fails.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
server=
cleanup() {
  [ -z "$server" ] || kill -9 "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

fail() {
  echo "smoke: $1" >&2
  [ ! -f "$work/up.log" ] || tail -n 20 "$work/up.log" >&2
  exit 1
}

# until_true SECONDS WHAT COMMAND…: runs the command until it succeeds
until_true() {
  local seconds=$1 what=$2 end; shift 2
  end=$((SECONDS + seconds))
  until "$@"; do
    [ $SECONDS -lt $end ] || fail "$what: not within $seconds s"
    [ -z "$server" ] || kill -0 "$server" 2>/dev/null || fail "$what: the server has ended"
    sleep 0.3
  done
  echo "  $what"
}

# value QUERY [TIME]: the first value of an instant query, or nothing
value() {
  curl -sf -m 20 "http://127.0.0.1:$port/api/v1/query" --data-urlencode "query=$1" ${2:+--data-urlencode "time=$2"} \
    | python3 -c 'import json, sys; r = json.load(sys.stdin)["data"]["result"]; print(r[0]["value"][1] if r else "")'
}
is() { [ "$(value "$1" "${3:-}" 2>/dev/null)" = "$2" ]; }

start() {
  ./firebucket up --config.file="$work/prometheus.yml" --web.listen-address="127.0.0.1:$port" "$@" >>"$work/up.log" 2>&1 &
  server=$!
  until_true 60 "ready" curl -sf -m 2 -o /dev/null "http://127.0.0.1:$port/-/ready"
}

smoke() {
  local name=$1 endpoint=$2 before counted
  echo "$name at $endpoint"
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  cat >"$work/prometheus.yml" <<CONFIG
global: {scrape_interval: 1s, evaluation_interval: 1s}
scrape_configs:
  - job_name: firebucket
    static_configs: [{targets: ["127.0.0.1:$port"]}]
  - job_name: pushgateway
    honor_labels: true
    metrics_path: /push/metrics
    static_configs: [{targets: ["127.0.0.1:$port"]}]
CONFIG
  curl -sf -m 20 -o /dev/null -X PUT --aws-sigv4 "aws:amz:$AWS_REGION:s3" --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" "$endpoint/firebucket" \
    || fail "the bucket could not be made"
  local storage=(--storage="s3://firebucket/smoke" --storage.s3.endpoint="$endpoint" --storage.s3.region="$AWS_REGION")

  start "${storage[@]}"
  until_true 20 "scraped: up is 1" is 'up{job="firebucket"}' 1
  printf 'smoke_last_success_seconds 42\n' | curl -sf -m 10 -o /dev/null --data-binary @- "http://127.0.0.1:$port/push/metrics/job/smoke" || fail "the push was refused"
  until_true 20 "pushed: the job's value is queried" is 'smoke_last_success_seconds{job="smoke"}' 42
  before=$(date +%s)
  counted=$(value 'count_over_time(up{job="firebucket"}[10m])' "$before")
  kill -9 "$server"; wait "$server" 2>/dev/null || true; server=

  start "${storage[@]}"
  until_true 20 "after kill -9: the $counted samples are there" is 'count_over_time(up{job="firebucket"}[10m])' "$counted" "$before"
  until_true 20 "after kill -9: the pushed group is there" is 'smoke_last_success_seconds{job="smoke"}' 42
  kill "$server"; wait "$server" 2>/dev/null || true; server=

  ./firebucket compact "${storage[@]}" >"$work/compact.log" 2>&1 || { cat "$work/compact.log" >&2; fail "compact"; }
  start "${storage[@]}"
  until_true 20 "after compact: the $counted samples are there" is 'count_over_time(up{job="firebucket"}[10m])' "$counted" "$before"
  kill "$server"; wait "$server" 2>/dev/null || true; server=
}

ran=0
for name in ${*:-minio localstack}; do
  case $name in
    minio) endpoint=${FIREBUCKET_TEST_MINIO_ENDPOINT:-} ;;
    localstack) endpoint=${FIREBUCKET_TEST_LOCALSTACK_ENDPOINT:-} ;;
    *) echo "smoke: unknown store '$name'; it knows minio and localstack" >&2; exit 2 ;;
  esac
  if [ -z "$endpoint" ]; then echo "$name: skipped, no endpoint in the environment (start it by localstack/with-stores.sh)"; continue; fi
  smoke "$name" "$endpoint"
  ran=$((ran + 1))
done
[ $ran -gt 0 ] || fail "no store was tested"
echo "smoke: $ran passed"
