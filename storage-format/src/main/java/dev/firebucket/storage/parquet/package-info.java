/// The Parquet files of the store, written and read without Hadoop and without DuckDB.
///
/// Start with [dev.firebucket.storage.parquet.SamplesSchema] (the columns),
/// [dev.firebucket.storage.parquet.SamplesFileWriter] (a batch becomes a file) and
/// [dev.firebucket.storage.parquet.SeriesOfSamplesFile] (which series a file holds).
@NullMarked
package dev.firebucket.storage.parquet;

import org.jspecify.annotations.NullMarked;
