package dev.firebucket.lambda.start;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Events and answers of timer functions, as JSON: without Jackson's object mapper, which loads 250
/// classes more.
public final class EventJson {
  private static final JsonFactory JSON = new JsonFactory();

  private EventJson() {}

  /// Writes the fields of an answer.
  @FunctionalInterface
  public interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  /// Reads a document: objects become maps in their order, arrays lists, whole numbers [Long] or
  /// `BigInteger`, others [Double]; Jackson limits depth and sizes.
  ///
  /// @throws IOException when it is no JSON, or more than one value
  public static @Nullable Object read(byte[] document) throws IOException {
    try (JsonParser parser = JSON.createParser(document)) {
      parser.nextToken();
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw new IOException("more follows the JSON value");
      }
      return value;
    }
  }

  /// The fields of an event.
  ///
  /// @param meant what the function takes, for whoever sent something else
  /// @throws IllegalArgumentException when the event is no JSON object
  public static Map<?, ?> fields(byte[] event, String meant) {
    try {
      if (read(event) instanceof Map<?, ?> fields) {
        return fields;
      }
    } catch (IOException noJson) {
      throw new IllegalArgumentException(meant + " (" + noJson.getMessage() + ")", noJson);
    }
    throw new IllegalArgumentException(meant);
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? parser.getBigIntegerValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case null, default -> throw new IOException("there is no JSON value");
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return fields;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return items;
  }

  /// Writes an object.
  public static byte[] write(Fields fields) throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(written)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    }
    return written.toByteArray();
  }

  /// Writes a field that is a list of texts.
  public static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }
}
