#!/usr/bin/env python3
"""Measures cold starts: each packaged function as AWS's managed Java runtime starts it, from the start of its process to its first answer.

usage: cold_starts.py [--rounds 5] [--targets 100] [--latency MS] [--functions scrape,push,query,rules,compact] [--variant 'NAME=JVM OPTIONS'…] [--script] [--aot] [--table FILE]

The code is in AWS's runtime interface client, on a Runtime API of this script, with the handler, the environment and the JVM options of the template that `./firebucket synth` writes.
MinIO (localstack/install.sh minio) is the bucket; it holds a configuration with --targets targets, ten rules, and the samples of ten scrapes.
  --variant        also with JVM options after the template's, which they override; may be repeated
  --script         also by the script `start` of the zip, called as AWS documents AWS_LAMBDA_EXEC_WRAPPER
  --aot            also by that script with an AOT cache (JEP 514), made by one run of the same events
  --table          puts the table into a Markdown file, in place of the one before
Package the functions first: ./mvnw -DskipTests -Dspotless.check.skip=true package. Exit status 77 when MinIO or a zip is not there.
"""
import argparse, base64, http.server, json, os, pathlib, queue, re, selectors, shutil, signal, socket, statistics, subprocess, sys, tempfile, threading, time, urllib.parse, urllib.request, uuid, zipfile
from beside_prometheus import PEERS, ROOT, free_port
from race_prometheus import write

NAMES = ("scrape", "push", "query", "rules", "compact")
RUNTIME = "/2018-06-01/runtime/"
KEYS = {"MINIO_ROOT_USER": "firebucket", "MINIO_ROOT_PASSWORD": "firebucket-secret"}


class QuietServer(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 1024

    def handle_error(self, *_): pass


class RuntimeApi:
    """Lambda's side: hands out events, takes answers."""

    def __init__(self):
        self.events, self.answers = queue.Queue(), queue.Queue()
        api = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_): pass

            def do_GET(self):
                event = api.events.get()
                if event is None:
                    return
                body = event.encode()
                self.send_response(200)
                for name, value in (("Lambda-Runtime-Aws-Request-Id", str(uuid.uuid4())), ("Lambda-Runtime-Deadline-Ms", str(int(time.time() * 1000) + 60000)),
                                    ("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:123456789012:function:firebucket"),
                                    ("Content-Type", "application/json"), ("Content-Length", str(len(body)))):
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                api.answers.put((time.perf_counter(), self.path.endswith("/response"), body))
                self.send_response(202)
                self.send_header("Content-Length", "0")
                self.end_headers()

        self.server = QuietServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def address(self):
        return f"127.0.0.1:{self.server.server_address[1]}"

    def ask(self, event, process):
        """Gives the function an event; returns (time of the answer, answer)."""
        self.events.put(event)
        for _ in range(1200):
            try:
                at, well, body = self.answers.get(timeout=0.1)
            except queue.Empty:
                if process.poll() is not None:
                    sys.exit(f"the function ended with {process.returncode}; its log: {process.log.name}")
                continue
            if not well:
                sys.exit(f"the function failed: {body[:2000]}\nits log: {process.log.name}")
            return at, body
        sys.exit(f"no answer within two minutes; the log: {process.log.name}")

    def close(self):
        self.events.put(None)
        self.server.shutdown()


class Targets(threading.Thread):
    """The targets: each answers with about a hundred series. One loop for all, since on AWS they have processors of their own."""

    def __init__(self):
        super().__init__(daemon=True)
        self.listening = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self.port, self.scrapes = self.listening.getsockname()[1], 0
        self.start()

    def run(self):
        waiting = selectors.DefaultSelector()
        waiting.register(self.listening, selectors.EVENT_READ)
        while True:
            for key, _ in waiting.select():
                if key.fileobj is self.listening:
                    waiting.register(self.listening.accept()[0], selectors.EVENT_READ)
                elif not self.answer(key.fileobj):
                    waiting.unregister(key.fileobj)
                    key.fileobj.close()

    def answer(self, connection):
        """Takes what has arrived for one request; returns False at the connection's end."""
        try:
            if not connection.recv(65536):
                return False
            self.scrapes += 1
            lines = ["# TYPE requests_total counter"] + [f'requests_total{{path="/p{i}",code="200"}} {self.scrapes * (i + 1)}' for i in range(100)]
            body = "\n".join(lines) + "\n"
            connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Type: text/plain; version=0.0.4\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())
            return True
        except OSError:
            return False


