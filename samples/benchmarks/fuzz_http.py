#!/usr/bin/env python3
"""Sends mutated and hostile requests to `./firebucket up`, and fails when one costs more than an error.

usage: fuzz_http.py [--inputs 100000] [--seed 1] [--only NUMBER] [--connections 8] [further flags of `up`]

Each input is made from the seed and its number alone: `--only NUMBER` sends that one again and prints request and answer. Queries, parameters,
paths, headers and bodies are taken from good ones and broken: cut, doubled, swapped, nested, filled with bytes that nobody expects.
Printed: answers per status, the slowest, the heap after a collection of garbage and resident memory at the start, in the middle and at the end.
Exit status 1 at a status 500, at an answer that takes more than ten seconds, at a server that ends or no longer answers well.
"""
import argparse, collections, http.client, pathlib, queue, random, shutil, socket, subprocess, sys, tempfile, threading, time, urllib.parse, urllib.request
from beside_prometheus import ROOT, free_port, wait_ready
from race_prometheus import heap_mb, memory_mb

PATIENCE_SECONDS = 10
METRICS = ["up", "fuzz_total", "fuzz_seconds_bucket", "jvm_memory_used_bytes", "nothing", "{job=~\"f.*\"}", "{__name__=~\"fuzz.+\",le!=\"\"}", "{\"utf8.näme\"}"]
FUNCTIONS = ["rate", "increase", "sum_over_time", "quantile_over_time", "histogram_quantile", "label_replace", "abs", "absent", "predict_linear", "clamp", "holt_winters", "timestamp", "scalar", "vector", "sort_by_label", "info"]
AGGREGATIONS = ["sum", "avg", "topk", "quantile", "count_values", "limitk", "stddev", "group"]
OPERATORS = ["+", "-", "*", "/", "%", "^", "==", "!=", "> bool", "and", "or", "unless", "atan2", "</", ">/"]
NUMBERS = ["0", "1", "-1", "1e308", "-1e-320", "NaN", "Inf", "0x1F", "9223372036854775807", "9223372036854775808", "1e999", "1_000", "5m", "0.1e", "00"]
DURATIONS = ["5m", "1s", "0s", "1ms", "-5m", "100y", "9999999999y", "1h30m", "1m1h", "5", "step()", "5m*2", "max(1m,2m)", ""]
REGEXES = ["(a+)+$", "((((a*)*)*)*)*b", "a{1,1000}{1,1000}", "(?i)" + "x?" * 400 + "x" * 400, "((x{1000}){1000}){1000}", "(" * 5000 + "x" + ")" * 5000, "(a|" * 3000 + "x" + ")" * 3000, "|".join(f"v{i}" for i in range(3000)), "[", "\\p{Greek}+", "(?=a)", "(.*)(.*)(.*)(.*)x", "\\C", "\\8"]
BYTES = ["\0", "\x7f", "\r\n", "%", "%zz", "%00", "é", "\ud83d\ude00", "\ufffd", "'", "\"", "\\", "`", "{", "}", "[", "]", "(", ")", "#", "\t", "..", "//", ";", "&", "=", "+", " "]
FORMS = ["query", "query_range", "series", "labels", "format_query", "parse_query", "query_exemplars", "explain"]
GETS = ["label/job/values", "label/U__a_2e_b/values", "label/U__%ff/values", "label//values", "metadata", "targets", "targets/metadata", "scrape_pools", "scrape_pools/config", "targets/relabel_steps",
        "rules", "alerts", "alertmanagers", "status/config", "status/flags", "status/runtimeinfo", "status/buildinfo", "status/tsdb", "status/walreplay", "status/self_metrics", "features", "notifications"]
OTHERS = ["/", "/metrics", "/-/healthy", "/-/ready", "/-/reload", "/-/quit", "/api/v1/write", "/api/v1/read", "/api/v1/otlp/v1/metrics", "/api/v1/admin/tsdb/delete_series", "/push/metrics/job/fuzz",
          "/push/metrics/job@base64/====", "/push/metrics", "/api/v1/search/metric_names", "/api/v2/alerts", "/federate", "/graph", "/favicon.ico", "/q/health"]
LABELS = ["job", "instance", "le", "__name__", "\"utf8 näme\"", "on"]


