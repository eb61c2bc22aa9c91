#!/usr/bin/env python3
"""Do the readers of this folder count what PromQL counts?

usage: check.py [--minio] [--only NAME,…] [--seconds 24] [--keep FOLDER]

Runs `./firebucket up` on an empty store for some seconds. It scrapes itself, the demo app, and a target of this script, which shows NaNs,
whole numbers, and series that end; native histograms, and a stale marker of one, come by remote write. Amid that it compacts, so that the store holds merged files, fresh objects, and
objects that were merged but not deleted yet. Then each reader sums the metrics of one range, and so does PromQL. With --minio the store is
a bucket of MinIO instead of a folder; DuckDB (which needs its extension httpfs) and Spark (hadoop-aws) are left out there.

Each reader runs by `uv run` with the pinned packages that it names itself. A reader whose packages cannot be had is skipped, and the reason is
printed. Exit status 1 where a number differs. Needs a JDK 25, Python 3.10 and uv (from PyPI, or that of localstack/install.sh).
"""
import argparse, http.server, json, math, os, pathlib, shutil, struct, subprocess, sys, tempfile, threading, time, urllib.parse, urllib.request

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "samples/benchmarks"))
from beside_prometheus import PEERS, ask, free_port, wait_ready
from kill_at_random import field, snappy_literal, varint

UV = shutil.which("uv") or PEERS.parent / "uv/bin/uv"
READERS = ["sum_metric", "with_pandas", "with_polars", "with_duckdb", "with_athena_view", "with_spark"]
ON_S3 = ["sum_metric", "with_pandas", "with_polars"]
KEYS = {"AWS_ACCESS_KEY_ID": "firebucket", "AWS_SECRET_ACCESS_KEY": "firebucket-secret", "AWS_REGION": "us-east-1", "AWS_ALLOW_HTTP": "true"}
SPARKS = 4  # Spark takes half a minute for each
LEAVING = 5
SHOWN = 8
# Metrics, and how many stale markers there are at least: a scrape that takes too long makes more.
METRICS = {"odd_nan": 0, "odd_leaving": LEAVING, "odd_seconds": 1, "odd_total": 0, "jvm_memory_used_bytes": 0, "demo_http_requests_total": 0}


class Target(http.server.BaseHTTPRequestHandler):
    """A counter, a gauge that is always NaN, and gauges that are gone after some scrapes."""

    scrapes = 0

    def do_GET(self):
        Target.scrapes += 1
        lines = [f'odd_total{{part="{part}"}} {Target.scrapes * part}' for part in range(20)] + ["odd_nan NaN"]
        lines += [f'odd_leaving{{part="{part}"}} {part}.5' for part in range(LEAVING) if Target.scrapes <= SHOWN]
        body = ("\n".join(lines) + "\n").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; version=0.0.4")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def native_histogram(count, millis, stale):
    """A time series of remote write: a native histogram with two buckets, or the stale marker of one."""
    labels = b"".join(field(0x0A, field(0x0A, name) + field(0x12, value)) for name, value in ((b"__name__", b"odd_seconds"), (b"job", b"sent")))
    total = b"\x02\x00\x00\x00\x00\x00\xf0\x7f" if stale else struct.pack("<d", 1.5 * count)
    span = field(0x5A, b"\x08\x00\x10\x02")  # from bucket 0 on, two of them
    deltas = field(0x62, varint(2) + varint(2 * (count - 2)))  # zigzag: 1 observation, then count - 1
    return field(0x0A, labels + field(0x22, b"\x08" + varint(count) + b"\x19" + total + b"\x20\x02\x30\x00" + span + deltas + b"\x78" + varint(millis)))


