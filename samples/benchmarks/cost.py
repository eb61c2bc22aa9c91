#!/usr/bin/env python3
"""Runs the main job (scrapes, rules, compaction, a dashboard) in simulated time on MinIO, counts its requests in the store's port, and turns them into dollars a month.

usage: cost.py [--sizes 100x60,1000x60,…] [--results FILE.jsonl] [--markdown]

A size is TARGETSxINTERVAL, each target with 100 series; 10,000 targets are derived from measured 1,000; `100x60r1000` has 1,000 rules instead of 50, `idle` is one small target, no rules, no dashboard. With --results, measured
sizes are kept in a file and not measured again. Needs MinIO (localstack/install.sh minio). Prices and assumptions are the tables below: change them there.
"""
import argparse, json, os, pathlib, re, subprocess, sys, tempfile, time, urllib.request
from beside_prometheus import PEERS, ROOT, free_port

# ---- Prices: us-east-1, list, US dollars, as published in November 2026 (AWS: Lambda arm64, S3 Standard). The free tier that never ends is deducted only where it says so.
PRICES_OF = "2026-11-29"
PUT_OR_LIST, GET, STORAGE_GB = 0.005 / 1000, 0.0004 / 1000, 0.023
LAMBDA_GB_SECOND, LAMBDA_REQUEST, LAMBDA_FREE = 0.0000133334, 0.20 / 1e6, (400_000, 1_000_000)
SQS_REQUEST, SQS_FREE, SCHEDULE, SCHEDULE_FREE = 0.40 / 1e6, 1e6, 1.00 / 1e6, 14e6
LOGS_GB, ALARM, ALARMS_FREE = 0.50, 0.10, 10
MANAGED = [(2e9, 0.90 / 1e7), (250e9, 0.35 / 1e7), (float("inf"), 0.16 / 1e7)]  # Amazon Managed Service for Prometheus: samples taken in, by steps
MANAGED_STORAGE_GB, MANAGED_QUERY = 0.03, 0.10 / 1e9

# ---- Assumptions
MINUTES = 730 * 60                                              # a month
MEMORY = {"scrape": 1024, "rules": 2048, "query": 3008, "compact": 3008}   # MB, the stack's defaults
PROCESSOR = 1769                                                # MB that come with a whole processor
ROUND_TRIPS = {"scrape": 3, "rules": 6, "query": 3, "compact": 15}   # requests to S3 of a run that wait for each other …
ROUND_TRIP = 0.030                                              # … each this long, seconds
TARGETS_ANSWER = 0.100                                          # how long a run waits for healthy targets
COMPACT_COLD = 2.5                                              # every run of compaction starts cold: seconds that are paid
DASHBOARD = {"hours": 8 * 22, "refresh": 30}                    # one dashboard of 20 panels, open on working days
BYTES_PER_SAMPLE = 1.35                                         # after compaction (docs/performance.md)
LOG_BYTES = 500                                                 # per run: START, END, REPORT, and what alarms read
ALARMS = 17                                                     # of the stack, see infra/README.md
DEAD_TIMEOUT, BACK_OFF = 10, 30 * 60                            # seconds


