# /// script
# requires-python = ">=3.10"
# dependencies = ["duckdb==2.0.0"]
# ///
"""with_duckdb.py API STORE METRIC FROM_MS TO_MS: the samples of a metric with FROM < ts <= TO, by DuckDB. STORE is a folder, or
s3://BUCKET/PREFIX after `INSTALL httpfs`."""
import json, sys, urllib.parse, urllib.request
import duckdb

api, store, metric, start, end = *sys.argv[1:4], int(sys.argv[4]), int(sys.argv[5])
asked = urllib.parse.urlencode({"match[]": '{"%s"}' % metric, "start": start / 1000, "end": end / 1000})
with urllib.request.urlopen(f"{api}/api/v1/storage/files?{asked}", timeout=60) as answer:
    files = [f"{store}/{one['key']}" for one in json.load(answer)["data"]["files"]]
answer = duckdb.sql("""
    SELECT count(*) FILTER (stale IS NULL) AS samples, count(*) FILTER (stale) AS markers,
      count(*) FILTER (stale IS NULL AND isnan(value)) AS nans, fsum(value) FILTER (stale IS NULL AND NOT isnan(value)) AS sum,
      sum(histogram_count) FILTER (stale IS NULL) AS observations,
      sum(list_sum(histogram_positive_buckets)) FILTER (stale IS NULL) AS in_positive_buckets
    FROM (FROM read_parquet($files, union_by_name = true)
      WHERE metric = $metric AND epoch_ms(ts) > $start AND epoch_ms(ts) <= $end
      -- The same sample may be in several files: the last one counts.
      QUALIFY file_index = max(file_index) OVER (PARTITION BY series_id, ts))""",
    params={"files": files, "metric": metric, "start": start, "end": end})
print(json.dumps(dict(zip(answer.columns, answer.fetchall()[0]))))
