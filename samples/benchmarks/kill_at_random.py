#!/usr/bin/env python3
"""Kills `./firebucket up` with SIGKILL at random moments of scrapes, pushes and remote writes, and looks for what was lost or doubled.

usage: kill_at_random.py [--rounds 20] [--seed 1] [--storage DIR|s3://…] [further flags of `up`]

Each round: start, scrape a target of this script every second, push groups and remote-write samples as fast as answers come,
read the raw samples back, SIGKILL at once in one round of four, in the others up to 4 seconds after the first scraped sample was shown. After the next start everything that had been reported as stored must be there once:
  - a sample that a query has shown,
  - a group whose push was answered with 200 or 202,
  - a sample whose remote write was answered with 204.
Prints a line per round; exit status 1 when anything is missing or double. Needs Python 3.9 and nothing else.
"""
import argparse, http.client, http.server, json, os, pathlib, random, signal, socket, struct, subprocess, sys, tempfile, threading, time, urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Target(http.server.BaseHTTPRequestHandler):
    """An exporter whose counter grows by one at each scrape."""

    scrapes = 0

    def do_GET(self):
        Target.scrapes += 1
        lines = [f'trial_scrapes_total{{part="{part}"}} {Target.scrapes}' for part in range(50)]
        body = ("# TYPE trial_scrapes_total counter\n" + "\n".join(lines) + "\n").encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; version=0.0.4")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def varint(n):
    out = bytearray()
    while n > 127:
        out.append(n & 127 | 128)
        n >>= 7
    return bytes(out) + bytes([n])


def field(tag, data):
    return bytes([tag]) + varint(len(data)) + data


def snappy_literal(data):
    """Snappy's block format without compression: one literal."""
    return varint(len(data)) + bytes([61 << 2]) + struct.pack("<H", len(data) - 1) + data


def write_request(labels, samples):
    series = b"".join(field(0x0A, field(0x0A, k.encode()) + field(0x12, v.encode())) for k, v in sorted(labels.items()))
    series += b"".join(field(0x12, b"\x09" + struct.pack("<d", value) + b"\x10" + varint(stamp)) for stamp, value in samples)
    return snappy_literal(field(0x0A, series))


