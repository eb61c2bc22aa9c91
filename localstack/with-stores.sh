#!/usr/bin/env bash
# Starts MinIO and LocalStack without Docker on free ports of 127.0.0.1, runs a command beside them, stops them.
# usage: localstack/with-stores.sh [--only minio|localstack] COMMAND [ARGUMENT…]
#
# The command finds in its environment:
#   FIREBUCKET_TEST_MINIO_ENDPOINT, FIREBUCKET_TEST_LOCALSTACK_ENDPOINT   http://127.0.0.1:PORT, unset where the store is not installed
#   AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION                  valid for both
# What is not installed (localstack/install.sh) is left out with a word on standard error. Exit status: the command's.
set -euo pipefail

PEERS=${PEERS:-$HOME/.cache/firebucket-peers}
export AWS_ACCESS_KEY_ID=firebucket AWS_SECRET_ACCESS_KEY=firebucket-secret AWS_REGION=us-east-1
stores="minio localstack"
if [ "${1:-}" = --only ]; then stores=${2:?--only wants minio or localstack}; shift 2; fi
[ $# -gt 0 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 2; }

work=$(mktemp -d)
pids=()
stop() {
  for pid in ${pids[@]+"${pids[@]}"}; do kill "$pid" 2>/dev/null || true; done
  for pid in ${pids[@]+"${pids[@]}"}; do wait "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# ready NAME URL PID LOG: waits for an answer, at most a minute
ready() {
  for _ in $(seq 1 300); do
    curl -sf -m 2 -o /dev/null "$2" && return
    kill -0 "$3" 2>/dev/null || break
    sleep 0.2
  done
  echo "with-stores.sh: $1 did not start; the end of its log:" >&2
  tail -n 20 "$4" >&2
  exit 1
}

start_minio() {
  if [ ! -x "$PEERS/bin/minio" ]; then echo "with-stores.sh: MinIO is left out: not installed (localstack/install.sh minio)" >&2; return; fi
  local port; port=$(free_port)
  MINIO_ROOT_USER=$AWS_ACCESS_KEY_ID MINIO_ROOT_PASSWORD=$AWS_SECRET_ACCESS_KEY MINIO_UPDATE=off \
    "$PEERS/bin/minio" server --quiet --address "127.0.0.1:$port" "$work/minio" >"$work/minio.log" 2>&1 &
  pids+=($!)
  ready MinIO "http://127.0.0.1:$port/minio/health/ready" $! "$work/minio.log"
  export FIREBUCKET_TEST_MINIO_ENDPOINT=http://127.0.0.1:$port
}

start_localstack() {
  if [ ! -x "$PEERS/localstack/bin/python" ]; then echo "with-stores.sh: LocalStack is left out: not installed (localstack/install.sh localstack)" >&2; return; fi
  local port; port=$(free_port)
  LOCALSTACK_VOLUME_DIR=$work/localstack SKIP_SSL_CERT_DOWNLOAD=1 DISABLE_EVENTS=1 GATEWAY_LISTEN=127.0.0.1:$port \
    "$PEERS/localstack/bin/python" -m localstack.runtime.main >"$work/localstack.log" 2>&1 &
  pids+=($!)
  ready LocalStack "http://127.0.0.1:$port/_localstack/health" $! "$work/localstack.log"
  export FIREBUCKET_TEST_LOCALSTACK_ENDPOINT=http://127.0.0.1:$port
}

for store in $stores; do
  case $store in
    minio) start_minio ;;
    localstack) start_localstack ;;
    *) echo "with-stores.sh: unknown store '$store'; it knows minio and localstack" >&2; exit 2 ;;
  esac
done
"$@"