def expression(r, depth=0):
    """A query that is often right: the deeper the smaller."""
    kind = r.random() if depth < 6 else 0.05
    if kind < 0.25:
        return selector(r)
    if kind < 0.33:
        return r.choice(NUMBERS)
    if kind < 0.55:
        name = r.choice(FUNCTIONS)
        inner = [f"{selector(r)}[{r.choice(DURATIONS)}{r.choice(['', '', ':', ':1m', ':5ms'])}]" if r.random() < 0.5 else expression(r, depth + 1)]
        return f"{name}({', '.join(r.choices(NUMBERS, k=r.randrange(3)) + inner)})"
    if kind < 0.7:
        first = r.choice(["", "3, ", "Inf, ", '"v", '])
        by = r.choice(["", f"by ({r.choice(LABELS)})", f"without ({r.choice(LABELS)},)"])
        return f"{r.choice(AGGREGATIONS)} {by} ({first}{expression(r, depth + 1)})"
    if kind < 0.9:
        match = r.choice(["", "", f"on ({r.choice(LABELS)})", "ignoring () group_left (job)", "on () group_right", "fill (0)"])
        return f"{expression(r, depth + 1)} {r.choice(OPERATORS)} {match} {expression(r, depth + 1)}"
    if kind < 0.95:
        return "(" * r.randrange(1, 4) + expression(r, depth + 1) + ")"
    return f"({expression(r, depth + 1)})[{r.choice(DURATIONS)}:{r.choice(DURATIONS)}] offset {r.choice(DURATIONS)}"


def selector(r):
    text = r.choice(METRICS)
    if r.random() < 0.3 and "{" not in text:
        value = r.choice(REGEXES) if r.random() < 0.5 else r.choice(["fuzz", "", "\\xff", "a\\nb"])
        text += "{" + r.choice(LABELS) + r.choice(["=", "!=", "=~", "!~"]) + "`" + value + "`}"
    if r.random() < 0.2:
        text += r.choice([" offset 5m", " offset -1h", " @ 0", " @ start()", " @ 1e300", " anchored", " smoothed", " @ -9223372036854775808"])
    return text


def hostile(r):
    """Texts that aim at one weakness: depth, width, size."""
    n = r.choice([10, 300, 3000, 30000])
    return r.choice([
        lambda: "(" * n + "1" + ")" * n, lambda: "-" * n + "1", lambda: "+".join(["1"] * n), lambda: "sum(" * n + "up" + ")" * n, lambda: "up" + " offset 5m" * n, lambda: "up" + "[1h:1s]" * min(n, 300),
        lambda: "{" + ",".join(f"a{i}=~`{r.choice(REGEXES[:4])}`" for i in range(min(n, 300))) + "}", lambda: "up{job=~`" + "|".join(f"{i:x}" for i in range(n)) + "`}", lambda: "\"" + "\\u00e9" * n,
        lambda: "up == " * n, lambda: "#" * n, lambda: "9" * n, lambda: "a" * n, lambda: "absent(" * min(n, 300) + "{a=\"b\"}" + ")" * min(n, 300), lambda: "1" + "^2" * n, lambda: "up or " * min(n, 300) + "up",
        lambda: "label_replace(up, `a`, `" + "$1" * n + "`, `job`, `(.*)`)", lambda: "sum by (" + ",".join(f"l{i}" for i in range(n)) + ") (up)", lambda: "count_over_time(up[100y:1ms])"])()


def mutated(r, text):
    for _ in range(r.choice([0, 0, 0, 1, 1, 2, 5])):
        at, to = sorted(r.randrange(len(text) + 1) for _ in "ab")
        text = r.choice([lambda: text[:at] + text[to:], lambda: text[:at] + r.choice(BYTES) + text[at:], lambda: text[:to] + text[at:], lambda: text[:at] + text[at:to][::-1] + text[to:],
                         lambda: text[:at] + r.choice(NUMBERS) + text[to:], lambda: text[:at] + chr(r.choice([r.randrange(32), r.randrange(0x10FFFF)])) + text[at:]])()
    return text


