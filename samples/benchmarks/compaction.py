#!/usr/bin/env python3
"""Compaction: samples a second and highest resident memory; bytes a sample beside Prometheus' blocks.

usage: compaction.py speed [--samples 10000000] [--series 5000] [--object 20000] [--rows 40]
       compaction.py size samples.om [JOB…]

`speed` fills the tail of a store with made-up samples, in objects of so many with so many rows of each series, runs
`./firebucket compact` on it, and prints what it did, its time, its CPU time and its peak memory.
`size` takes a recording of record_exporters.py, whole and by job, compacts it, has promtool make blocks of the same
samples, and prints a table. promtool is that of localstack/install.sh, or the one on the PATH.
"""
import argparse, json, os, shutil, subprocess, sys, tempfile, time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JAR = ROOT / "samples/benchmarks/jmh/target/firebucket-benchmarks.jar"
PEERS = Path(os.environ.get("PEERS", Path.home() / ".cache/firebucket-peers"))


def java(main, *arguments):
    if not JAR.exists():
        subprocess.run([ROOT / "firebucket", "benchmark", "-l"], check=True, stdout=subprocess.DEVNULL)
    home = os.environ.get("JAVA_HOME")
    subprocess.run([f"{home}/bin/java" if home else "java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                    "-cp", JAR, f"dev.firebucket.benchmarks.{main}", *map(str, arguments)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def compact(folder):
    """Returns (seconds, CPU seconds, peak resident MB, what it said)."""
    with tempfile.TemporaryFile("w+") as said:
        began = time.time()
        process = subprocess.Popen([ROOT / "firebucket", "compact", "--storage", folder], stdout=said, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode, seconds = os.waitstatus_to_exitcode(status), time.time() - began
        said.seek(0)
        text = said.read().strip()
    if process.returncode != 0:
        sys.exit(text)
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, text.splitlines()[-1]


def speed(args):
    subprocess.run([ROOT / "firebucket", "--version"], check=True, stdout=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory() as folder:
        java("MadeUpStore", folder, args.samples, args.series, args.object, args.rows)
        seconds, cpu, peak, said = compact(folder)
    print(said)
    print(f"{args.samples / 1e6:.0f} M samples in {seconds:.1f} s: {args.samples / seconds / 1e6:.2f} M/s; CPU {cpu:.1f} s; at most {peak:.0f} MB resident")


def counted(store):
    """Bytes of the samples files that the newest catalog lists, and of their series files: merged sources are still next to them."""
    files = json.loads(max(Path(store, "catalog").glob("*.json")).read_text())["files"]
    return sum(one["bytes"] for one in files), sum(one["series_bytes"] for one in files)


def bytes_of(folder, pattern): return sum(one.stat().st_size for one in Path(folder).glob(pattern))


def size(args):
    promtool = PEERS / "bin/promtool" if (PEERS / "bin/promtool").exists() else shutil.which("promtool")
    print("| exporter | samples | samples files | with series files | Prometheus' chunks | with index |\n|---|--:|--:|--:|--:|--:|")
    for job in args.jobs or [None]:
        lines = [line for line in open(args.recording) if not line.startswith("#") and (job is None or f'job="{job}"' in line)]
        with tempfile.TemporaryDirectory() as folder:
            part = Path(folder, "part.om")
            part.write_text("".join(lines) + "# EOF\n")
            java("RecordedStore", f"{folder}/store", part)
            compact(f"{folder}/store")
            subprocess.run([promtool, "tsdb", "create-blocks-from", "openmetrics", part, f"{folder}/blocks"], check=True, stdout=subprocess.DEVNULL)
            samples, series = counted(f"{folder}/store")
            chunks, index = bytes_of(folder, "blocks/*/chunks/*"), bytes_of(folder, "blocks/*/index")
        count = len(lines)
        print(f"| {job or 'all'} | {count} | {samples / count:.3f} | {(samples + series) / count:.3f} | {chunks / count:.3f} | {(chunks + index) / count:.3f} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("speed")
    one.add_argument("--samples", type=int, default=10_000_000)
    one.add_argument("--series", type=int, default=5000)
    one.add_argument("--object", type=int, default=20_000)
    one.add_argument("--rows", type=int, default=40)
    one.set_defaults(run=speed)
    two = commands.add_parser("size")
    two.add_argument("recording")
    two.add_argument("jobs", nargs="*")
    two.set_defaults(run=size)
    args = parser.parse_args()
    args.run(args)


if __name__ == "__main__":
    sys.exit(main())
