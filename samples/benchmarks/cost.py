#!/usr/bin/env python3
"""Runs the main job (scrapes, rules, compaction, a dashboard) in simulated time on MinIO, counts its requests in the store's port, and turns them into dollars a month.

usage: cost.py [--sizes 100x60,1000x60,…] [--measure-all] [--results FILE.jsonl]

A size is TARGETSxINTERVAL, each target with 100 series; 10,000 targets are derived from measured 1,000; `100x60r1000` has 1,000 rules instead of 50, `idle` is one small target, no rules, no dashboard. `write` is remote write
of 1 M series at 15 s, stored at once and gathered; `dead` an hour of runs with a target whose host is silent. With --results, measured sizes are kept in a file and not measured again. Needs MinIO (localstack/install.sh minio). Prices and assumptions are the tables below: change them there.
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
MEMORY = {"scrape": 1024, "rules": 2048, "query": 3008, "compact": 3008, "push": 1024}   # MB, the stack's defaults
PROCESSOR = 1769                                                # MB that come with a whole processor
ROUND_TRIPS = {"scrape": 3, "rules": 6, "query": 3, "compact": 15}   # requests to S3 of a run that wait for each other, if it makes as many …
ROUND_TRIP = 0.030                                              # … each this long, seconds
TARGETS_ANSWER = 0.100                                          # how long a run waits for healthy targets
COMPACT_COLD = 2.5                                              # every run of compaction starts cold: seconds that are paid
DASHBOARD = {"hours": 8 * 22, "refresh": 30}                    # one dashboard of 20 panels, open on working days
BYTES_PER_SAMPLE = 1.35                                         # after compaction (docs/performance.md)
LOG_BYTES = 500                                                 # per run: START, END, REPORT, and what alarms read
ALARMS = 10                                                     # of the stack, see infra/README.md
POLLS = 5 * 3 * MINUTES                                         # of a queue that fires a function: five long polls of 20 s
DEAD_TIMEOUT, BACK_OFF = 10, 30 * 60                            # seconds
SQS_CHUNK, SQS_BATCH, SQS_ROUND_TRIP = 64 * 1024, 10, 0.010     # what one request pays for; messages to a request; seconds
WINDOW, GATHERERS = 10, 2                                       # remoteWriteGathering, seconds; runs that gather side by side
EVENT, AROUND_MESSAGE = 6 * 2**20, 700                           # what Lambda hands over at a time; what stands around each message
SAMPLES_OF_REQUEST, SAMPLES_OF_OBJECT = 2000, 250_000           # Prometheus' max_samples_per_send; GatheredRequests


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


def job_of(name):
    """The program that measures a size, and its flags."""
    if name == "write":
        return "RemoteWriteJob", dict(targets=10_000, series=100, interval=15, minutes=1)
    if name == "dead":
        return "DeadTargetJob", {}
    return "MainJob", size_of(name)


def measure(name):
    """The parts of a job at a size: what the program prints."""
    jar = ROOT / "samples/benchmarks/jmh/target/firebucket-benchmarks.jar"
    if not (PEERS / "minio").exists():
        print("cost.py: MinIO is not installed (localstack/install.sh minio)", file=sys.stderr)
        sys.exit(77)
    keys = {"AWS_ACCESS_KEY_ID": "firebucket", "AWS_SECRET_ACCESS_KEY": "firebucket-secret", "AWS_REGION": "us-east-1"}
    program, size = job_of(name)
    with tempfile.TemporaryDirectory() as work:
        (pathlib.Path(work) / "data" / "cost").mkdir(parents=True)  # a folder is a bucket
        port = free_port()
        minio = subprocess.Popen([str(PEERS / "minio"), "server", "--quiet", "--address", f"127.0.0.1:{port}", f"{work}/data"], stdout=subprocess.DEVNULL,
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
            heap = 12 if size.get("targets", 0) >= 10_000 else 3  # six environments, of which each knows every series, in one process
            done = subprocess.run([str(java), f"-Xmx{heap}g", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", f"-Djava.io.tmpdir={work}", "-cp", str(jar),
                                   f"dev.firebucket.benchmarks.{program}", "--storage=s3://cost/job", f"--endpoint=http://127.0.0.1:{port}", *flags],
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


def seconds_of(part):
    """How long Lambda bills a run: the processor time that it took here on the processors of its memory, and the waiting for S3 and targets."""
    name, trips = part["part"], min(ROUND_TRIPS[part["part"]], sum(part["requests"].values()) / part["runs"])
    return part["mean_cpu_ms"] / 1000 * PROCESSOR / MEMORY[name] + trips * ROUND_TRIP + (TARGETS_ANSWER if name == "scrape" else 0) + (COMPACT_COLD if name == "compact" else 0)


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
        seconds = runs * seconds_of(part) * MEMORY[kind] / 1024
        gb_seconds += seconds
        runs_of[kind] = runs_of.get(kind, 0) + runs
        costs[kind + " S3"] = costs.get(kind + " S3", 0) + requests_cost(part["requests"]) * share
        costs[kind + " Lambda"] = costs.get(kind + " Lambda", 0) + seconds * LAMBDA_GB_SECOND + runs * LAMBDA_REQUEST
    runs_per_minute = size["shards"] * 60 / size["interval"]
    # Sent, received, deleted, and the polls of the queue of scrapes, where there is one, and of remote write's.
    messages = (runs_per_minute - 1) * MINUTES * 3 + POLLS * (2 if runs_per_minute > 1 else 1)
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


def dead_target(parts):
    """One target whose host is silent, in every run, as measured; where it connects and then hangs until its timeout; and that with a back-off."""
    gb = MEMORY["scrape"] / 1024
    alone, dead = (next(part for part in parts if part["part"] == name) for name in ("one target", "and a silent one"))
    silent = MINUTES * (dead["mean_seconds"] - alone["mean_seconds"]) * gb * LAMBDA_GB_SECOND
    hangs = MINUTES * (DEAD_TIMEOUT * gb * LAMBDA_GB_SECOND + PUT_OR_LIST)  # a second object, for what is slow
    return (f"A run with one target takes {alone['mean_seconds']:.3f} s here, with a silent host too {dead['mean_seconds']:.3f} s (the longest {dead['longest_seconds']:.1f} s): "
            f"${silent:.2f} a month at 60 s. A target that connects and lets each run wait {DEAD_TIMEOUT} s adds ${hangs:.2f}; "
            f"asked each {BACK_OFF // 60} minutes (`scrapeBackoff`) ${hangs * 60 / BACK_OFF:.2f}; one that refuses the connection nothing.")


def remote_write(parts, series, interval):
    """A month of remote write in requests of Prometheus' default size: (each stored at once, gathered), dollars by what they are paid for."""
    at_once, laid, gather = (next(part for part in parts if part["part"] == name) for name in ("write at once", "write queued", "gather"))
    requests = series / SAMPLES_OF_REQUEST * 60 / interval * MINUTES
    gb = MEMORY["push"] / 1024
    slower = PROCESSOR / MEMORY["push"] / 1000
    message = laid["samples"] / laid["runs"]  # bytes

    def lambdas(runs, seconds):
        return runs * (seconds * gb * LAMBDA_GB_SECOND + LAMBDA_REQUEST)

    direct = {"PUT": requests * PUT_OR_LIST, "push": lambdas(requests, at_once["mean_cpu_ms"] * slower + ROUND_TRIP), "objects a minute": requests / MINUTES}
    of_window = requests / MINUTES / 60 * WINDOW / GATHERERS
    of_event = max(1, min(of_window, EVENT / (message + AROUND_MESSAGE)))
    seconds = laid["mean_cpu_ms"] * slower + SQS_ROUND_TRIP
    environments = 1 + requests / MINUTES / 60 * seconds
    quiet = min(requests, environments * MINUTES * 60 / WINDOW)  # one in each window and environment is stored at once
    queued = requests - quiet
    events = queued / of_event
    objects = queued / min(of_event, SAMPLES_OF_OBJECT / SAMPLES_OF_REQUEST)
    cpu_of_message = gather["mean_cpu_ms"] * gather["runs"] / laid["runs"]
    sqs = queued * (-(-message // SQS_CHUNK) + -(-SQS_BATCH * message // SQS_CHUNK) / SQS_BATCH + 1 / SQS_BATCH) + POLLS
    gathered = {"PUT": (quiet + objects) * PUT_OR_LIST, "push": lambdas(quiet, at_once["mean_cpu_ms"] * slower + ROUND_TRIP) + lambdas(queued, seconds),
                "SQS": max(0, sqs - SQS_FREE) * SQS_REQUEST, "gather": lambdas(events, of_event * cpu_of_message * slower) + objects * ROUND_TRIP * gb * LAMBDA_GB_SECOND, "objects a minute": (quiet + objects) / MINUTES}
    for costs in direct, gathered:
        costs["total"] = sum(cost for name, cost in costs.items() if name != "objects a minute")
    return direct, gathered


def remote_write_table(parts):
    laid = next(part for part in parts if part["part"] == "write queued")
    columns = [(f"{count // 1000:,} k at {interval} s, {way}", costs) for count, interval in ((10_000, 60), (10_000, 15), (100_000, 15), (1_000_000, 15)) for way, costs in zip(("at once", "gathered"), remote_write(parts, count, interval))]
    lines = ["| $ a month | " + " | ".join(name for name, _ in columns) + " |", "|---|" + "--:|" * len(columns)]
    for row in ("PUT", "push", "SQS", "gather", "total", "objects a minute"):
        lines.append(f"| {row} | " + " | ".join(f"{costs[row]:.2f}" if row in costs else "" for _, costs in columns) + " |")
    measured = ", ".join(f"{part['part']} {part['mean_cpu_ms']:.1f} ms" for part in parts)
    return "\n".join(lines) + f"\n\nA message is {laid['samples'] / laid['runs'] / 1024:.1f} KB. Processor time of a run: {measured}."


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sizes", default="idle,100x60,100x15,1000x60,1000x15,10000x60,10000x15,100x60r0,100x60r1000,write,dead")
    arguments.add_argument("--results", type=pathlib.Path, help="a file of JSON lines in which measured sizes are kept")
    arguments.add_argument("--measure-all", action="store_true", help="run 10,000 targets too (an hour on two cores) instead of deriving them from 1,000 that were measured")
    options = arguments.parse_args()
    results = {}
    if options.results and options.results.exists():
        results = {one["size"]: one["parts"] for one in map(json.loads, options.results.read_text().splitlines())}
    sizes = options.sizes.split(",")
    smaller = {name: re.sub(r"^10000x", "1000x", name) for name in sizes}
    derived = [] if options.measure_all else [name for name in sizes if name not in results and smaller[name] != name and (smaller[name] in results or smaller[name] in sizes)]
    missing = [name for name in sizes if name not in results and name not in derived]
    if missing:
        subprocess.run([str(ROOT / "firebucket"), "benchmark", "-l"], check=True, stdout=subprocess.DEVNULL)  # builds what is run
    for name in missing:
        print(f"measuring {name} …", file=sys.stderr)
        results[name] = measure(name)
        if options.results:
            with options.results.open("a") as file:
                file.write(json.dumps({"size": name, "parts": results[name]}) + "\n")
    for name in derived:
        results[name] = as_large(results[smaller[name]], 10)
    jobs = [name for name in sizes if name not in ("write", "dead")]
    if jobs:
        print(f"Requests of one run, counted in the store's port.\n\n{requests_table({name: results[name] for name in jobs})}\n")
        print(f"Dollars a month, prices of {PRICES_OF}, us-east-1.\n\n{table([(name, month(name, results[name])) for name in jobs])}\n")
    if "write" in sizes:
        print(f"Remote write in requests of {SAMPLES_OF_REQUEST} samples.\n\n{remote_write_table(results['write'])}\n")
    if "dead" in sizes:
        print(dead_target(results["dead"]))


if __name__ == "__main__":
    main()
