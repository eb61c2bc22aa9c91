#!/usr/bin/env python3
"""athena_view.py API STORE [DATABASE]: the statement that makes a view `samples` for Athena or Trino, exact for this moment: each sample once, no stale markers.

API is any Firebucket on the store, such as `./firebucket up --storage=s3://BUCKET` on your machine; STORE is s3://BUCKET/PREFIX. The view lies over the tables
raw_samples and raw_fresh of the stack (context parameter athenaDatabase). It names the files that count now, and works until compaction deletes
one of them, 15 minutes after it was merged: run the statement again then. Athena takes statements of up to 262,144 bytes, some 1,000 files.
"""
import json, sys, urllib.request

COLUMNS = """metric, labels, series_id, ts, value, stale, start_ts, histogram_schema, histogram_zero_threshold, histogram_zero_count, histogram_count, histogram_sum,
    histogram_positive_spans, histogram_positive_buckets, histogram_negative_spans, histogram_negative_buckets, histogram_custom_bounds, histogram_reset_hint"""


def view(keys, store, prefix=""):
    """The statement for a snapshot.

    keys: of its samples files, in the order in which later ones win
    prefix: of the tables and the view, such as `firebucket.`
    """
    def text(words):
        return "'" + words.replace("'", "''") + "'"

    files = ",\n    ".join(f"({text(f'{store}/{key}')}, {place})" for place, key in enumerate(keys))
    days = ", ".join(sorted({text(key.split("date=")[1].split("/")[0]) for key in keys if "date=" in key})) or "''"
    return f"""CREATE OR REPLACE VIEW {prefix}samples AS
WITH files (path, place) AS (VALUES
    {files}),
stored AS (
    SELECT {COLUMNS}, "$path" AS path
    FROM {prefix}raw_samples WHERE "date" IN ({days})
    UNION ALL
    SELECT {COLUMNS}, "$path" AS path
    FROM {prefix}raw_fresh),
ranked AS (
    SELECT stored.*, row_number() OVER (PARTITION BY metric, series_id, ts ORDER BY place DESC) AS nth
    FROM stored JOIN files ON stored.path = files.path)
SELECT {COLUMNS.replace(" stale,", "")}
FROM ranked WHERE nth = 1 AND stale IS NULL"""


if __name__ == "__main__":
    with urllib.request.urlopen(f"{sys.argv[1]}/api/v1/storage/files", timeout=60) as answer:
        listed = json.load(answer)["data"]["files"]
    print(view([one["key"] for one in listed], sys.argv[2], sys.argv[3] + "." if len(sys.argv) > 3 else ""))