def url_event(method, path, query="", body=b"", **headers):
    return json.dumps({
        "version": "2.0", "routeKey": "$default", "rawPath": path, "rawQueryString": query,
        "headers": {"host": "abc.lambda-url.us-east-1.on.aws", "x-forwarded-proto": "https", **headers},
        "requestContext": {"accountId": "123456789012", "apiId": "abc", "stage": "$default", "domainName": "abc.lambda-url.us-east-1.on.aws", "requestId": "r",
                           "time": "22/Nov/2026:18:00:00 +0000", "timeEpoch": 1795370400000,
                           "http": {"method": method, "path": path, "protocol": "HTTP/1.1", "sourceIp": "203.0.113.7", "userAgent": "bench"}},
        "body": base64.b64encode(body).decode(), "isBase64Encoded": True})


def minute():
    return time.strftime("%Y-%m-%dT%H:%M:00Z", time.gmtime())


def events(name, template):
    """The first event of a function, then its warm ones."""
    if name == "push":
        return lambda: url_event("PUT", "/metrics/job/backup/instance/db-1", body=b"# TYPE backup_bytes gauge\nbackup_bytes 42\n", **{"content-type": "text/plain; version=0.0.4"})
    if name == "query":
        return lambda: url_event("GET", "/api/v1/query", "query=" + urllib.parse.quote("sum(rate(requests_total[5m]))"))
    schedule = next(r["Properties"]["Target"]["Input"] for key, r in template["Resources"].items()
                    if r["Type"] == "AWS::Scheduler::Schedule" and key.lower().startswith("schedules" + name))
    return lambda: schedule.replace("<aws.scheduler.scheduled-time>", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()) if name == "scrape" else minute())


def text(value):
    """A value of the template, where nothing but the bucket has to be worked out."""
    if isinstance(value, str):
        return value
    if "Fn::Join" in value:
        return value["Fn::Join"][0].join(text(part) for part in value["Fn::Join"][1])
    return "bench" if "Ref" in value else "https://query.example/"