def size_of(name):
    if name == "idle":
        return dict(targets=1, series=10, interval=60, rules=0, panels=0, shards=1, compaction=30, minutes=60)
    parts = re.fullmatch(r"(\d+)x(\d+)(?:r(\d+))?", name)
    if not parts:
        sys.exit(f"cost.py: '{name}' is not a size such as 100x60, 100x60r1000 or idle")
    targets, interval, rules = int(parts[1]), int(parts[2]), int(parts[3] or 50)
    large, shards = targets >= 10_000, max(1, targets // 500)
    return {"targets": targets, "series": 100, "interval": interval, "rules": rules, "panels": 0 if parts[3] else 20, "shards": shards,
            "compaction": 30 if shards * 60 <= 2 * interval else 10, "warm-up": 10 if large else 30, "minutes": 10 if large else 30}


def measure(name):
    """The parts of the main job at a size: what MainJob prints."""
    jar = ROOT / "samples/benchmarks/jmh/target/firebucket-benchmarks.jar"
    if not (PEERS / "bin" / "minio").exists():
        print("cost.py: MinIO is not installed (localstack/install.sh minio)", file=sys.stderr)
        sys.exit(77)
    keys = {"AWS_ACCESS_KEY_ID": "firebucket", "AWS_SECRET_ACCESS_KEY": "firebucket-secret", "AWS_REGION": "us-east-1"}
    size = size_of(name)
    with tempfile.TemporaryDirectory() as work:
        (pathlib.Path(work) / "data" / "cost").mkdir(parents=True)  # a folder is a bucket
        port = free_port()
        minio = subprocess.Popen([str(PEERS / "bin" / "minio"), "server", "--quiet", "--address", f"127.0.0.1:{port}", f"{work}/data"], stdout=subprocess.DEVNULL,
                                 env=os.environ | {"MINIO_ROOT_USER": keys["AWS_ACCESS_KEY_ID"], "MINIO_ROOT_PASSWORD": keys["AWS_SECRET_ACCESS_KEY"], "MINIO_UPDATE": "off"})
        try:
            for _ in range(150):
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/minio/health/ready", timeout=2).close()
                    break
                except OSError:
                    time.sleep(0.2)
            flags = [f"--{key}={value}" for key, value in size.items()]
            java = pathlib.Path(os.environ.get("JAVA_HOME", "/usr")) / "bin" / "java"
            done = subprocess.run([str(java), "-Xmx3g", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", f"-Djava.io.tmpdir={work}", "-cp", str(jar),
                                   "dev.firebucket.benchmarks.MainJob", "--storage=s3://cost/job", f"--endpoint=http://127.0.0.1:{port}", *flags],
                                  stdout=subprocess.PIPE, text=True, timeout=3600, env=os.environ | keys, check=True)
        finally:
            minio.terminate()
            minio.wait(30)
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def as_large(parts, times):
    """A job of more targets, from a measured one: as many shards and fresh objects more. Shards are as large, so each run of a scrape costs the same; the other parts read so many objects more and
    work on so many series more."""
    large = []
    for part in parts:
        if part["part"] == "scrape":
            large.append(part | {"runs": part["runs"] * times, "requests": {kind: count * times for kind, count in part["requests"].items()}})
        else:
            large.append(part | {"mean_cpu_ms": part["mean_cpu_ms"] * times, "requests": part["requests"] | {"get": part["requests"]["get"] * times}})
    return large


def requests_cost(requests):
    twelve = sum(requests[kind] for kind in ("put", "put_if_absent", "put_part", "list"))
    return twelve * PUT_OR_LIST + (requests["get"] + requests["get_range"]) * GET


def seconds_of(name, cpu_ms):
    """How long Lambda bills a run: the processor time that it took here on the processors of its memory, and the waiting for S3 and targets."""
    return cpu_ms / 1000 * PROCESSOR / MEMORY[name] + ROUND_TRIPS[name] * ROUND_TRIP + (TARGETS_ANSWER if name == "scrape" else 0) + (COMPACT_COLD if name == "compact" else 0)


def month(name, parts):
    """Dollars a month by what they are paid for."""
    size, costs, runs_of, gb_seconds = size_of(name), {}, {}, 0.0
    measured = next(part["runs"] for part in parts if part["part"] == "scrape") * size["interval"] / 60 / size["shards"]  # minutes
    for part in parts:
        if not part["runs"]:
            continue
        kind = part["part"]
        if kind == "query":  # a dashboard is open some hours only, and refreshes at its own pace; the parts are its environments
            queries = size["panels"] * DASHBOARD["hours"] * 3600 / DASHBOARD["refresh"] / 4
            share, runs = queries / part["runs"], queries
        else:
            runs = MINUTES / size["compaction"] if kind == "compact" else part["runs"] * MINUTES / measured
            share = runs / part["runs"]
        seconds = runs * seconds_of(kind, part["mean_cpu_ms"]) * MEMORY[kind] / 1024
        gb_seconds += seconds
        runs_of[kind] = runs_of.get(kind, 0) + runs
        costs[kind + " S3"] = costs.get(kind + " S3", 0) + requests_cost(part["requests"]) * share
        costs[kind + " Lambda"] = costs.get(kind + " Lambda", 0) + seconds * LAMBDA_GB_SECOND + runs * LAMBDA_REQUEST
    if "rules" not in runs_of:  # the function runs all the same: it looks for rules, and writes its metrics each four minutes
        costs["rules S3"] = MINUTES * (2 * GET + PUT_OR_LIST / 5 + PUT_OR_LIST / 4)
        costs["rules Lambda"] = MINUTES * (0.05 * MEMORY["rules"] / 1024 * LAMBDA_GB_SECOND + LAMBDA_REQUEST)
        runs_of["rules"] = MINUTES
    runs_per_minute = size["shards"] * 60 / size["interval"]
    messages = (runs_per_minute - 1) * MINUTES * 4  # sent, received, deleted, and the polls in between
    costs["Scheduler, SQS"] = max(0, messages - SQS_FREE) * SQS_REQUEST + max(0, MINUTES * 2.1 - SCHEDULE_FREE) * SCHEDULE
    costs["logs"] = sum(runs_of.values()) * LOG_BYTES / 1e9 * LOGS_GB
    samples = size["targets"] * (size["series"] + 5) * 60 / size["interval"] * MINUTES
    costs["storage, month 1"] = samples * BYTES_PER_SAMPLE / 1e9 * STORAGE_GB / 2
    costs["alarms"] = max(0, ALARMS - ALARMS_FREE) * ALARM
    costs["total"] = sum(costs.values())
    free = min(gb_seconds, LAMBDA_FREE[0]) * LAMBDA_GB_SECOND + min(sum(runs_of.values()), LAMBDA_FREE[1]) * LAMBDA_REQUEST
    costs["total with Lambda's free tier"] = costs["total"] - free
    costs["managed Prometheus"] = managed(samples, size)
    return costs


def managed(samples, size):
    left, cost = samples, 0.0
    for step, price in MANAGED:
        cost += min(left, step) * price
        left -= min(left, step)
    cost += samples * 1.5 / 2**30 * MANAGED_STORAGE_GB / 2
    per_rule = size["targets"] * 5 * 60 / size["interval"]
    queries = size["panels"] * DASHBOARD["hours"] * 3600 / DASHBOARD["refresh"]
    processed = MINUTES * size["rules"] * per_rule + queries * size["targets"] * 35 * 60 / size["interval"]
    return cost + processed * MANAGED_QUERY


def table(months):
    rows = list(dict.fromkeys(row for _, costs in months for row in costs))
    last = ["total", "total with Lambda's free tier", "managed Prometheus"]
    rows = [row for row in rows if row not in last] + last
    lines = ["| $ a month | " + " | ".join(name for name, _ in months) + " |", "|---|" + "--:|" * len(months)]
    for row in rows:
        cells = [f"{costs[row]:.2f}" if row in costs else "" for _, costs in months]
        bold = "**" if row == "total" else ""
        lines.append(f"| {bold}{row}{bold} | " + " | ".join(f"{bold}{cell}{bold}" if cell else "" for cell in cells) + " |")
    return "\n".join(lines)


def requests_table(results):
    lines = ["| size | part | runs | GET | PUT | LIST | DELETE | processor ms |", "|---|---|--:|--:|--:|--:|--:|--:|"]
    for name, parts in results.items():
        merged = {}
        for part in parts:
            one = merged.setdefault(part["part"], {"runs": 0, "ms": 0.0, "requests": {}})
            one["ms"] = (one["ms"] * one["runs"] + part["mean_cpu_ms"] * part["runs"]) / max(1, one["runs"] + part["runs"])
            one["runs"] += part["runs"]
            for kind, count in part["requests"].items():
                one["requests"][kind] = one["requests"].get(kind, 0) + count
        for kind, one in merged.items():
            if one["runs"]:
                r = {key: value / one["runs"] for key, value in one["requests"].items()}
                lines.append(f"| {name} | {kind} | {one['runs']} | {r['get'] + r['get_range']:.2f} | {r['put'] + r['put_if_absent'] + r['put_part']:.2f} | {r['list']:.2f} | {r['delete']:.2f} | {one['ms']:.0f} |")
    return "\n".join(lines)


def dead_target():
    """One target that hangs until its timeout, in every run; and with a back-off."""
    gb = MEMORY["scrape"] / 1024
    always = MINUTES * DEAD_TIMEOUT * gb * LAMBDA_GB_SECOND
    return f"One target that lets each run wait {DEAD_TIMEOUT} s adds ${always:.2f} a month at 60 s; asked each {BACK_OFF // 60} minutes (`FIREBUCKET_SCRAPE_BACKOFF`) ${MINUTES * 60 / BACK_OFF * DEAD_TIMEOUT * gb * LAMBDA_GB_SECOND:.2f}; one that refuses the connection nothing."


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", default="idle,100x60,100x15,1000x60,1000x15,10000x60,10000x15,100x60r1000")
    arguments.add_argument("--results", type=pathlib.Path, help="a file of JSON lines in which measured sizes are kept")
    arguments.add_argument("--measure-all", action="store_true", help="run 10,000 targets too (an hour on two cores) instead of deriving them from 1,000 that were measured")
    options = arguments.parse_args()
    results = {}
    if options.results and options.results.exists():
        results = {one["size"]: one["parts"] for one in map(json.loads, options.results.read_text().splitlines())}
    sizes = options.sizes.split(",")
    for name in sizes:
        smaller = re.sub(r"^10000x", "1000x", name)
        if name not in results and smaller in results and smaller != name and not options.measure_all:
            results[name] = as_large(results[smaller], 10)
    missing = [name for name in sizes if name not in results]
    if missing:
        subprocess.run([str(ROOT / "firebucket"), "benchmark", "-l"], check=True, stdout=subprocess.DEVNULL)  # builds what is run
    for name in missing:
        print(f"measuring {name} …", file=sys.stderr)
        results[name] = measure(name)
        if options.results:
            with options.results.open("a") as file:
                file.write(json.dumps({"size": name, "parts": results[name]}) + "\n")
    print(f"Requests of one run, counted in the store's port.\n\n{requests_table({name: results[name] for name in sizes})}\n")
    print(f"Dollars a month, prices of {PRICES_OF}, us-east-1.\n\n{table([(name, month(name, results[name])) for name in sizes])}\n\n{dead_target()}")


if __name__ == "__main__":
    main()
