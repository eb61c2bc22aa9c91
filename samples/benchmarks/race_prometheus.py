#!/usr/bin/env python3
"""Races `./firebucket up` against the real Prometheus: the same data into both, the same queries to both, answers compared, times and memory written down.

usage: race_prometheus.py [--series 5000] [--minutes 90] [--interval 15] [--window 60] [--step 15] [--rounds 7] [--warm-up 8] [--queries FILE] [--table FILE] [further flags of `up`]

The race itself is ../shared/race/race.py, which stands beside the repository; the binaries come from localstack/install.sh prometheus.
After the load everything in `up` is compacted; then all queries run --warm-up times against both servers before the race that counts. --table adds a Markdown table under a heading of its own to FILE (docs/performance.md),
replacing the one of a run with the same settings. Exit status 1 when an answer differs, 77 when the race or Prometheus is not there.
"""
import argparse, json, os, pathlib, re, subprocess, sys, tempfile, time, urllib.request
from beside_prometheus import PEERS, ROOT, free_port, wait_ready

RACE = ROOT.parent / "shared" / "race"


def collect_garbage(pid):
    """Has a Java process collect its garbage, so that what it holds can be told from what it has not yet let go."""
    jcmd = pathlib.Path(f"/proc/{pid}/exe").resolve().with_name("jcmd")
    if jcmd.exists():
        subprocess.run([str(jcmd), str(pid), "GC.run"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60, check=False)


def heap_mb(pid):
    """What a Java process holds on its heap after a collection of garbage, in MB; 0 where jcmd is not there to tell."""
    collect_garbage(pid)
    jcmd = pathlib.Path(f"/proc/{pid}/exe").resolve().with_name("jcmd")
    told = subprocess.run([str(jcmd), str(pid), "GC.heap_info"], capture_output=True, text=True, timeout=60, check=False).stdout if jcmd.exists() else ""
    used = re.search(r"used (\d+)K", told)
    return int(used[1]) // 1024 if used else 0


def memory_mb(pid):
    """Resident memory of a process and its children, and the highest it ever was, in MB."""
    pids, now, most = [pid], 0, 0
    for p in pids:
        pids += [int(c) for c in pathlib.Path(f"/proc/{p}/task/{p}/children").read_text().split()]
        status = pathlib.Path(f"/proc/{p}/status").read_text()
        now += int(re.search(r"VmRSS:\s+(\d+)", status)[1]) // 1024
        most += int(re.search(r"VmHWM:\s+(\d+)", status)[1]) // 1024
    return now, most


def race(*arguments, check=True):
    command = [sys.executable, "-m", "uv", "run", "-q", str(RACE / "race.py"), *map(str, arguments)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if check and done.returncode:
        sys.exit(f"race.py {arguments[0]} ended with {done.returncode}")
    return done.stdout


def table(title, result, memory):
    lines = [f"## {title}", "", "| query | Prometheus ms | Firebucket ms | ratio | answer |", "|---|--:|--:|--:|---|"]
    for row in result["rows"]:
        query = row["query"].replace("|", "\\|")
        lines.append(f"| `{query}` | {row['reference_ms']:.1f} | {row['target_ms']:.1f} | {row['target_ms'] / row['reference_ms']:.2f} | {'same' if row['same'] else row['difference']} |")
    (ours, our_most), (theirs, their_most) = memory
    lines += ["", f"{result['same']} of {result['queries']} answers the same; geometric mean of the ratios **{result['geometric_mean']:.2f}**.",
              f"Resident memory after the race (highest): Prometheus {theirs} MB ({their_most}), Firebucket {ours} MB ({our_most}).", ""]
    return "\n".join(lines)


def write(file, title, text):
    """Puts a section into a Markdown file, in place of the one with the same heading."""
    old = file.read_text() if file.exists() else "# Performance\n\n"
    section = re.compile(rf"^## {re.escape(title)}\n.*?(?=^## |\Z)", re.S | re.M)
    file.write_text(section.sub(lambda _: text + "\n", old) if section.search(old) else old.rstrip("\n") + "\n\n" + text + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("series", 5000), ("minutes", 90), ("interval", 15), ("window", 60), ("step", 15), ("rounds", 7), ("warm-up", 8)):
        parser.add_argument("--" + name, type=int, default=default)
    parser.add_argument("--queries", type=pathlib.Path, default=RACE / "queries.txt")
    parser.add_argument("--table", type=pathlib.Path)
    options, flags = parser.parse_known_args()
    if not (RACE / "race.py").exists() or not (PEERS / "prometheus").exists():
        print("needs ../shared/race/race.py and the binary of localstack/install.sh prometheus", file=sys.stderr)
        sys.exit(77)
    work, ours, theirs = pathlib.Path(tempfile.mkdtemp(prefix="firebucket-race-")), free_port(), free_port()
    config = work / "prometheus.yml"
    config.write_text("global: {scrape_interval: 15s}\nstorage: {tsdb: {out_of_order_time_window: 24h}}\n")
    log, processes = open(work / "log", "w"), []

    def start(*command):
        processes.append(subprocess.Popen([str(c) for c in command], stdout=log, stderr=subprocess.STDOUT, cwd=work))
        return processes[-1]

    try:
        here = start(ROOT / "firebucket", "up", f"--config.file={config}", f"--web.listen-address=127.0.0.1:{ours}", f"--storage={work / 'ours'}", *flags)
        there = start(PEERS / "prometheus", f"--config.file={config}", f"--web.listen-address=127.0.0.1:{theirs}", f"--storage.tsdb.path={work / 'theirs'}",
                      "--web.enable-remote-write-receiver", "--enable-feature=promql-experimental-functions", "--log.level=error")
        wait_ready(ours, here)
        wait_ready(theirs, there)
        urls = f"http://127.0.0.1:{theirs}", f"http://127.0.0.1:{ours}"
        loaded = race("load", *urls, "--series", options.series, "--minutes", options.minutes, "--interval", options.interval)
        print(loaded, end="", flush=True)
        end = re.findall(r"\b(1\d{9})\b", loaded)[-1]
        began = time.time()
        subprocess.run([ROOT / "firebucket", "compact", f"--storage={work / 'ours'}"], check=True, stdout=log, stderr=log)
        print(f"compacted in {time.time() - began:.1f} s", flush=True)
        answers = work / "race.json"
        compare = ("compare", *urls, options.queries, "--end", end, "--minutes", options.window, "--step", options.step, "--rounds", options.rounds)
        for _ in range(options.warm_up):
            print("warm-up: " + race(*compare, "--quiet", check=False).splitlines()[-1], flush=True)
        print(race(*compare, "--json", answers, check=False), end="", flush=True)
        memory = memory_mb(here.pid), memory_mb(there.pid)
        result = json.loads(answers.read_text())
        title = f"{options.series:,} series, {options.minutes} minutes at {options.interval} s loaded; {options.window} minutes asked for, step {options.step} s"
        text = table(title, result, memory)
        print(text.splitlines()[-1])
        if options.table:
            write(options.table, title, text)
        sys.exit(0 if result["same"] == result["queries"] else 1)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


if __name__ == "__main__":
    main()
