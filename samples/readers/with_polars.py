# /// script
# requires-python = ">=3.10"
# dependencies = ["polars==2.1.0"]
# ///
"""with_polars.py API STORE METRIC FROM_MS TO_MS: the samples of a metric with FROM < ts <= TO, by polars. STORE is a folder or
s3://BUCKET/PREFIX, with the environment variables of AWS (AWS_ENDPOINT_URL for another S3, AWS_ALLOW_HTTP=true if it has no TLS)."""
import json, sys, urllib.parse, urllib.request
import polars
from polars import col

api, store, metric, start, end = *sys.argv[1:4], int(sys.argv[4]), int(sys.argv[5])
asked = urllib.parse.urlencode({"match[]": '{"%s"}' % metric, "start": start / 1000, "end": end / 1000})
with urllib.request.urlopen(f"{api}/api/v1/storage/files?{asked}", timeout=60) as answer:
    files = [f"{store}/{one['key']}" for one in json.load(answer)["data"]["files"]]
rows = (
    polars.concat(polars.scan_parquet(file, hive_partitioning=False) for file in files)
    .filter(col("metric") == metric, col("ts").dt.epoch("ms") > start, col("ts").dt.epoch("ms") <= end)
    .unique(["series_id", "ts"], keep="last", maintain_order=True)  # the same sample may be in several files: the last one counts
)
sample = col("stale").is_null()  # a stale marker ends a series and is no sample
answer = rows.select(
    sample.sum().alias("samples"),
    col("stale").sum().alias("markers"),
    col("value").filter(sample).is_nan().sum().alias("nans"),
    col("value").filter(sample, col("value").is_not_nan()).sum().alias("sum"),
    col("histogram_count").filter(sample).sum().alias("observations"),
    col("histogram_positive_buckets").filter(sample).list.sum().sum().alias("in_positive_buckets"),
).collect()
print(json.dumps(answer.row(0, named=True)))