class Function:
    def __init__(self, name, template, zip_file, work, endpoint, runtime_class_path):
        self.name, self.work = name, work
        shape = next(r["Properties"] for key, r in template["Resources"].items() if r["Type"] == "AWS::Lambda::Function" and key.lower().startswith(name + "function"))
        self.handler = shape["Handler"]
        self.task = work / name
        with zipfile.ZipFile(zip_file) as content:
            content.extractall(self.task)
            for entry in content.infolist():
                if entry.external_attr >> 16 & 0o100:
                    (self.task / entry.filename).chmod(0o755)
        self.environment = {key: text(value) for key, value in shape["Environment"]["Variables"].items() if "QUEUE" not in key}
        self.options = self.environment.get("JAVA_TOOL_OPTIONS", "")
        self.environment |= {"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": KEYS["MINIO_ROOT_USER"], "AWS_SECRET_ACCESS_KEY": KEYS["MINIO_ROOT_PASSWORD"],
                             "FIREBUCKET_STORAGE_S3_ENDPOINT": endpoint, "FIREBUCKET_SCRATCH": str(work / "scratch"), "LAMBDA_TASK_ROOT": str(self.task),
                             "AWS_LAMBDA_FUNCTION_NAME": name, "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(shape["MemorySize"])}
        self.class_path, self.memory = runtime_class_path, shape["MemorySize"]
        self.event = events(name, template)

    def start(self, api, more_options="", script=False, train=None):
        shutil.rmtree(self.work / "scratch", ignore_errors=True)
        environment = self.environment | {"AWS_LAMBDA_RUNTIME_API": api.address(), "JAVA_TOOL_OPTIONS": f"{self.options} {more_options}".strip()}
        if train:
            environment["FIREBUCKET_TRAIN"] = str(train)
        log = open(self.work / f"{self.name}.log", "a")
        command = [str(pathlib.Path(os.environ["JAVA_HOME"], "bin/java")), "-Xshare:auto", "-classpath", self.class_path, "com.amazonaws.services.lambda.runtime.api.client.AWSLambda", self.handler]
        process = subprocess.Popen(([str(self.task / "start")] if script else []) + command, env=environment, cwd=self.task, stdout=log, stderr=subprocess.STDOUT)
        process.log = log
        return process

    def run(self, more_options="", warm=3, end=signal.SIGKILL, script=False, train=None):
        """One environment: returns (cold ms, processor ms of it, warm ms, MB resident)."""
        api = RuntimeApi()
        began = time.perf_counter()
        process = self.start(api, more_options, script, train)
        answered, _ = api.ask(self.event(), process)
        computed = cpu_ms(process)
        times = []
        for _ in range(warm):
            if self.name == "scrape":
                time.sleep(1.1)
            asked = time.perf_counter()
            times.append((api.ask(self.event(), process)[0] - asked) * 1e3)
        resident = int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{process.pid}/status").read_text())[1]) // 1024
        process.send_signal(end)
        process.wait(120)
        api.close()
        return (answered - began) * 1e3, computed, min(times) if times else 0, resident

    def train(self):
        """Makes an AOT cache, which the script takes from then on."""
        cache = self.work / f"{self.name}.aot"
        self.run(end=signal.SIGTERM, script=True, train=cache)
        cache.rename(self.task / "function.aot")


def cpu_ms(process):
    """What a process has used of the processors, in ms; other programs change it less than the time on the wall."""
    fields = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def runtime_class_path():
    output = pathlib.Path(tempfile.mkdtemp()) / "class-path"
    subprocess.run([ROOT / "mvnw", "-q", "-B", "-ntp", *(["-o"] if os.environ.get("MAVEN_OFFLINE") else []), "-pl", "functions/lambda/walk", "dependency:build-classpath",
                    f"-Dmdep.outputFile={output}", "-DincludeArtifactIds=aws-lambda-java-runtime-interface-client,aws-lambda-java-core,aws-lambda-java-serialization,utils-lite"], cwd=ROOT, check=True)
    return output.read_text().strip()


def median_row(runs):
    return [statistics.median(run[i] for run in runs) for i in range(4)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--targets", type=int, default=100)
    parser.add_argument("--functions", default=",".join(NAMES))
    parser.add_argument("--variant", action="append", default=[])
    parser.add_argument("--script", action="store_true")
    parser.add_argument("--aot", action="store_true")
    parser.add_argument("--table", type=pathlib.Path)
    options = parser.parse_args()
    names = options.functions.split(",")
    work = pathlib.Path(tempfile.mkdtemp(prefix="firebucket-cold-"))
    subprocess.run([ROOT / "firebucket", "synth", "--output", work / "cdk"], check=True, stdout=subprocess.DEVNULL)
    template = json.loads(next((work / "cdk").glob("*.template.json")).read_text())
    zips = {name: zip_of(name) for name in names}
    if not (PEERS / "minio").exists() or None in zips.values():
        print("needs MinIO (localstack/install.sh minio) and the packaged functions", file=sys.stderr)
        sys.exit(77)
    targets = Targets()
    port = free_port()
    minio = subprocess.Popen([PEERS / "minio", "server", "--quiet", "--address", f"127.0.0.1:{port}", work / "minio"],
                             env={**os.environ, **KEYS, "MINIO_UPDATE": "off"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        fill(work, port, targets.port, options.targets)
        class_path, endpoint, lines = runtime_class_path(), f"http://127.0.0.1:{port}", []
        functions = [Function(name, template, zips[name], work, endpoint, class_path) for name in names]
        warm_data(work, template, endpoint, class_path)
        for function in functions:
            variants = [("template", "", False)] + [(*variant.split("=", 1), False) for variant in options.variant]
            variants += [("script", "", True)] if options.script else []
            variants += [("script, AOT cache", "", True)] if options.aot else []
            for label, extra, script in variants:
                if "AOT" in label:
                    function.train()
                cold, computed, warm, resident = median_row([function.run(extra, script=script) for _ in range(options.rounds)])
                line = f"| {function.name} | {label} | {cold:,.0f} | {computed:,.0f} | {warm:,.0f} | {resident:,.0f} |"
                print(line, flush=True)
                lines.append(line)
        if options.table:
            title = f"Cold starts: process start to first answer, {options.targets} targets"
            write(options.table, title, "\n".join([f"## {title}", "", "| function | options | cold ms | of the processors ms | warm ms | resident MB |", "|---|---|--:|--:|--:|--:|", *lines, ""]))
    finally:
        minio.terminate()
        minio.wait(20)
        shutil.rmtree(work, ignore_errors=True)


def zip_of(name):
    """The packaged code for this machine's architecture."""
    folder = ROOT / "functions/lambda" / name / "target"
    machine = "arm64" if os.uname().machine in ("aarch64", "arm64") else "x86_64"
    return next((zip_file for zip_file in (folder / f"function-{machine}.zip", folder / "function.zip") if zip_file.exists()), None)


def fill(work, port, target_port, targets):
    """Waits for MinIO, makes the bucket and its configuration."""
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/minio/health/ready", timeout=2)
            break
        except OSError:
            time.sleep(0.1)
    config = work / "minio-config"
    (config / "rules").mkdir(parents=True)
    jobs = "\n".join(f"- job_name: job{i}\n  static_configs: [{{targets: ['127.0.0.1:{target_port}']}}]" for i in range(targets))
    rules = "\n".join(f"  - record: job:requests{i}:rate\n    expr: sum by (job) (rate(requests_total{{path=\"/p{i}\"}}[5m]))" for i in range(9))
    (config / "prometheus.yml").write_text(f"global: {{scrape_interval: 1m, evaluation_interval: 1m}}\nrule_files: ['rules/*.yml']\nscrape_configs:\n{jobs}\n")
    (config / "rules/bench.yml").write_text(f"groups:\n- name: bench\n  rules:\n{rules}\n  - alert: Down\n    expr: up == 0\n")
    put_all(port, config)


def put_all(port, config):
    """Puts the files of a folder below config/ of the bucket."""
    script = """
import sys, pathlib, boto3
s3 = boto3.client('s3', endpoint_url=sys.argv[1], aws_access_key_id=sys.argv[3], aws_secret_access_key=sys.argv[4], region_name='us-east-1')
s3.create_bucket(Bucket='bench')
root = pathlib.Path(sys.argv[2])
for file in root.rglob('*'):
    if file.is_file():
        s3.put_object(Bucket='bench', Key='config/' + str(file.relative_to(root)), Body=file.read_bytes())
"""
    python = PEERS.parent / "localstack/bin/python"
    subprocess.run([python if python.exists() else sys.executable, "-c", script, f"http://127.0.0.1:{port}", config, KEYS["MINIO_ROOT_USER"], KEYS["MINIO_ROOT_PASSWORD"]], check=True)


def warm_data(work, template, endpoint, class_path):
    """The samples of ten scrapes, by the scrape function itself."""
    (work / "data").mkdir()
    function = Function("scrape", template, zip_of("scrape"), work / "data", endpoint, class_path)
    api = RuntimeApi()
    process = function.start(api)
    for _ in range(10):
        api.ask(function.event(), process)
        time.sleep(1.1)
    process.kill()
    process.wait(60)
    api.close()


if __name__ == "__main__":
    main()
