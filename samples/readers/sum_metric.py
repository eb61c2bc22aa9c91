# /// script
# requires-python = ">=3.10"
# dependencies = ["pyarrow==26.0.1"]
# ///
"""sum_metric.py STORE METRIC FROM_MS TO_MS: how many samples a metric has with FROM < ts <= TO, and their sum.
Written from storage-format/FORMAT.md alone. STORE: a folder, or s3://[KEY:SECRET@]BUCKET/PREFIX[?endpoint_override=HOST:PORT&scheme=http]"""
import json, math, os, re, sys
from pyarrow import compute, fs, parquet

TAIL = r"tail/([0-9]{8}T[0-9]{9}Z)_(-?[0-9]{1,18})_(-?[0-9]{1,18})_([0-9]{1,18})_(?:v([0-9]{1,9})-)?([A-Za-z0-9-]+)\.parquet"
store, metric, start, end = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
files, root = fs.FileSystem.from_uri(store if "://" in store else os.path.abspath(store))

def listed(folder, pattern):
    names = files.get_file_info(fs.FileSelector(f"{root}/{folder}", allow_not_found=True))
    return [key for key in sorted(f"{folder}/{one.base_name}" for one in names) if re.fullmatch(pattern, key)]

versions = listed("catalog", r"catalog/0[0-9]{19}\.json")
catalog = json.loads(files.open_input_file(f"{root}/{versions[-1]}").read()) if versions else {"format": 1, "files": [], "removed": []}
if catalog["format"] > 2: sys.exit("this store was written by a newer Firebucket")
gone = {one["key"] for one in catalog["removed"]}
tail = [re.fullmatch(TAIL, key) for key in listed("tail", TAIL) if key not in gone]
objects = [(one["key"], one["first_ms"], one["last_ms"]) for one in catalog["files"]] + [(key[0], int(key[2]), int(key[3])) for key in tail]
rows = {}
for key in (key for key, first, last in objects if first <= end and last > start):
    table = parquet.read_table(f"{root}/{key}", columns=["series_id", "ts", "value", "stale"], filesystem=files, filters=compute.field("metric") == metric)
    columns = [table["series_id"], table["ts"].cast("int64"), table["value"], table["stale"]]
    rows.update({(series, ts): None if stale else value for series, ts, value, stale in zip(*(one.to_pylist() for one in columns))})
values = [value for (_, ts), value in rows.items() if value is not None and start < ts <= end]
print(json.dumps({"samples": len(values), "sum": math.fsum(values)}))
