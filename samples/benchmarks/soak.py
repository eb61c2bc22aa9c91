#!/usr/bin/env python3
"""Keeps `./firebucket up`, or the real Prometheus, under a steady load, and prints once a minute what the process holds.

usage: soak.py [--server firebucket|prometheus] [--minutes 15] [--targets 200] [--series 50] [--interval 5] [--queries 2] [--writes 200] [further flags of the server]

The load: --targets targets of --series series each, scraped every --interval seconds; 10 rules; --queries queries a second, as a dashboard of the
last 15 minutes sends them; --writes series a second by remote write. At the end nothing asks for two minutes, scrapes go on. Columns: resident memory and its
parts (anonymous memory; mapped files), the highest it ever was, threads, open files, files of the store, CPU seconds, and of a Java process what the heap
has committed and uses; JAVA_OPTS reaches the server. Needs the binaries of localstack/install.sh for --server prometheus. Exit status 1 when a request failed.
"""
import argparse, asyncio, http.client, json, os, pathlib, re, shutil, struct, subprocess, sys, tempfile, threading, time, urllib.parse
from beside_prometheus import PEERS, ROOT, free_port, wait_ready

QUERIES = ['sum by (path) (rate(requests_total[1m]))', 'histogram_quantile(0.9, sum by (le) (rate(seconds_bucket[1m])))', 'avg(temperature)', 'topk(5, rate(requests_total[1m]))',
           'up', 'max_over_time(temperature[5m])', 'sum(rate(requests_total{path="/1"}[1m])) / sum(rate(requests_total[1m]))', 'count by (job) (up)', 'written{n="7"}', 'job:requests:rate1m']
RULES = "groups:\n- name: soak\n  interval: 5s\n  rules:\n" + "".join(f"  - {{record: 'job:requests:rate1m', labels: {{n: '{n}'}}, expr: 'sum by (job) (rate(requests_total{{path=\"/{n}\"}}[1m]))'}}\n" for n in range(5)) + \
        "".join(f"  - {{alert: 'Hot{n}', expr: 'max by (instance) (temperature) > {1000 + n}', for: 1m}}\n" for n in range(5))


def exposition(series, tick):
    """A page of a third counters, a third gauges, a third histogram buckets."""
    third, lines = max(1, series // 3), ["# TYPE requests_total counter"]
    lines += [f'requests_total{{path="/{n}"}} {tick * (n + 1)}' for n in range(third)] + ["# TYPE temperature gauge"]
    lines += [f'temperature{{sensor="{n}"}} {20 + (tick * 7 + n * 13) % 50 / 10}' for n in range(third)] + ["# TYPE seconds histogram"]
    lines += [f'seconds_bucket{{le="{n}"}} {tick * (n + 1)}' for n in range(series - 2 * third - 1)]
    return ("\n".join(lines + [f'seconds_bucket{{le="+Inf"}} {tick * series}']) + "\n").encode()


def exporter(port, series):
    """Answers every request on every address of loopback."""
    async def serve(reader, writer):
        try:
            while await reader.readuntil(b"\r\n\r\n"):
                body = exposition(series, int(time.time()))
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
                await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            writer.close()

    async def run():
        async with await asyncio.start_server(serve, "0.0.0.0", port, backlog=1000) as server:
            await server.serve_forever()

    threading.Thread(target=lambda: asyncio.run(run()), daemon=True).start()


def varint(n):
    out = bytearray()
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    return bytes(out + bytearray([n]))


def field(tag, data):
    return bytes([tag]) + varint(len(data)) + data


def write_request(count):
    """A request of remote write 1.0, in Snappy's framing without its compression."""
    now, body = int(time.time() * 1000), bytearray()
    for n in range(count):
        labels = b"".join(field(0x0A, field(0x0A, k) + field(0x12, v)) for k, v in ((b"__name__", b"written"), (b"n", str(n).encode())))
        body += field(0x0A, labels + field(0x12, b"\x09" + struct.pack("<d", n) + b"\x10" + varint(now)))
    plain, out = bytes(body), bytearray(varint(len(body)))
    for at in range(0, len(plain), 60):
        part = plain[at: at + 60]
        out += bytes([(len(part) - 1) << 2]) + part
    return bytes(out)


class Asking:
    """Sends requests at their times, on one connection each for queries and writes."""
    def __init__(self, port):
        self.port, self.until, self.sent, self.failed, self.longest = port, time.time(), 0, [], 0.0

    def send(self, connection, path, body, headers):
        began = time.time()
        try:
            connection.request("POST", path, body, headers)
            answer = connection.getresponse()
            text = answer.read()
            if answer.status // 100 != 2:
                self.failed.append(f"{answer.status} {path} {text[:200]!r}")
        except (OSError, http.client.HTTPException) as e:
            connection.close()
            self.failed.append(f"{type(e).__name__} {e} {path}")
        self.sent += 1
        self.longest = max(self.longest, time.time() - began)

    def loop(self, gap, request):
        connection, number, due = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60), 0, time.time()
        while due < self.until:
            self.send(connection, *request(number))
            number, due = number + 1, max(due + gap, time.time() - 5)
            time.sleep(max(0, due - time.time()))

    def start(self, until, queries, writes):
        def query(number):
            now = int(time.time())
            body = {"query": QUERIES[number % len(QUERIES)], "start": now - 900, "end": now, "step": 15}
            return "/api/v1/query_range", urllib.parse.urlencode(body), {"Content-Type": "application/x-www-form-urlencoded"}

        def write(_):
            return "/api/v1/write", write_request(writes), {"Content-Encoding": "snappy", "Content-Type": "application/x-protobuf", "X-Prometheus-Remote-Write-Version": "0.1.0"}

        self.until = until
        if queries:
            threading.Thread(target=self.loop, args=(1 / queries, query), daemon=True).start()
        if writes:
            threading.Thread(target=self.loop, args=(1, write), daemon=True).start()


