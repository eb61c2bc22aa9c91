package dev.firebucket.storage.catalog;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.firebucket.storage.object.JsonSeal;
import dev.firebucket.storage.object.UnknownVersionException;
import dev.firebucket.storage.parquet.SamplesFormat;
import dev.firebucket.storage.parquet.SeriesKey;
import dev.firebucket.storage.parquet.SeriesRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A catalog version as JSON:
/// `{"format":1,"version":…,"commit_id":…,"files":[…],"removed":[…],"crc32c":…}`.
///
/// Unknown fields are ignored, a higher format is rejected. The format is 2 while a file is
/// narrowed: readers of format 1 would take all of its rows. Written and read token by token,
/// because it is the first thing that a cold function reads.
final class CatalogJson {
  /// Rises when older readers would misread a version.
  private static final int FORMAT = 2;

  /// Every file counts with all of its series.
  private static final int FORMAT_OF_WHOLE_FILES = 1;

  private static final JsonFactory JSON = new JsonFactory();

  private CatalogJson() {}

  static byte[] write(Catalog catalog) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("format", format(catalog));
      json.writeNumberField("version", catalog.version());
      json.writeStringField("commit_id", catalog.commitId());
      json.writeStringField("committed_at", catalog.committedAt().toString());
      json.writeArrayFieldStart("files");
      for (CatalogFile file : catalog.files()) {
        writeFile(json, file);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("removed");
      for (RemovedObject object : catalog.removed()) {
        json.writeStartObject();
        json.writeStringField("key", object.key());
        json.writeStringField("removed_at", object.removedAt().toString());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return JsonSeal.sealed(bytes.toByteArray());
  }

  private static int format(Catalog catalog) {
    return catalog.files().stream().anyMatch(CatalogFile::narrowed)
        ? FORMAT
        : FORMAT_OF_WHOLE_FILES;
  }

  private static void writeFile(JsonGenerator json, CatalogFile file) throws IOException {
    json.writeStartObject();
    json.writeStringField("key", file.key());
    json.writeNumberField("format", file.format().number());
    json.writeStringField("level", file.level().name());
    json.writeStringField("date", file.date().toString());
    json.writeNumberField("first_ms", file.firstMillis());
    json.writeNumberField("last_ms", file.lastMillis());
    json.writeNumberField("rows", file.rows());
    json.writeNumberField("bytes", file.bytes());
    json.writeNumberField("series_bytes", file.seriesBytes());
    json.writeNumberField("index_bytes", file.indexBytes());
    if (file.series().isPresent()) {
      writeRange(json, file.series().get());
    }
    if (file.narrowed()) {
      json.writeBooleanField("narrowed", true);
    }
    json.writeStringField("written_until", file.writtenUntil().toString());
    json.writeStringField("created_at", file.createdAt().toString());
    json.writeEndObject();
  }

  private static void writeRange(JsonGenerator json, SeriesRange series) throws IOException {
    json.writeStringField("least_metric", series.least().metric());
    json.writeStringField("least_id", Long.toUnsignedString(series.least().id()));
    json.writeStringField("greatest_metric", series.greatest().metric());
    json.writeStringField("greatest_id", Long.toUnsignedString(series.greatest().id()));
  }

  /// @throws DamagedCatalogException when the bytes are no catalog; the message names the key
  /// @throws UnknownVersionException when it is one of a newer format
  static Catalog read(String key, byte[] bytes) throws IOException {
    try (JsonParser json = JSON.createParser(bytes)) {
      JsonSeal.require(bytes);
      json.nextToken();
      Map<String, String> head = new HashMap<>();
      List<CatalogFile> files = new ArrayList<>();
      List<RemovedObject> removed = new ArrayList<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        switch (field) {
          case "files" -> eachObject(json, one -> files.add(file(one)));
          case "removed" -> eachObject(json, one -> removed.add(removed(one)));
          default -> scalar(json, field, head);
        }
      }
      if (Integer.parseInt(required(head, "format")) > FORMAT) {
        throw UnknownVersionException.newer("the catalog version '%s'".formatted(key));
      }
      return new Catalog(
          Long.parseLong(required(head, "version")),
          required(head, "commit_id"),
          Instant.parse(required(head, "committed_at")),
          files,
          removed);
    } catch (UnknownVersionException e) {
      throw e;
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new DamagedCatalogException(key, e);
    }
  }

  /// Takes one object of an array.
  private interface Each {
    void add(Map<String, String> fields) throws IOException;
  }

  private static void eachObject(JsonParser json, Each each) throws IOException {
    while (json.nextToken() == JsonToken.START_OBJECT) {
      Map<String, String> fields = new HashMap<>();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        scalar(json, field, fields);
      }
      each.add(fields);
    }
  }

  private static void scalar(JsonParser json, String field, Map<String, String> fields)
      throws IOException {
    if (json.currentToken().isScalarValue()) {
      fields.put(field, json.getText());
      return;
    }
    json.skipChildren();
  }

  private static CatalogFile file(Map<String, String> fields) throws IOException {
    return new CatalogFile(
        required(fields, "key"),
        // Catalogs without the field list files of the first format.
        SamplesFormat.of(Integer.parseInt(fields.getOrDefault("format", "1"))),
        FileLevel.valueOf(required(fields, "level")),
        LocalDate.parse(required(fields, "date")),
        Long.parseLong(required(fields, "first_ms")),
        Long.parseLong(required(fields, "last_ms")),
        Long.parseLong(required(fields, "rows")),
        Long.parseLong(required(fields, "bytes")),
        // Files of former versions have no index.
        Long.parseLong(fields.getOrDefault("series_bytes", "0")),
        Long.parseLong(fields.getOrDefault("index_bytes", "0")),
        range(fields),
        Boolean.parseBoolean(fields.get("narrowed")),
        Instant.parse(required(fields, "written_until")),
        Instant.parse(required(fields, "created_at")));
  }

  /// Files of former versions have none.
  private static Optional<SeriesRange> range(Map<String, String> fields) throws IOException {
    if (!fields.containsKey("least_metric")) {
      return Optional.empty();
    }
    return Optional.of(new SeriesRange(series(fields, "least"), series(fields, "greatest")));
  }

  private static SeriesKey series(Map<String, String> fields, String end) throws IOException {
    return new SeriesKey(
        required(fields, end + "_metric"), Long.parseUnsignedLong(required(fields, end + "_id")));
  }

  private static RemovedObject removed(Map<String, String> fields) throws IOException {
    return new RemovedObject(
        required(fields, "key"), Instant.parse(required(fields, "removed_at")));
  }

  private static String required(Map<String, String> fields, String field) throws IOException {
    String value = fields.get(field);
    if (value == null) {
      throw new IOException("the field '" + field + "' is missing");
    }
    return value;
  }
}
