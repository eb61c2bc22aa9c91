#!/usr/bin/env python3
"""Records what real exporters show, for benchmarks of bytes per sample.

usage: record_exporters.py FOLDER [--scrapes 720] [--every 1.5] [--stamp 5] JOB=URL…

Scrapes each URL so many times, one scrape in so many seconds, and stamps the samples with planned times that lie
--stamp seconds apart, in the last whole two hours or the last whole day: an hour at 5 s takes 18 minutes, a day at 15 s
24 (--scrapes 5760 --every 0.25 --stamp 15), and values move as in those minutes. What is
recorded stands in FOLDER/samples.om as OpenMetrics text with the labels `job` and `instance`, for
`promtool tsdb create-blocks-from openmetrics` and for `RecordedStore` of the benchmarks.
"""
import argparse, re, time, urllib.request
from pathlib import Path

LINE = re.compile(r"^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{.*\})? (\S+)$")


def scrape(job, url):
    """Returns (series, value) pairs, series as OpenMetrics writes them."""
    with urllib.request.urlopen(url, timeout=5) as answer:
        text = answer.read().decode()
    target = f'job="{job}",instance="{url.split("/")[2]}"'
    for line in text.splitlines():
        found = LINE.match(line)
        if found:
            name, labels, value = found.groups()
            yield f'{name}{{{labels[1:-1] + "," if labels and labels != "{}" else ""}{target}}}', value


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("targets", nargs="+", metavar="JOB=URL")
    parser.add_argument("--scrapes", type=int, default=720)
    parser.add_argument("--every", type=float, default=1.5)
    parser.add_argument("--stamp", type=int, default=5)
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    targets = [one.split("=", 1) for one in args.targets]
    whole = 7200 if args.scrapes * args.stamp <= 7200 else 86400
    first = int(time.time()) // whole * whole - whole
    counts = dict.fromkeys((job for job, _ in targets), 0)
    with open(args.folder / "samples.om", "w") as out:
        began = time.time()
        for number in range(args.scrapes):
            time.sleep(max(0, began + number * args.every - time.time()))
            for job, url in targets:
                try:
                    for series, value in scrape(job, url):
                        out.write(f"{series} {value} {first + number * args.stamp}\n")
                        counts[job] += 1
                except OSError as error:
                    print(f"{job}: {error}", flush=True)
        out.write("# EOF\n")
    print(counts)


if __name__ == "__main__":
    main()
