package dev.firebucket.query.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads JSON into maps, lists, strings and doubles: enough to compare two answers.
final class JsonTree {
  private final String text;
  private int at;

  private JsonTree(String text) {
    this.text = text;
  }

  static Object parse(String text) {
    return new JsonTree(text).value();
  }

  private Object value() {
    skip();
    return switch (text.charAt(at)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      default -> number();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> object = new LinkedHashMap<>();
    at++;
    skip();
    while (text.charAt(at) != '}') {
      String name = string();
      skip();
      at++;
      object.put(name, value());
      separator();
    }
    at++;
    return object;
  }

  private List<Object> array() {
    List<Object> array = new ArrayList<>();
    at++;
    skip();
    while (text.charAt(at) != ']') {
      array.add(value());
      separator();
    }
    at++;
    return array;
  }

  private void separator() {
    skip();
    if (text.charAt(at) == ',') {
      at++;
      skip();
    }
  }

  private String string() {
    StringBuilder out = new StringBuilder();
    for (at++; text.charAt(at) != '"'; at++) {
      char c = text.charAt(at);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      at++;
      switch (text.charAt(at)) {
        case 'n' -> out.append('\n');
        case 't' -> out.append('\t');
        case 'u' -> {
          out.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
          at += 4;
        }
        default -> out.append(text.charAt(at));
      }
    }
    at++;
    return out.toString();
  }

  private Object number() {
    int from = at;
    while (at < text.length() && ",]} \n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String token = text.substring(from, at);
    return token.equals("null") || token.equals("true") || token.equals("false")
        ? token
        : Double.parseDouble(token);
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
