# /// script
# requires-python = ">=3.10"
# dependencies = ["pyarrow==26.0.1", "pandas==3.1.1"]
# ///
"""with_pandas.py API STORE METRIC FROM_MS TO_MS: the samples of a metric with FROM < ts <= TO, by pyarrow and pandas. STORE is a
folder or s3://BUCKET/PREFIX, with the environment variables of AWS (AWS_ENDPOINT_URL for another S3)."""
import json, os, sys, urllib.parse, urllib.request
import pandas
from pyarrow import compute, fs, parquet

api, store, metric, start, end = *sys.argv[1:4], int(sys.argv[4]), int(sys.argv[5])
asked = urllib.parse.urlencode({"match[]": '{"%s"}' % metric, "start": start / 1000, "end": end / 1000})
with urllib.request.urlopen(f"{api}/api/v1/storage/files?{asked}", timeout=60) as answer:
    keys = [one["key"] for one in json.load(answer)["data"]["files"]]
system, root = fs.FileSystem.from_uri(store if "://" in store else os.path.abspath(store))
wanted = compute.field("metric") == metric
rows = pandas.concat(parquet.read_table(f"{root}/{key}", filesystem=system, filters=wanted).to_pandas() for key in keys)
rows = rows.drop_duplicates(["series_id", "ts"], keep="last")  # the same sample may be in several files: the last one counts
millis = rows["ts"].astype("datetime64[ms, UTC]").astype("int64")
rows = rows[(millis > start) & (millis <= end)]
samples = rows[rows["stale"].isna()]  # a stale marker ends a series and is no sample
floats = samples[samples["histogram_schema"].isna()]["value"]
histograms = samples[samples["histogram_schema"].notna()]
print(json.dumps({
    "samples": len(samples), "markers": len(rows) - len(samples), "nans": int(floats.isna().sum()), "sum": float(floats.sum()),
    "observations": float(histograms["histogram_count"].sum()),
    "in_positive_buckets": float(histograms["histogram_positive_buckets"].map(sum).sum()),
}))
