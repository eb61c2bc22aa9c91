# /// script
# requires-python = ">=3.10"
# dependencies = ["pyspark==4.2.0"]
# ///
"""with_spark.py API STORE METRIC FROM_MS TO_MS: the samples of a metric with FROM < ts <= TO, by Spark with its default settings. STORE is
a folder, or s3a://BUCKET/PREFIX with hadoop-aws on Spark's class path. Spark 4.2 was run on JDK 17 and 25 (JAVA_HOME); 4.0 does not run on 25."""
import json, os, sys, urllib.parse, urllib.request
from pyspark.sql import SparkSession, Window, functions as f

api, store, metric, start, end = *sys.argv[1:4], int(sys.argv[4]), int(sys.argv[5])
asked = urllib.parse.urlencode({"match[]": '{"%s"}' % metric, "start": start / 1000, "end": end / 1000})
with urllib.request.urlopen(f"{api}/api/v1/storage/files?{asked}", timeout=60) as answer:
    keys = [one["key"] for one in json.load(answer)["data"]["files"]]
root = store if "://" in store else os.path.abspath(store)
spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.sql.session.timeZone", "UTC").getOrCreate()
place = f.create_map(*(f.lit(word) for at, key in enumerate(keys) for word in (key.split("/")[-1], at)))
newest = Window.partitionBy("series_id", "ts").orderBy(f.desc("place"))
rows = (
    spark.read.parquet(*(f"{root}/{key}" for key in keys))
    .where((f.col("metric") == metric) & (f.unix_millis("ts") > start) & (f.unix_millis("ts") <= end))
    .withColumn("place", place[f.col("_metadata.file_name")])
    .withColumn("rank", f.row_number().over(newest)).where("rank = 1")  # the same sample may be in several files: the last one counts
)
answer = rows.selectExpr(
    "count_if(stale IS NULL) AS samples", "count_if(stale) AS markers", "count_if(stale IS NULL AND isnan(value)) AS nans",
    "sum(value) FILTER (WHERE stale IS NULL AND NOT isnan(value)) AS sum", "sum(histogram_count) FILTER (WHERE stale IS NULL) AS observations",
    "sum(aggregate(histogram_positive_buckets, 0D, (a, b) -> a + b)) FILTER (WHERE stale IS NULL) AS in_positive_buckets").first()
print(json.dumps(answer.asDict() | {"vectorized": spark.conf.get("spark.sql.parquet.enableVectorizedReader")}))
