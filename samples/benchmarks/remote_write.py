#!/usr/bin/env python3
"""Remote write into `./firebucket up`, on a directory and on MinIO, next to the real Prometheus: samples a second, each answered when durable.

usage: remote_write.py [--series 10000] [--rows 40] [--passes 8] [--minio] [further flags of `up`]

The same bodies go to both servers in turn, pass by pass, in two shapes: requests of 20,000 samples on one connection, and requests of 2,000 samples, each of
another series, on eight, as Prometheus sends them. The first half of the passes warms up; the table shows the median and the best of the others.
Firebucket answers when the samples are synced to disk, Prometheus when they are in memory and in its log, which it does not sync.
Needs the binaries of localstack/install.sh (prometheus, minio) and the benchmarks' jar (./firebucket benchmark -l builds it).
"""
import argparse, os, pathlib, statistics, subprocess, sys, tempfile, time, urllib.request
from beside_prometheus import PEERS, ROOT, free_port, wait_ready
from compaction import JAR

KEYS = {"AWS_ACCESS_KEY_ID": "firebucket", "AWS_SECRET_ACCESS_KEY": "firebucket-secret", "AWS_REGION": "us-east-1"}


def minio(work, start):
    port = free_port()
    (work / "minio/writes").mkdir(parents=True)
    process = start(PEERS / "minio", "server", "--quiet", "--address", f"127.0.0.1:{port}", work / "minio",
                    MINIO_ROOT_USER=KEYS["AWS_ACCESS_KEY_ID"], MINIO_ROOT_PASSWORD=KEYS["AWS_SECRET_ACCESS_KEY"], MINIO_UPDATE="off")
    wait_ready(port, process, "/minio/health/ready")
    return ["--storage=s3://writes/store", f"--storage.s3.endpoint=http://127.0.0.1:{port}"]


def send(ours, theirs, *shape):
    home = os.environ.get("JAVA_HOME")
    done = subprocess.run([f"{home}/bin/java" if home else "java", "-XX:+UseSerialGC", "-Xmx1g", "--enable-native-access=ALL-UNNAMED", "-cp", JAR,
                           "dev.firebucket.benchmarks.RemoteWriteSender", f"http://127.0.0.1:{ours}", f"http://127.0.0.1:{theirs}", *map(str, shape)],
                          check=True, stdout=subprocess.PIPE, text=True)
    return [[float(number) for number in line.split()] for line in done.stdout.splitlines()]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("series", 10_000), ("rows", 40), ("passes", 8)):
        parser.add_argument("--" + name, type=int, default=default)
    parser.add_argument("--minio", action="store_true")
    options, flags = parser.parse_known_args()
    work = pathlib.Path(tempfile.mkdtemp(prefix="firebucket-write-"))
    config = work / "prometheus.yml"
    config.write_text("global: {scrape_interval: 15s}\nstorage: {tsdb: {out_of_order_time_window: 24h}}\n")
    log, processes = open(work / "log", "w"), []

    def start(*command, **environment):
        processes.append(subprocess.Popen([str(c) for c in command], stdout=log, stderr=subprocess.STDOUT, cwd=work, env=os.environ | environment))
        return processes[-1]

    try:
        storage = minio(work, start) if options.minio else [f"--storage={work / 'ours'}"]
        print("| samples of a request | connections | Firebucket, M/s: median, best | Prometheus, M/s: median, best | ratio of medians |\n|--:|--:|--:|--:|--:|")
        for series_of_request, rows, connections, passes in ((20_000 // options.rows, options.rows, 1, options.passes), (2_000, 1, 8, 20 * options.passes)):
            ours, theirs = free_port(), free_port()
            here = start(ROOT / "firebucket", "up", f"--config.file={config}", f"--web.listen-address=127.0.0.1:{ours}", *storage, *flags, **KEYS)
            there = start(PEERS / "prometheus", f"--config.file={config}", f"--web.listen-address=127.0.0.1:{theirs}", f"--storage.tsdb.path={work / f'theirs-{rows}'}",
                          "--web.enable-remote-write-receiver", "--log.level=error")
            wait_ready(ours, here)
            wait_ready(theirs, there)
            passed = send(ours, theirs, options.series, rows, series_of_request, connections, passes)
            counted = list(zip(*passed[len(passed) // 2:]))
            median, best = [statistics.median(one) / 1e6 for one in counted], [max(one) / 1e6 for one in counted]
            print(f"| {series_of_request * rows} | {connections} | {median[0]:.2f}, {best[0]:.2f} | {median[1]:.2f}, {best[1]:.2f} | {median[0] / median[1]:.2f} |", flush=True)
            for one in (here, there):
                one.terminate()
                one.wait(20)
    finally:
        for process in processes:
            if process.poll() is None:
                process.kill()


if __name__ == "__main__":
    sys.exit(main())
