#!/usr/bin/env python3
"""Parses one real exposition over and over, by Firebucket's parser and by Prometheus' own (its Go module), on one core each; prints samples a second and the ratio.

usage: parsing.py [--table FILE]

The exposition is node_exporter's, as text 0.0.4 and as OpenMetrics. `labels` is the first scrape of a target, with the labels of each sample; `series` is a later one, which needs the bytes
of each series and its value; `expected` is what Firebucket's scrapes do then: the series is first compared with that of the last scrape. Needs node_exporter and Prometheus' module (localstack/install.sh node_exporter prometheus) and go.
"""
import argparse, os, pathlib, re, subprocess, sys, tempfile, time, urllib.request
from beside_prometheus import PEERS, ROOT, free_port
from race_prometheus import write

FORMATS = {"text": "text/plain", "OpenMetrics": "application/openmetrics-text"}


def recorded(folder):
    """The exposition of a real node_exporter, and the same in the words of OpenMetrics, which it does not speak."""
    address = f"127.0.0.1:{free_port()}"
    exporter = subprocess.Popen([PEERS / "node_exporter", f"--web.listen-address={address}"], stderr=subprocess.DEVNULL)
    try:
        text = shown(address)
    finally:
        exporter.kill()
    files = {name: folder / f"{name}.txt" for name in FORMATS}
    files["text"].write_bytes(text)
    files["OpenMetrics"].write_bytes(text.replace(b" untyped\n", b" unknown\n") + b"# EOF\n")
    return files


def shown(address):
    for _ in range(100):
        try:
            return urllib.request.urlopen(f"http://{address}/metrics", timeout=5).read()
        except OSError:
            time.sleep(0.1)
    sys.exit(f"nothing answers at {address}")


def go_parser(folder):
    """Builds the Go program in an empty module that has Prometheus as installed by localstack/install.sh."""
    module = PEERS.parent / "go/prometheus"
    for file in ("go.mod", "go.sum"):
        (folder / file).write_bytes((module / file).read_bytes())
    (folder / "main.go").write_bytes((ROOT / "samples/benchmarks/parsing/main.go").read_bytes())
    subprocess.run(["go", "build", "-mod=mod", "-o", "parsing", "."], cwd=folder, check=True)
    return folder / "parsing"


def theirs(program, file, media_type):
    lines = subprocess.run([program, file, media_type], check=True, capture_output=True, text=True).stdout.split("\n")
    return {mode: (int(samples), float(us)) for mode, samples, us in (line.split() for line in lines if line)}


def ours(file, is_openmetrics):
    out = subprocess.run([ROOT / "firebucket", "benchmark", "ExpositionBenchmark", "-jvmArgs", f"-Dexposition={file} -Dopenmetrics={str(is_openmetrics).lower()} -XX:ActiveProcessorCount=1"],
                         check=True, capture_output=True, text=True).stdout
    return {mode: float(us) for mode, us in re.findall(r"ExpositionBenchmark\.(\w+)\s+avgt\s+\d+\s+([\d.]+)", out)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--table", type=pathlib.Path)
    options = parser.parse_args()
    if not all((PEERS / name).exists() for name in ("node_exporter", "prometheus")):
        print("needs node_exporter and Prometheus (localstack/install.sh node_exporter prometheus)", file=sys.stderr)
        sys.exit(77)
    lines = ["| format | what | Prometheus, samples/s | Firebucket, samples/s | times as many |", "|---|---|--:|--:|--:|"]
    with tempfile.TemporaryDirectory(prefix="firebucket-parsing-") as name:
        folder = pathlib.Path(name)
        program, files = go_parser(folder), recorded(folder)
        for form, file in files.items():
            reference, measured = theirs(program, file, FORMATS[form]), ours(file, form != "text")
            for mode, us in sorted(measured.items()):
                samples, their_us = reference.get(mode, reference["series"])
                lines.append(f"| {form} | {mode} | {samples / their_us * 1e6:,.0f} | {samples / us * 1e6:,.0f} | **{their_us / us:.2f}** |")
                print(lines[-1], flush=True)
    if options.table:
        title = "Parsing an exposition, on one core"
        write(options.table, title, "\n".join([f"## {title}", "", *lines, ""]))


if __name__ == "__main__":
    main()
