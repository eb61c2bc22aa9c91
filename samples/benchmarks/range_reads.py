#!/usr/bin/env python3
"""Asks for one series of many over one day and over longer, on MinIO, with an empty cache and again: objects, requests, bytes, time, and how they grow with the days.

usage: range_reads.py [--series 10000] [--days 30] [--ask 1,5,10,20,30] [--megabytes-per-second 4] [--keep FOLDER]

The days are made as compacted files of samples a minute apart. "Of the range" is all that the days hold: what a reader fetches that takes whole files. At the end the same through a proxy
that lets only so many megabytes pass a second. Needs MinIO (localstack/install.sh minio) and the benchmarks' jar (./firebucket benchmark -l builds it).
"""
import argparse, json, os, pathlib, socket, subprocess, sys, tempfile, threading, time, urllib.request
from beside_prometheus import PEERS, ROOT, free_port

KEYS = {"AWS_ACCESS_KEY_ID": "firebucket", "AWS_SECRET_ACCESS_KEY": "firebucket-secret", "AWS_REGION": "us-east-1"}
JAR = ROOT / "samples/benchmarks/jmh/target/firebucket-benchmarks.jar"
GOAL = 0.05


class SlowProxy:
    """Hands connections on to a port; what comes back passes at so many bytes a second, all connections together."""
    def __init__(self, port, bytes_per_second):
        self.target, self.rate, self.lock, self.next = port, bytes_per_second, threading.Lock(), time.monotonic()
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.server.accept()
            upstream = socket.create_connection(("127.0.0.1", self.target))
            threading.Thread(target=self.copy, args=(client, upstream, False), daemon=True).start()
            threading.Thread(target=self.copy, args=(upstream, client, True), daemon=True).start()

    def copy(self, source, target, slowly):
        try:
            while block := source.recv(16384):
                if slowly:
                    with self.lock:
                        self.next = max(self.next, time.monotonic()) + len(block) / self.rate
                        wait = self.next - time.monotonic()
                    time.sleep(max(0, wait))
                target.sendall(block)
        except OSError:
            pass
        finally:
            for end in (source, target):
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass


def run(classpath, work, *arguments):
    java = pathlib.Path(os.environ.get("JAVA_HOME", "/usr")) / "bin" / "java"
    done = subprocess.run([str(java), "-Xmx1g", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", f"-Djava.io.tmpdir={work}", "-cp", classpath,
                           "dev.firebucket.benchmarks.RangeReads", *map(str, arguments)], stdout=subprocess.PIPE, text=True, timeout=3600, env=os.environ | KEYS, check=True)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def table(rows):
    print("\n| days | state | seconds | objects | GET | LIST | bytes | of the range |\n|--:|---|--:|--:|--:|--:|--:|--:|")
    for row in rows:
        share = row["bytes"] / row["range_bytes"]
        print(f"| {row['days']} | {row['state']} | {row['seconds']:.2f} | {row['objects']} | {row['get'] + row['get_range']} | {row['list']} | {row['bytes']:,} | {share:.2%} |")


def slope(rows, key):
    """Least squares over the days: so much a day, and how much of the variation that explains."""
    points = [(row["days"], key(row)) for row in rows]
    days, values = [day for day, _ in points], [value for _, value in points]
    mean_day, mean = sum(days) / len(days), sum(values) / len(values)
    spread = sum((day - mean_day) ** 2 for day in days)
    a_day = sum((day - mean_day) * (value - mean) for day, value in points) / spread
    total = sum((value - mean) ** 2 for value in values)
    rest = sum((value - mean - a_day * (day - mean_day)) ** 2 for day, value in points)
    return a_day, 1 - rest / total if total else 1.0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--series", type=int, default=10_000)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--ask", default="1,5,10,20,30")
    parser.add_argument("--megabytes-per-second", type=float, default=4)
    parser.add_argument("--keep", help="a folder for MinIO's files: days in it are not made again")
    parser.add_argument("--classpath", default=str(JAR))
    options = parser.parse_args()
    if not (PEERS / "minio").exists() or not (options.classpath != str(JAR) or JAR.exists()):
        print("range_reads.py: MinIO (localstack/install.sh minio) or the benchmarks' jar (./firebucket benchmark -l) is missing", file=sys.stderr)
        sys.exit(77)
    ask = [int(days) for days in options.ask.split(",") if int(days) <= options.days]
    with tempfile.TemporaryDirectory() as work:
        data = pathlib.Path(options.keep or f"{work}/data")
        known = (data / "ranges").exists()
        (data / "ranges").mkdir(parents=True, exist_ok=True)  # a folder is a bucket
        port = free_port()
        minio = subprocess.Popen([str(PEERS / "minio"), "server", "--quiet", "--address", f"127.0.0.1:{port}", str(data)], stdout=subprocess.DEVNULL,
                                 env=os.environ | {"MINIO_ROOT_USER": KEYS["AWS_ACCESS_KEY_ID"], "MINIO_ROOT_PASSWORD": KEYS["AWS_SECRET_ACCESS_KEY"], "MINIO_UPDATE": "off"})
        try:
            for _ in range(150):
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/minio/health/ready", timeout=2).close()
                    break
                except OSError:
                    time.sleep(0.2)
            store = "s3://ranges/days"
            if not known:
                run(options.classpath, work, "make", store, f"http://127.0.0.1:{port}", options.series, options.days)
            rows = run(options.classpath, work, "ask", store, f"http://127.0.0.1:{port}", options.series, ",".join(map(str, ask)))
            table(rows)
            cold = [row for row in rows if row["state"] in ("cold", "first of a process")]
            if len(ask) > 1:
                print()
                for name, key in (("bytes", lambda row: row["bytes"]), ("GETs", lambda row: row["get"] + row["get_range"])):
                    a_day, explained = slope(cold, key)
                    print(f"{name} with an empty cache grow by {a_day:,.1f} a day (a straight line explains {explained:.4%})")
            worst = max(row["bytes"] / row["range_bytes"] for row in cold)
            print(f"most of a range that was fetched: {worst:.2%} (goal: at most {GOAL:.0%})")
            proxy = SlowProxy(port, options.megabytes_per_second * 1e6)
            print(f"\nAt {options.megabytes_per_second:g} MB/s, a new process:", flush=True)
            table(run(options.classpath, work, "ask", store, f"http://127.0.0.1:{proxy.port}", options.series, ask[-1]))
        finally:
            minio.terminate()
            minio.wait(30)
    sys.exit(0 if worst <= GOAL else 1)


if __name__ == "__main__":
    main()