class Client:
    def __init__(self, port):
        self.port = port

    def request(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def patiently(self, *request):
        """As request, again where the machine is too busy for an answer in time."""
        for attempt in range(6):
            try:
                return self.request(*request)
            except TimeoutError:
                if attempt == 5:
                    raise

    def raw(self, selector, at, patient=False):
        """Every sample of the last day: {(label set, milliseconds): value}; a series or time given twice is an error."""
        status, body = (self.patiently if patient else self.request)("POST", "/api/v1/query", urllib.parse.urlencode({"query": selector + "[1d]", "time": at}),
                                    {"Content-Type": "application/x-www-form-urlencoded"})
        if status != 200:
            raise RuntimeError(f"{selector}: {status} {body[:300]!r}")
        found = {}
        for series in json.loads(body)["data"]["result"]:
            labels = json.dumps(series["metric"], sort_keys=True)
            for stamp, value in series["values"]:
                key = (labels, round(stamp * 1000))
                if key in found:
                    raise RuntimeError(f"double: {key}")
                found[key] = value
        return found


class Workload:
    """What has been reported as stored, gathered by threads that write and read until the server dies."""

    def __init__(self):
        self.lock = threading.Lock()
        self.shown, self.pushed, self.written = {}, {}, {}
        self.sequence = 0
        self.refused = ""

    def next(self):
        with self.lock:
            self.sequence += 1
            return self.sequence

    def push(self, client, name):
        n = self.next()
        group = f"group{n % 7}"
        status, _ = client.request("PUT", f"/push/metrics/job/{group}/writer/{name}", f"trial_pushed {n}\n".encode())
        if status in (200, 202):
            with self.lock:
                self.pushed[(group, name)] = n

    def write(self, client, name):
        n, stamp = self.next(), int(time.time() * 1000)
        labels = {"__name__": "trial_written", "writer": name}
        status, _ = client.request("POST", "/api/v1/write", write_request(labels, [(stamp, n)]),
                                   {"Content-Encoding": "snappy", "Content-Type": "application/x-protobuf", "X-Prometheus-Remote-Write-Version": "0.1.0"})
        with self.lock:
            if status == 204:
                self.written[(json.dumps(labels, sort_keys=True), stamp)] = str(n)
            else:
                self.refused = f"remote write was answered with {status}"
        time.sleep(0.02)

    def read(self, client, _):
        shown = client.raw("trial_scrapes_total", time.time() + 60)
        with self.lock:
            self.shown.update(shown)
        time.sleep(0.1)

    def run(self, client, stop):
        def loop(action, name):
            while not stop.is_set():
                try:
                    action(client, name)
                except (OSError, http.client.HTTPException):
                    time.sleep(0.01)

        jobs = [(self.push, "a"), (self.push, "b"), (self.write, "a"), (self.write, "b"), (self.read, "a")]
        threads = [threading.Thread(target=loop, args=job, daemon=True) for job in jobs]
        for thread in threads:
            thread.start()
        return threads

    def is_busy(self, before):
        """Whether samples of every kind have been reported as stored since then."""
        return len(self.shown) > before[0] and len(self.written) > before[1]

    def missing(self, client):
        """Sentences on what was reported as stored and is not there."""
        wrong, at = [], time.time() + 60
        for name, expected, found in (("shown", self.shown, client.raw("trial_scrapes_total", at, True)), ("written", self.written, client.raw("trial_written", at, True))):
            for key, value in expected.items():
                if found.get(key) != value:
                    wrong.append(f"{name}: {key} was {value}, now {found.get(key)}")
        status, body = client.patiently("GET", "/push/metrics")
        text = body.decode()
        for (group, writer), n in self.pushed.items():
            # A later push may have been stored without its answer having come back, so the value may be newer, never older.
            line = next((l for l in text.splitlines() if l.startswith("trial_pushed{") and f'job="{group}"' in l and f'writer="{writer}"' in l), None)
            if status != 200 or line is None or float(line.rsplit(" ", 1)[1]) < n:
                wrong.append(f"pushed: {group}/{writer} was {n}, now {line}")
        return wrong


def start(arguments, port, config, log):
    command = [str(ROOT / "firebucket"), "up", f"--config.file={config}", f"--web.listen-address=127.0.0.1:{port}", *arguments]
    process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
    client, deadline = Client(port), time.time() + 120
    while time.time() < deadline:
        if process.poll() is not None:
            sys.exit(f"the server ended with {process.returncode}; see {log.name}")
        try:
            if client.request("GET", "/-/ready")[0] == 200:
                return process, client
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.1)
    sys.exit(f"the server was not ready within two minutes; see {log.name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options, flags = parser.parse_known_args()
    chance, work = random.Random(options.seed), pathlib.Path(tempfile.mkdtemp(prefix="firebucket-kill-"))
    target = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Target)
    threading.Thread(target=target.serve_forever, daemon=True).start()
    config = work / "prometheus.yml"
    config.write_text("global: {scrape_interval: 1s}\nscrape_configs:\n- job_name: trial\n  static_configs: [{targets: ['127.0.0.1:%d']}]\n" % target.server_port)
    if not any(flag.startswith("--storage=") for flag in flags):
        flags.append(f"--storage={work / 'data'}")
    workload, port, bad = Workload(), free_port(), 0
    with open(work / "up.log", "w") as log:
        for round_number in range(options.rounds + 1):
            process, client = start(flags, port, config, log)
            try:
                wrong = workload.missing(client)
                bad += len(wrong)
                print(f"start {round_number}: {len(workload.shown)} scraped, {len(workload.written)} written, {len(workload.pushed)} groups (up to push {workload.sequence}) "
                      f"reported as stored; {len(wrong)} missing", *wrong[:5], sep="\n  ", flush=True)
                if round_number < options.rounds:
                    stop, before, deadline = threading.Event(), (len(workload.shown), len(workload.written)), time.time() + 60
                    threads = workload.run(client, stop)
                    at_once = chance.random() < 0.25
                    while not at_once and not workload.is_busy(before) and time.time() < deadline:
                        time.sleep(0.05)
                    time.sleep(chance.uniform(0, 4))
                    os.killpg(process.pid, signal.SIGKILL)
                    stop.set()
                    for thread in threads:
                        thread.join(30)
            finally:
                try:
                    os.killpg(process.pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
                process.wait()
    print(f"{options.rounds} kills, {bad} missing or double; files in {work}")
    if not (workload.shown and workload.written and workload.pushed):
        sys.exit("the trial shows nothing: the server stored nothing before it was killed; " + workload.refused)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
