#!/usr/bin/env bash
# Runs inside LocalStack's container once it is ready: makes the bucket that the README's commands name.
set -euo pipefail
awslocal s3 mb s3://firebucket