def parameters(r):
    times = ["", "0", "-1", "NaN", "1e300", "now", "2026-11-22T10:00:00Z", "0001-01-01T00:00:00Z", "9223372036854775", "-9223372036854775.808", str(time.time()), str(time.time()), str(time.time() - 300)]
    text = mutated(r, hostile(r) if r.random() < 0.1 else expression(r))
    pairs = [("query", text), ("match[]", mutated(r, selector(r)))]
    pairs += [(name, mutated(r, r.choice(times))) for name in ("time", "start", "end") if r.random() < 0.7]
    pairs += [(name, mutated(r, r.choice(values))) for name, values in (
        ("step", DURATIONS + ["15", "15", "15", "0.001"]), ("timeout", DURATIONS + ["1"]), ("limit", NUMBERS), ("lookback_delta", DURATIONS), ("stats", ["all", "true", ""]), ("analyze", ["true", "x"]), ("match[]", METRICS),
        ("metric", METRICS), ("state", ["active", "dropped", "any"]), ("limit_per_metric", NUMBERS), ("match_target", METRICS), ("scrapePool", ["firebucket", "x"]), ("type", ["alert", "record", "x"]),
        ("rule_name[]", ["a"]), ("file[]", ["../../etc/passwd"]), ("group_limit", NUMBERS), ("group_next_token", ["x"]), ("labels", ["{}", "[", "{\"a\":1}"])) if r.random() < (0.7 if name == "step" else 0.15)]
    if r.random() < 0.6:
        now = int(time.time())
        pairs = [(k, v) for k, v in pairs if k not in ("start", "end", "step")] + [("start", now - 600), ("end", now), ("step", r.choice([1, 15, 60]))]
    r.shuffle(pairs)
    encoded = urllib.parse.urlencode(pairs, errors="surrogatepass")
    return mutated(r, encoded) if r.random() < 0.1 else encoded