def send_histograms(port, stop):
    """Sends a native histogram a second; one of them is a stale marker."""
    sent = 0
    while not stop.wait(1):
        sent += 1
        body = snappy_literal(native_histogram(2 + sent, int(time.time() * 1000), sent == SHOWN))
        headers = {"Content-Type": "application/x-protobuf", "Content-Encoding": "snappy", "X-Prometheus-Remote-Write-Version": "0.1.0"}
        urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}/api/v1/write", body, headers), timeout=20).close()


def java(*arguments):
    home = os.environ.get("JAVA_HOME")
    return [f"{home}/bin/java" if home else "java", *map(str, arguments)]


def config(work, ours, demo, target):
    file = work / "prometheus.yml"
    jobs = "".join(f"- {{job_name: {job}, static_configs: [{{targets: ['127.0.0.1:{port}']}}]}}\n"
                   for job, port in (("firebucket", ours), ("demo", demo), ("odd", target)))
    file.write_text(f"global: {{scrape_interval: 1s, scrape_timeout: 1s}}\nscrape_configs:\n{jobs}")
    return file


def promql(port, query, at):
    found = ask(port, "/api/v1/query", query=query, time=at)["result"]
    return float(found[0]["value"][1]) if found and "value" in found[0] else 0.0


def markers(store, flags, start, end, environment):
    """Stale markers by metric, of which PromQL does not tell: by `./firebucket sql`."""
    query = f"SELECT metric, count(*) AS markers FROM stored_samples WHERE stale AND epoch_ms(ts) > {start} AND epoch_ms(ts) <= {end} GROUP BY metric"
    said = subprocess.run([ROOT / "firebucket", "sql", f"--storage={store}", *flags, "--format", "json", query], check=True, capture_output=True, text=True, env=environment).stdout
    return {row["metric"]: row["markers"] for row in (json.loads(line.strip("[], \n")) for line in said.splitlines() if "{" in line)}


def expected(port, metric, start, end, stale):
    """What PromQL says of a metric in start < ts <= end, both in milliseconds."""
    window, at = f"{metric}[{end - start}ms]", end / 1000
    samples = promql(port, f"sum(count_over_time({window}))", at)
    total = promql(port, f"sum(sum_over_time({window}))", at)
    observations = promql(port, f"histogram_count(sum(sum_over_time({window})))", at)
    nan = math.isnan(total)
    return {"samples": samples, "markers": stale, "nans": samples if nan else 0, "sum": 0 if nan else total,
            "observations": observations, "in_positive_buckets": observations}


def differences(reader, found, wanted):
    """The numbers that a reader gives and that are not the expected ones; a sum over nothing may be null."""
    if reader == "sum_metric" and wanted["nans"]:
        found = dict(found, sum=wanted["sum"]) if math.isnan(found["sum"]) else found
    if wanted["observations"]:
        wanted = dict(wanted, sum=0)
    return [f"{name} is {found[name]}, by PromQL {wanted[name]}" for name in wanted
            if name in found and not math.isclose(found[name] or 0, wanted[name], rel_tol=1e-9)]


def run(reader, arguments, environment):
    """A reader's answer, or why there is none."""
    done = subprocess.run([str(UV), "run", "-q", "--no-project", "--script", HERE / f"{reader}.py", *map(str, arguments)], capture_output=True, text=True, timeout=900, env=environment)
    if done.returncode == 0:
        return json.loads(done.stdout.strip().splitlines()[-1]), None
    return None, (done.stderr or done.stdout).strip()


def have_packages(reader):
    """Why a reader's packages cannot be had; None when they can."""
    try:
        done = subprocess.run([str(UV), "sync", "-q", "--script", HERE / f"{reader}.py"], capture_output=True, text=True, timeout=900)
    except OSError as error:
        return f"uv is missing: {error}"
    return None if done.returncode == 0 else done.stderr.strip().splitlines()[-1]


