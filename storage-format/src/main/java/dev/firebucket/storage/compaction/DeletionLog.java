package dev.firebucket.storage.compaction;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.object.BadBytesException;
import dev.firebucket.storage.object.JsonSeal;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.retention.Deletion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The record of deletions: `deletions/<time>-<unique>.json` says what was asked for, and
/// `….done.json` next to it that it is done. Nothing ever deletes these.
final class DeletionLog {
  private static final String REQUEST = ".json";
  private static final String DONE = ".done.json";
  private static final Logger LOG = LoggerFactory.getLogger(DeletionLog.class);
  private static final JsonFactory JSON = new JsonFactory();

  private final ObjectStore store;

  DeletionLog(ObjectStore store) {
    this.store = store;
  }

  /// Notes a request before anything of it is done.
  ///
  /// @return its key
  String open(Deletion deletion, String unique) throws IOException {
    String key =
        StorageLayout.DELETIONS
            + deletion.requestedAt().toString().replaceAll("[^0-9TZ]", "")
            + "-"
            + unique
            + REQUEST;
    store.put(key, json(deletion));
    return key;
  }

  /// Notes that a request is done.
  void done(String key, Instant at, int files, long samples) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("done_at", at.toString());
      json.writeNumberField("files", files);
      json.writeNumberField("samples", samples);
      json.writeEndObject();
    }
    store.put(doneKey(key), JsonSeal.sealed(bytes.toByteArray()));
  }

  private static String doneKey(String key) {
    return key.substring(0, key.length() - REQUEST.length()) + DONE;
  }

  /// Requests that are not done: whoever worked on them has died. Oldest first.
  Map<String, Deletion> unfinished() throws IOException {
    Set<String> keys =
        store.list(StorageLayout.DELETIONS).stream()
            .map(ObjectSummary::key)
            .collect(Collectors.toSet());
    Map<String, Deletion> unfinished = new LinkedHashMap<>();
    for (String key : keys.stream().sorted().toList()) {
      if (key.endsWith(REQUEST) && !key.endsWith(DONE) && !keys.contains(doneKey(key))) {
        Optional<byte[]> body = store.get(key);
        if (body.isPresent()) {
          add(key, body.get(), unfinished);
        }
      }
    }
    return unfinished;
  }

  /// One that cannot be read costs itself: nobody knows what it would delete.
  private static void add(String key, byte[] body, Map<String, Deletion> unfinished)
      throws IOException {
    try {
      unfinished.put(key, read(key, body));
    } catch (BadBytesException e) {
      LOG.warn("{}; other deletions go on. Restore it, or delete once more", e.getMessage());
    }
  }

  private static byte[] json(Deletion deletion) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("requested_at", deletion.requestedAt().toString());
      json.writeNumberField("start_ms", deletion.fromMillis());
      json.writeNumberField("end_ms", deletion.toMillis());
      json.writeArrayFieldStart("match");
      for (List<LabelMatcher> set : deletion.sets()) {
        json.writeStartArray();
        for (LabelMatcher matcher : set) {
          json.writeStartArray();
          json.writeString(matcher.name());
          json.writeString(matcher.type().operator());
          json.writeString(matcher.value());
          json.writeEndArray();
        }
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    return JsonSeal.sealed(bytes.toByteArray());
  }

  private static Deletion read(String key, byte[] bytes) throws IOException {
    Map<String, String> fields = new LinkedHashMap<>();
    List<List<LabelMatcher>> sets = new ArrayList<>();
    try (JsonParser json = JSON.createParser(bytes)) {
      JsonSeal.require(bytes);
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        if (field.equals("match")) {
          while (json.nextToken() == JsonToken.START_ARRAY) {
            sets.add(set(json));
          }
        } else {
          fields.put(field, json.getText());
        }
      }
      return new Deletion(
          sets,
          Long.parseLong(fields.getOrDefault("start_ms", "")),
          Long.parseLong(fields.getOrDefault("end_ms", "")),
          Instant.parse(fields.getOrDefault("requested_at", "")));
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      throw new BadBytesException("'" + key + "' is no record of a deletion: " + e.getMessage(), e);
    }
  }

  private static List<LabelMatcher> set(JsonParser json) throws IOException {
    List<LabelMatcher> set = new ArrayList<>();
    while (json.nextToken() == JsonToken.START_ARRAY) {
      String name = json.nextTextValue();
      LabelMatcher.Type type = type(json.nextTextValue());
      set.add(new LabelMatcher(name, type, json.nextTextValue()));
      json.nextToken();
    }
    return set;
  }

  private static LabelMatcher.Type type(String operator) {
    for (LabelMatcher.Type type : LabelMatcher.Type.values()) {
      if (type.operator().equals(operator)) {
        return type;
      }
    }
    throw new IllegalArgumentException("no matcher has the operator " + operator);
  }
}
