#!/usr/bin/env python3
"""Seeded queries to the real Prometheus and to Firebucket over the same awkward samples: prints what came of them.

usage: samples/benchmarks/differential.py [--queries 5000] [--seed 1] [--histograms]

Needs a JDK 25 (JAVA_HOME) and the real Prometheus: localstack/install.sh prometheus. Exit 1 where an answer differs
and nobody has explained why; each such query stands in the summary with its seed, and with its smallest part that
still differs. To ask it again: --queries 1 --seed N.
"""
import argparse
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
TESTS = {"floats": "FloatDifferentialTest", "histograms": "HistogramDifferentialTest"}


def peers_installed():
    peers = os.environ.get("PEERS", os.path.expanduser("~/.cache/firebucket-peers"))
    return os.access(os.path.join(peers, "bin/prometheus"), os.X_OK)


def has_jdk_25():
    java = os.path.join(os.environ["JAVA_HOME"], "bin/java") if os.environ.get("JAVA_HOME") else "java"
    try:
        told = subprocess.run([java, "-version"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60, check=False).stdout
    except OSError:
        return False
    return 'version "25' in told


def run(kind, first, count):
    """Runs the test of a kind with its seeds; gives its exit status and its summary."""
    summary = ROOT / "query/target/differential" / (kind + ".txt")
    summary.unlink(missing_ok=True)
    command = [
        "./mvnw", "-B", "-q", "-pl", "query", "-am", "test", "-Dtest=" + TESTS[kind],
        "-Dsurefire.failIfNoSpecifiedTests=false", "-Dspotless.check.skip=true",
        "-Dfirebucket.seeds=%d:%d" % (first, first + count),
    ]
    if os.environ.get("MAVEN_OFFLINE"):
        command.insert(1, "-o")
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if not summary.exists():
        sys.exit("differential.py: the test did not run:\n" + done.stdout[-4000:])
    return done.returncode, summary.read_text(encoding="utf-8")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--queries", type=int, default=5000, help="how many")
    arguments.add_argument("--seed", type=int, default=1, help="that of the first one; the others follow")
    arguments.add_argument("--histograms", action="store_true", help="over native histograms, each query twice")
    options = arguments.parse_args()
    if not peers_installed():
        sys.exit("differential.py: no Prometheus to compare with: run localstack/install.sh prometheus, or set PEERS")
    if not has_jdk_25():
        sys.exit("differential.py: the java that Maven would use is none of version 25: set JAVA_HOME to such a JDK")
    status, summary = run("histograms" if options.histograms else "floats", options.seed, options.queries)
    print(summary, end="")
    sys.exit(1 if status else 0)


if __name__ == "__main__":
    main()
