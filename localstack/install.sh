#!/usr/bin/env bash
# Installs, without Docker, the real systems that the tests and benchmarks run beside, into $PEERS
# (default: ~/.cache/firebucket-peers). Does nothing for what stands there already; about 12 minutes for all on two cores.
# usage: localstack/install.sh [NAME…]     no name: minio and localstack; `all`: everything below
#   minio localstack                         the two S3 endpoints (MinIO built by go, LocalStack from PyPI)
#   moto                                     takes what LocalStack refuses without Docker: functions (from PyPI)
#   prometheus pushgateway node_exporter     built by go; prometheus brings promtool
#   alertmanager chromium                    Debian's packages
set -euo pipefail

# The last commit of MinIO's archived repository, as the Go module proxy names it.
MINIO=github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c
PROMETHEUS=v0.314.0
PUSHGATEWAY=v1.11.3
NODE_EXPORTER=v1.12.1
LOCALSTACK=4.13.0
# LocalStack's dependencies must be those of its day: newer ones break it.
LOCALSTACK_DAY=2026-02-05
MOTO=5.2.5
MOTO_DAY=2026-11-20
PEERS=${PEERS:-$HOME/.cache/firebucket-peers}

# need COMMAND PURPOSE: ends with a sentence where the command is missing
need() {
  command -v "$1" >/dev/null 2>&1 || { echo "localstack/install.sh: $2 needs '$1' on the PATH; install it and run this again" >&2; exit 1; }
}

# go_build NAME VERSION PACKAGE…: builds commands of a Go module as dependencies of an empty module of their own
go_build() {
  local name=$1 version=$2 package; shift 2
  need go "building $name"
  echo "$name: building with go, some minutes" >&2
  mkdir -p "$PEERS/bin" "$PEERS/go/$name"
  (
    cd "$PEERS/go/$name"
    [ -f go.mod ] || go mod init "peers.invalid/$name" 2>/dev/null
    for package in "$@"; do go get "$package@$version" 2>/dev/null; done
    go build -o "$PEERS/bin/" "$@"
  )
}

# pypi NAME DAY REQUIREMENT: installs a Python package into an environment of its own, dependencies as of a day
pypi() {
  need python3 "installing $1"
  echo "$1: installing from PyPI, about a minute" >&2
  mkdir -p "$PEERS"
  [ -x "$PEERS/uv/bin/uv" ] || { python3 -m venv "$PEERS/uv" && "$PEERS/uv/bin/python" -m pip install -q uv; }
  "$PEERS/uv/bin/uv" venv -q --clear --python python3 "$PEERS/$1"
  "$PEERS/uv/bin/uv" pip install -q --python "$PEERS/$1/bin/python" --exclude-newer "$2" "$3"
}

# Debian's binary: the Go module lacks the files of Alertmanager's page.
install_alertmanager() {
  need apt-get "installing Alertmanager"
  local download; download=$(mktemp -d); chmod 755 "$download"
  (cd "$download" && apt-get update -qq && apt-get download -qq prometheus-alertmanager && dpkg -x ./*.deb content)
  mkdir -p "$PEERS/bin"
  cp "$download/content/usr/bin/prometheus-alertmanager" "$PEERS/bin/alertmanager"
  rm -rf "$download"
}

install_chromium() {
  need apt-get "installing Chromium"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
}

# present NAME: whether it stands there already
present() {
  case $1 in
    localstack) "$PEERS/localstack/bin/python" -c 'import localstack.runtime.main' 2>/dev/null ;;
    moto) "$PEERS/moto/bin/python" -c 'import moto.server' 2>/dev/null ;;
    chromium) command -v chromium >/dev/null 2>&1 ;;
    *) [ -x "$PEERS/bin/$1" ] ;;
  esac
}

install() {
  case $1 in
    minio) go_build minio "${MINIO##*@}" "${MINIO%@*}" ;;
    prometheus) go_build prometheus $PROMETHEUS github.com/prometheus/prometheus/cmd/prometheus github.com/prometheus/prometheus/cmd/promtool ;;
    pushgateway) go_build pushgateway $PUSHGATEWAY github.com/prometheus/pushgateway ;;
    node_exporter) go_build node_exporter $NODE_EXPORTER github.com/prometheus/node_exporter ;;
    localstack) pypi localstack "$LOCALSTACK_DAY" "localstack-core[runtime]==$LOCALSTACK" ;;
    moto) pypi moto "$MOTO_DAY" "moto[server]==$MOTO" ;;
    alertmanager) install_alertmanager ;;
    chromium) install_chromium ;;
    *) echo "localstack/install.sh: unknown name '$1'" >&2; sed -n '4,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
}

names=${*:-minio localstack}
[ "$names" = all ] && names="minio localstack moto prometheus pushgateway node_exporter alertmanager chromium"
for name in $names; do
  present "$name" || install "$name"
  echo "$name: ready" >&2
done