def compare(options, port, store, flags, start, environment):
    end = int(time.time()) * 1000 - 3000
    stale, wrong = markers(store, flags, start, end, environment), []
    wrong += [f"{metric} has {stale.get(metric, 0)} stale markers" for metric, least in METRICS.items() if stale.get(metric, 0) < least]
    for reader in options.only or (ON_S3 if options.minio else READERS):
        missing = have_packages(reader)
        if missing:
            print(f"{reader}: skipped: {missing}", flush=True)
            continue
        for metric in list(METRICS)[:SPARKS if reader == "with_spark" else None]:
            wanted = expected(port, metric, start, end, stale.get(metric, 0))
            if not wanted["samples"]:
                sys.exit(f"check.py: PromQL finds no sample of {metric}")
            if reader == "sum_metric" and wanted["observations"]:
                continue
            arguments = [store, metric, start, end] if reader == "sum_metric" else [f"http://127.0.0.1:{port}", store, metric, start, end]
            found, failure = run(reader, arguments, environment)
            bad = [failure] if failure else differences(reader, found, wanted)
            wrong += bad
            print(f"{reader}: {metric}: {'; '.join(bad) or 'the same'}: {json.dumps(found)}", flush=True)
    return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minio", action="store_true")
    parser.add_argument("--only", type=lambda text: text.split(","))
    parser.add_argument("--seconds", type=float, default=24)
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    work = options.keep or pathlib.Path(tempfile.mkdtemp(prefix="firebucket-readers-"))
    work.mkdir(parents=True, exist_ok=True)
    ours, demo, s3 = free_port(), free_port(), free_port()
    target = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Target)
    threading.Thread(target=target.serve_forever, daemon=True).start()
    store, flags, environment = work / "store", [], dict(os.environ)
    if options.minio:
        (work / "minio/readers").mkdir(parents=True)  # a folder is a bucket
        store, flags = "s3://readers/store", [f"--storage.s3.endpoint=http://127.0.0.1:{s3}"]
        environment |= KEYS | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{s3}", "MINIO_ROOT_USER": KEYS["AWS_ACCESS_KEY_ID"], "MINIO_ROOT_PASSWORD": KEYS["AWS_SECRET_ACCESS_KEY"]}
    subprocess.run([ROOT / "firebucket", "--version"], check=True, stdout=subprocess.DEVNULL)
    log, processes, stop = open(work / "log", "w"), [], threading.Event()

    def begin(*command):
        processes.append(subprocess.Popen([str(one) for one in command], stdout=log, stderr=subprocess.STDOUT, cwd=work, env=environment))
        return processes[-1]

    try:
        if options.minio:
            wait_ready(s3, begin(PEERS / "minio", "server", "--address", f"127.0.0.1:{s3}", work / "minio"), "/minio/health/ready")
        start = int(time.time()) * 1000
        begin(*java("-cp", f"{ROOT}/functions/local/target/quarkus-app/lib/main/*", "dev.firebucket.samples.DemoApp", demo))
        wait_ready(ours, begin(ROOT / "firebucket", "up", f"--config.file={config(work, ours, demo, target.server_address[1])}",
                               f"--web.listen-address=127.0.0.1:{ours}", f"--storage={store}", *flags))
        threading.Thread(target=send_histograms, args=(ours, stop), daemon=True).start()
        time.sleep(options.seconds / 2 + 2)
        subprocess.run([ROOT / "firebucket", "compact", f"--storage={store}", *flags], check=True, stdout=log, stderr=log, env=environment)
        time.sleep(options.seconds / 2 + 2)
        objects = ask(ours, "/api/v1/storage/files")["files"]
        merged = sum(one["key"].startswith("samples/") for one in objects)
        print(f"{store}: {merged} merged files, {len(objects) - merged} fresh objects", flush=True)
        wrong = compare(options, ours, store, flags, start, environment)
    finally:
        stop.set()
        for process in reversed(processes):
            process.terminate()
            process.wait()
        if not options.keep:
            shutil.rmtree(work, ignore_errors=True)
    print(f"{len(wrong)} numbers differ" if wrong else "all numbers are the same")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
