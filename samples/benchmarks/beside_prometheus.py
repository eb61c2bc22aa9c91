#!/usr/bin/env python3
"""Lets the real Prometheus and `./firebucket up` scrape the same node_exporter at the same time, and compares what they hold.

usage: beside_prometheus.py [--minutes 5] [--interval 5] [further flags of `up`]

Both run with the same configuration, on empty folders. At the end: the label sets of all series of both (`/api/v1/series`) are compared,
then the number of samples of each series, which may differ by the scrapes at either end. The binaries come from localstack/install.sh.
Exit status 1 when a series is in one only.
"""
import argparse, json, os, pathlib, socket, subprocess, sys, tempfile, time, urllib.error, urllib.parse, urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
PEERS = pathlib.Path(os.environ.get("PEERS", pathlib.Path.home() / ".cache/firebucket-peers")) / "bin"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def ask(port, path, **parameters):
    url = f"http://127.0.0.1:{port}{path}?{urllib.parse.urlencode(parameters, doseq=True)}"
    with urllib.request.urlopen(url, timeout=60) as answer:
        return json.load(answer)["data"]


def wait_ready(port, process, path="/-/ready"):
    for _ in range(1200):
        if process.poll() is not None:
            sys.exit(f"{process.args[0]} ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    sys.exit(f"{process.args[0]} was not ready within two minutes")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--interval", type=int, default=5)
    options, flags = parser.parse_known_args()
    work, exporter, ours, theirs = pathlib.Path(tempfile.mkdtemp(prefix="firebucket-beside-")), free_port(), free_port(), free_port()
    config = work / "prometheus.yml"
    config.write_text(f"global: {{scrape_interval: {options.interval}s}}\nscrape_configs:\n- job_name: node\n  static_configs: [{{targets: ['127.0.0.1:{exporter}']}}]\n")
    log, processes = open(work / "log", "w"), []

    def start(*command):
        processes.append(subprocess.Popen([str(c) for c in command], stdout=log, stderr=subprocess.STDOUT, cwd=work))
        return processes[-1]

    try:
        wait_ready(exporter, start(PEERS / "node_exporter", f"--web.listen-address=127.0.0.1:{exporter}"), "/")
        wait_ready(ours, start(ROOT / "firebucket", "up", f"--config.file={config}", f"--web.listen-address=127.0.0.1:{ours}", f"--storage={work / 'ours'}", *flags))
        wait_ready(theirs, start(PEERS / "prometheus", f"--config.file={config}", f"--web.listen-address=127.0.0.1:{theirs}", f"--storage.tsdb.path={work / 'theirs'}", "--log.level=error"))
        print(f"scraping node_exporter every {options.interval} s for {options.minutes:g} minutes, twice; files in {work}", flush=True)
        time.sleep(options.minutes * 60)
        end = time.time()
        series, counts = [], []
        for port in (theirs, ours):
            found = ask(port, "/api/v1/series", **{"match[]": '{job="node"}', "start": end - 3600, "end": end})
            series.append({json.dumps(labels, sort_keys=True) for labels in found})
            result = ask(port, "/api/v1/query", query='{job="node"}[1h]', time=end)
            counts.append({json.dumps(s["metric"], sort_keys=True): len(s["values"]) for s in result["result"]})
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
    missing, extra = series[0] - series[1], series[1] - series[0]
    print(f"series: {len(series[0])} in Prometheus, {len(series[1])} in Firebucket, {len(series[0] & series[1])} in both")
    for word, which in (("only in Prometheus", missing), ("only in Firebucket", extra)):
        for labels in sorted(which)[:10]:
            print(f"  {word}: {labels}")
    apart = [abs(counts[0][labels] - counts[1].get(labels, 0)) for labels in counts[0]]
    print(f"samples: {sum(counts[0].values())} in Prometheus, {sum(counts[1].values())} in Firebucket; a series differs by at most {max(apart)}")
    sys.exit(1 if missing or extra else 0)


if __name__ == "__main__":
    main()
