#!/usr/bin/env python3
"""Asks `./firebucket up` and the real Prometheus, loaded with the same data, what a hundred dashboards would ask: many queries at once.

usage: dashboards.py [--minutes 2] [--connections 8] [--series 5000] [--load-minutes 90] [--window 60] [--step 15] [--queries FILE] [further flags of `up`]

The two are asked one after the other, each by all connections for the whole time: every connection takes the queries of ../shared/race/queries.txt
in an order of its own, over windows that move as those of dashboards that refresh. Printed for each: errors, answers, answers a second, median and
99th percentile of the milliseconds, resident memory at the start, in the middle and at the end. Exit status 1 when a query of `up` failed, 77 when
the race or Prometheus is not there.
"""
import argparse, http.client, pathlib, random, re, shutil, subprocess, sys, tempfile, threading, time, urllib.parse
from beside_prometheus import PEERS, ROOT, free_port, wait_ready
from race_prometheus import RACE, memory_mb, race


class Dashboards:
    """What the connections of one server saw."""
    def __init__(self, port, process, queries, end, options):
        self.port, self.process, self.queries, self.end, self.options = port, process, queries, end, options
        self.times, self.errors, self.lock = [], [], threading.Lock()

    def connection(self, number, until):
        r, connection = random.Random(number), http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        while time.time() < until:
            for query in r.sample(self.queries, len(self.queries)):
                end = self.end - self.options.step * r.randrange(20)
                body = urllib.parse.urlencode({"query": query, "start": end - self.options.window * 60, "end": end, "step": self.options.step})
                began = time.perf_counter()
                try:
                    connection.request("POST", "/api/v1/query_range", body, {"Content-Type": "application/x-www-form-urlencoded", "Accept-Encoding": "gzip"})
                    answer = connection.getresponse()
                    text, problem = answer.read(), None if answer.status == 200 else f"{answer.status} {query}"
                    problem = problem and f"{problem}: {text[:200]!r}"
                except (OSError, http.client.HTTPException) as e:
                    connection.close()
                    problem = f"{type(e).__name__} {e}: {query}"
                took = (time.perf_counter() - began) * 1e3
                with self.lock:
                    self.times.append(took)
                    if problem:
                        self.errors.append(problem)
                if time.time() >= until:
                    return

    def run(self):
        seconds, memory = self.options.minutes * 60, [memory_mb(self.process.pid)[0]]
        threads = [threading.Thread(target=self.connection, args=(i, time.time() + seconds)) for i in range(self.options.connections)]
        for thread in threads:
            thread.start()
        for _ in "ab":
            time.sleep(seconds / 2)
            memory.append(memory_mb(self.process.pid)[0])
        for thread in threads:
            thread.join()
        return memory

    def percentile(self, share):
        return sorted(self.times)[min(len(self.times) - 1, int(len(self.times) * share))]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=2)
    for name, default in (("connections", 8), ("series", 5000), ("load-minutes", 90), ("window", 60), ("step", 15)):
        parser.add_argument("--" + name, type=int, default=default)
    parser.add_argument("--queries", type=pathlib.Path, default=RACE / "queries.txt")
    options, flags = parser.parse_known_args()
    if not (RACE / "race.py").exists() or not (PEERS / "prometheus").exists():
        print("needs ../shared/race/race.py and the binary of localstack/install.sh prometheus", file=sys.stderr)
        sys.exit(77)
    queries = [line.strip() for line in options.queries.read_text().splitlines() if line.strip() and not line.startswith("#")]
    work, ours, theirs = pathlib.Path(tempfile.mkdtemp(prefix="firebucket-dashboards-")), free_port(), free_port()
    config = work / "prometheus.yml"
    config.write_text("global: {scrape_interval: 15s}\nstorage: {tsdb: {out_of_order_time_window: 24h}}\n")
    log, processes = open(work / "log", "w"), []

    def start(*command):
        processes.append(subprocess.Popen([str(c) for c in command], stdout=log, stderr=subprocess.STDOUT, cwd=work))
        return processes[-1]

    try:
        here = start(ROOT / "firebucket", "up", f"--config.file={config}", f"--web.listen-address=127.0.0.1:{ours}", f"--storage={work / 'ours'}", *flags)
        there = start(PEERS / "prometheus", f"--config.file={config}", f"--web.listen-address=127.0.0.1:{theirs}", f"--storage.tsdb.path={work / 'theirs'}", "--web.enable-remote-write-receiver", "--log.level=error")
        wait_ready(ours, here)
        wait_ready(theirs, there)
        loaded = race("load", f"http://127.0.0.1:{theirs}", f"http://127.0.0.1:{ours}", "--series", options.series, "--minutes", options.load_minutes)
        print(loaded, end="", flush=True)
        subprocess.run([ROOT / "firebucket", "compact", f"--storage={work / 'ours'}"], check=True, stdout=log, stderr=log)
        end, failed = int(re.findall(r"\b(1\d{9})\b", loaded)[-1]), 0
        print("| server | errors | answers | a second | median ms | p99 ms | resident MB: start, middle, end |\n|---|--:|--:|--:|--:|--:|---|")
        for name, port, process in (("Prometheus", theirs, there), ("Firebucket", ours, here)):
            dashboards = Dashboards(port, process, queries, end, options)
            memory = dashboards.run()
            print(f"| {name} | {len(dashboards.errors)} | {len(dashboards.times)} | {len(dashboards.times) / options.minutes / 60:.0f} | {dashboards.percentile(0.5):.0f} | {dashboards.percentile(0.99):.0f} | {', '.join(map(str, memory))} |", flush=True)
            for problem in dashboards.errors[:5]:
                print(f"  {problem}")
            failed = len(dashboards.errors)
        sys.exit(1 if failed else 0)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