def request(seed, number):
    """The bytes of a request."""
    r = random.Random(seed * 1_000_003 + number)
    encoded, kind = parameters(r), r.random()
    path = "/api/v1/" + r.choice(FORMS) if kind < 0.75 else "/api/v1/" + r.choice(GETS) if kind < 0.9 else r.choice(OTHERS)
    if r.random() < 0.05:
        path = mutated(r, path)
    method = r.choice(["GET", "POST"]) if r.random() < 0.95 else r.choice(["PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "BREW", "get"])
    headers, body = ["Host: fuzz"], b""
    if method not in ("GET", "HEAD"):
        body = encoded.encode("utf-8", "surrogatepass") if kind < 0.9 else r.choice([b"", b"fuzz_pushed 1\n", b"\xff\x00" * 50, r.randbytes(r.randrange(300)), b"# TYPE a histogram\na_bucket{le=\"x\"} 1\n", b"\xf0" * 2000])
        headers.append("Content-Type: " + r.choice(["application/x-www-form-urlencoded"] * 8 + ["application/json", "text/plain", "application/x-protobuf", "multipart/form-data; boundary=x", ";;;"]))
        headers.append(f"Content-Length: {len(body)}")
    if method in ("GET", "HEAD") or r.random() < 0.1:
        path += "?" + encoded[:7000]
    if r.random() < 0.15:
        headers.append(r.choice(["Accept-Encoding: gzip", "Accept-Encoding: br;q=1, *;q=0", "Accept: text/html", "Accept: ;;;/", "Origin: http://\xff", "Content-Encoding: gzip", "Content-Encoding: snappy", "X-A: " + "a" * 20000,
                                 "Range: bytes=9-1", "If-Modified-Since: yesterday", "Expect: 100-continue", "Transfer-Encoding: identity", "Accept-Language: " + "a," * 500, "Cookie: \x01", "X-Prometheus-Remote-Write-Version: 9"]))
    head = "\r\n".join([f"{method} {path} HTTP/1.1", *headers]) + "\r\n\r\n"
    return head.encode("utf-8", "surrogatepass"), body


def measured(pid):
    return heap_mb(pid), *memory_mb(pid)


class Connection:
    """A socket that is kept as long as the server keeps it."""
    def __init__(self, port):
        self.port, self.socket = port, None

    def send(self, head, body):
        """Returns the status (a word where there is none) and the answer's bytes."""
        fresh = self.socket is None
        try:
            if fresh:
                self.socket = socket.create_connection(("127.0.0.1", self.port), PATIENCE_SECONDS)
            self.socket.sendall(head + body)
            answer = http.client.HTTPResponse(self.socket, method=head.split(b" ", 1)[0].decode())
            answer.begin()
            text = answer.read()
            if answer.will_close:
                self.close()
            return answer.status, text
        except socket.timeout:
            self.close()
            return "hang", b""
        except (OSError, http.client.HTTPException) as e:
            self.close()
            return ("closed", str(e).encode()) if fresh else self.send(head, body)

    def close(self):
        if self.socket:
            self.socket.close()
        self.socket = None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("inputs", 100_000), ("seed", 1), ("connections", 8)):
        parser.add_argument("--" + name, type=int, default=default)
    parser.add_argument("--only", type=int)
    options, flags = parser.parse_known_args()
    work, port = pathlib.Path(tempfile.mkdtemp(prefix="firebucket-fuzz-")), free_port()
    (work / "prometheus.yml").write_text(f"global: {{scrape_interval: 2s}}\nscrape_configs:\n- job_name: firebucket\n  static_configs: [{{targets: ['127.0.0.1:{port}']}}]\n")
    counts, slowest, bad, memory = collections.Counter(), [(0.0, -1)], [], []
    numbers, lock = queue.SimpleQueue(), threading.Lock()
    for number in range(options.inputs) if options.only is None else [options.only]:
        numbers.put(number)
    with open(work / "log", "w") as log:
        server = subprocess.Popen([str(ROOT / "firebucket"), "up", f"--config.file={work / 'prometheus.yml'}", f"--web.listen-address=127.0.0.1:{port}", f"--storage={work / 'data'}", "--query.timeout=5s", "--query.max-samples=5000000", *flags],
                                  stdout=log, stderr=subprocess.STDOUT, cwd=work)

    def work_off():
        connection = Connection(port)
        while server.poll() is None and len(bad) < 50:
            try:
                number = numbers.get_nowait()
            except queue.Empty:
                return
            head, body = request(options.seed, number)
            began = time.perf_counter()
            status, text = connection.send(head, body)
            took = time.perf_counter() - began
            with lock:
                counts[status] += 1
                slowest.append((took, number))
                slowest.sort(reverse=True)
                del slowest[3:]
                if status in (500, "hang") or took > PATIENCE_SECONDS:
                    bad.append(number)
                    print(f"input {number}: {status} after {took:.1f} s: {(head + body)[:300]!r} -> {text[:300]!r}", flush=True)
                if sum(counts.values()) == options.inputs // 2:
                    memory.append(measured(server.pid))
            if options.only is not None:
                print(f"{(head + body)!r}\n-> {status} in {took * 1e3:.0f} ms\n{text[:3000]!r}")

    try:
        wait_ready(port, server)
        body = b"# TYPE fuzz_total counter\nfuzz_total 7\n# TYPE fuzz_seconds histogram\nfuzz_seconds_bucket{le=\"1\"} 1\nfuzz_seconds_bucket{le=\"+Inf\"} 2\nfuzz_seconds_sum 3\nfuzz_seconds_count 2\n"
        urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}/push/metrics/job/fuzz", body, method="PUT"), timeout=20).close()
        time.sleep(3)
        memory.append(measured(server.pid))
        workers, began = [threading.Thread(target=work_off) for _ in range(options.connections)], time.time()
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        alive = server.poll() is None
        if alive:
            memory.append(measured(server.pid))
            status, text = Connection(port).send(b"GET /api/v1/query?query=1%2B1 HTTP/1.1\r\nHost: fuzz\r\n\r\n", b"")
            alive = status == 200 and b'"2"' in text
        sent = sum(counts.values())
        print(f"{sent} inputs of seed {options.seed} in {time.time() - began:.0f} s: " + ", ".join(f"{status}: {count}" for status, count in sorted(counts.items(), key=str)))
        print("slowest: " + ", ".join(f"{took:.1f} s (input {number})" for took, number in slowest))
        print("heap after a collection, and resident memory (highest), at the start, in the middle, at the end: " + ", ".join(f"{heap} MB, {now} MB ({most})" for heap, now, most in memory))
        print("the server answers" if alive else f"the server is gone or answers no longer (exit status {server.poll()}); its log: {work / 'log'}")
        if alive and not bad:
            shutil.rmtree(work, ignore_errors=True)
        sys.exit(0 if alive and not bad else 1)
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


if __name__ == "__main__":
    main()
