package dev.firebucket.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.glue.CfnDatabase;
import software.amazon.awscdk.services.glue.CfnTable;
import software.constructs.Construct;

/// Tables of Glue over the Parquet files of the bucket, for Athena and Trino.
///
/// They are called raw because they show every file that is there: for a while also those that were
/// merged into others. Days are projected, so nothing has to tell Glue of new ones. Nothing here
/// costs anything until somebody asks.
///
/// The columns are those of `storage-format/FORMAT.md`.
final class RawTables extends Construct {
  private static final List<CfnTable.ColumnProperty> SAMPLES =
      List.of(
          column("metric", "string"),
          column("labels", "string"),
          column("series_id", "bigint"),
          column("ts", "timestamp"),
          column("value", "double"),
          column("stale", "boolean"),
          column("start_ts", "timestamp"),
          column("histogram_schema", "int"),
          column("histogram_zero_threshold", "double"),
          column("histogram_zero_count", "double"),
          column("histogram_count", "double"),
          column("histogram_sum", "double"),
          column("histogram_positive_spans", "array<int>"),
          column("histogram_positive_buckets", "array<double>"),
          column("histogram_negative_spans", "array<int>"),
          column("histogram_negative_buckets", "array<double>"),
          column("histogram_custom_bounds", "array<double>"),
          column("histogram_reset_hint", "int"));

  private static final List<CfnTable.ColumnProperty> SERIES =
      List.of(
          column("series_id", "bigint"),
          column("metric", "string"),
          column("labels", "string"),
          column("first_ts", "timestamp"),
          column("last_ts", "timestamp"),
          column("samples", "bigint"));

  private final DataBucket data;
  private final String since;
  private final CfnDatabase database;

  /// @param name of the database
  RawTables(Construct scope, DataBucket data, String name, AthenaTables settings) {
    super(scope, "RawTables");
    this.data = data;
    this.since = settings.since().toString();
    this.database =
        CfnDatabase.Builder.create(this, "Database")
            .catalogId(Aws.ACCOUNT_ID)
            .databaseInput(
                CfnDatabase.DatabaseInputProperty.builder()
                    .name(name)
                    .description("Files of Firebucket")
                    .build())
            .build();
    table(
        "raw_samples",
        "Merged samples by day. Counts samples twice while merged files wait for deletion; without the last minutes",
        "samples/",
        SAMPLES,
        true);
    table(
        "raw_fresh", "Samples that are not merged yet, and some that are", "tail/", SAMPLES, false);
    table("raw_series", "The series of each file of raw_samples", "series/", SERIES, true);
  }

  private void table(
      String name,
      String description,
      String prefix,
      List<CfnTable.ColumnProperty> columns,
      boolean byDay) {
    String location = data.location() + "/" + prefix;
    Map<String, String> parameters =
        new TreeMap<>(Map.of("EXTERNAL", "TRUE", "classification", "parquet"));
    CfnTable.TableInputProperty.Builder input =
        CfnTable.TableInputProperty.builder()
            .name(name)
            .description(description)
            .tableType("EXTERNAL_TABLE")
            .storageDescriptor(storage(location, columns));
    if (byDay) {
      input.partitionKeys(List.of(column("date", "string")));
      parameters.putAll(projection(location));
    }
    CfnTable.Builder.create(this, name)
        .catalogId(Aws.ACCOUNT_ID)
        .databaseName(database.getRef())
        .tableInput(input.parameters(parameters).build())
        .build();
  }

  /// Days follow from the query and the clock, no partition is ever registered.
  private Map<String, String> projection(String location) {
    return Map.of(
        "projection.enabled", "true",
        "projection.date.type", "date",
        "projection.date.format", "yyyy-MM-dd",
        "projection.date.range", since + ",NOW+1DAY",
        "projection.date.interval", "1",
        "projection.date.interval.unit", "DAYS",
        "storage.location.template", location + "date=${date}/");
  }

  private static CfnTable.StorageDescriptorProperty storage(
      String location, List<CfnTable.ColumnProperty> columns) {
    return CfnTable.StorageDescriptorProperty.builder()
        .location(location)
        .columns(columns)
        .inputFormat("org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat")
        .outputFormat("org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat")
        .serdeInfo(
            CfnTable.SerdeInfoProperty.builder()
                .serializationLibrary("org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe")
                .build())
        .build();
  }

  private static CfnTable.ColumnProperty column(String name, String type) {
    return CfnTable.ColumnProperty.builder().name(name).type(type).build();
  }
}