def held(pid, folder):
    """What a process holds now, as a row of the table."""
    process = pathlib.Path(f"/proc/{pid}")
    status = {k: int(v.split()[0]) for k, v in re.findall(r"^(VmRSS|VmHWM|RssAnon|RssFile|Threads):\s+(\d+.*)$", (process / "status").read_text(), re.M)}
    cpu = sum(map(int, (process / "stat").read_text().rsplit(")", 1)[1].split()[11:13])) / os.sysconf("SC_CLK_TCK")
    files = sum(len(names) for _, _, names in os.walk(folder))
    row = [status[k] // 1024 for k in ("VmRSS", "RssAnon", "RssFile", "VmHWM")] + [status["Threads"], len(os.listdir(process / "fd")), files, round(cpu)]
    jcmd = (process / "exe").resolve().with_name("jcmd")
    if jcmd.exists():
        told = subprocess.run([str(jcmd), str(pid), "GC.heap_info"], capture_output=True, text=True, timeout=60, check=False).stdout
        row += [sum(int(n) for n in column) // 1024 for column in zip(*re.findall(r"total(?: reserved \d+K, committed)? (\d+)K, used (\d+)K", told))]
    return row


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", choices=("firebucket", "prometheus"), default="firebucket")
    for name, default in (("minutes", 15), ("targets", 200), ("series", 50), ("interval", 5), ("queries", 2), ("writes", 200)):
        parser.add_argument("--" + name, type=float if name in ("minutes", "queries") else int, default=default)
    options, flags = parser.parse_known_args()
    work, port, pages = pathlib.Path(tempfile.mkdtemp(prefix="firebucket-soak-")), free_port(), free_port()
    exporter(pages, options.series)
    targets = [f"127.0.{n // 250 + 1}.{n % 250 + 1}:{pages}" for n in range(options.targets)]
    config, store = work / "prometheus.yml", work / "store"
    (work / "rules.yml").write_text(RULES)
    config.write_text(f"global: {{scrape_interval: {options.interval}s}}\nrule_files: [rules.yml]\nscrape_configs:\n- job_name: soak\n  static_configs: [{{targets: {json.dumps(targets)}}}]\n")
    storage = [f"--storage={store}"] if options.server == "firebucket" else [f"--storage.tsdb.path={store}", "--web.enable-remote-write-receiver", "--log.level=error"]
    program = [ROOT / "firebucket", "up"] if options.server == "firebucket" else [PEERS / "prometheus"]
    command = [*program, f"--config.file={config}", f"--web.listen-address=127.0.0.1:{port}", *storage, *flags]
    with open(work / "log", "w") as log:
        process = subprocess.Popen([str(c) for c in command], stdout=log, stderr=subprocess.STDOUT, cwd=work)
    asking = Asking(port)
    try:
        wait_ready(port, process)
        print("| minute | resident MB | anonymous | files | highest | threads | open files | store's files | CPU s | heap committed | used | requests | longest s |\n|" + "--:|" * 13, flush=True)
        began = time.time()
        asking.start(began + options.minutes * 60, options.queries, options.writes)
        for minute in range(int(options.minutes) + 3):
            time.sleep(max(0, began + minute * 60 - time.time()))
            row = [minute, *held(process.pid, store)]
            print("| " + " | ".join(map(str, row + [""] * (11 - len(row)) + [asking.sent, f"{asking.longest:.2f}"])) + " |", flush=True)
            asking.longest = 0.0
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
        for problem in asking.failed[:5]:
            print(problem)
        said = [line for line in (work / "log").read_text().splitlines() if " WARN" in line or " ERROR" in line or "Error" in line]
        print(f"{asking.sent} requests, {len(asking.failed)} failed; {len(said)} lines of WARN and ERROR", *said[:3], sep="\n")
        shutil.rmtree(work, ignore_errors=True)
    sys.exit(1 if asking.failed else 0)


if __name__ == "__main__":
    main()
