# /// script
# requires-python = ">=3.10"
# dependencies = ["duckdb==2.0.0", "sqlglot==30.30.0"]
# ///
"""with_athena_view.py API STORE METRIC FROM_MS TO_MS: the samples of a metric with FROM < ts <= TO, by the view of athena_view.py, which sqlglot
translates from Trino's dialect so that DuckDB can stand in for Athena here: it shows that the view counts each sample once, not that Athena reads the files."""
import json, sys, urllib.request
import duckdb, sqlglot
from athena_view import view

api, store, metric, start, end = *sys.argv[1:4], int(sys.argv[4]), int(sys.argv[5])
with urllib.request.urlopen(f"{api}/api/v1/storage/files", timeout=60) as answer:
    keys = [one["key"] for one in json.load(answer)["data"]["files"]]
for table, files in (("raw_samples", "samples/*/*.parquet"), ("raw_fresh", "tail/*.parquet")):
    duckdb.execute(f"""CREATE VIEW {table} AS SELECT * EXCLUDE (filename), filename AS "$path" FROM read_parquet('{store}/{files}', filename = true, hive_partitioning = true, hive_types_autocast = false)""")
duckdb.execute(sqlglot.transpile(view(keys, store), read="trino", write="duckdb")[0])
answer = duckdb.sql("""
    SELECT count(*) AS samples, count(*) FILTER (isnan(value)) AS nans, fsum(value) FILTER (NOT isnan(value)) AS sum,
      sum(histogram_count) AS observations, sum(list_sum(histogram_positive_buckets)) AS in_positive_buckets
    FROM samples WHERE metric = $metric AND epoch_ms(ts) > $start AND epoch_ms(ts) <= $end""",
    params={"metric": metric, "start": start, "end": end})
print(json.dumps(dict(zip(answer.columns, answer.fetchall()[0]))))
