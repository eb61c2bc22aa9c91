package dev.firebucket.ingest.push;

import dev.firebucket.go.text.Quote;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Reads tokens of the text format from bytes. Each read stops before the byte that ends the token;
/// the end of the body inside a line is an error, because the last line must be ended too.
final class TextScanner {
  private final byte[] body;
  private int position;
  private int line = 1;

  TextScanner(byte[] body) {
    this.body = body;
  }

  boolean atEnd() {
    return position >= body.length;
  }

  /// The byte that comes next.
  byte peek() throws PushRejectedException {
    if (position >= body.length) {
      throw error("unexpected end of input stream");
    }
    return body[position];
  }

  /// Takes the next byte if it is this one.
  boolean take(char expected) throws PushRejectedException {
    if (peek() != expected) {
      return false;
    }
    if (expected == '\n') {
      line++;
    }
    position++;
    return true;
  }

  void skipBlanks() throws PushRejectedException {
    while (peek() == ' ' || peek() == '\t') {
      position++;
    }
  }

  /// Skips blanks at the start of a line, where the body may end.
  void skipLeadingBlanks() {
    while (position < body.length && (body[position] == ' ' || body[position] == '\t')) {
      position++;
    }
  }

  String word() throws PushRejectedException {
    int start = position;
    while (peek() != ' ' && peek() != '\t' && peek() != '\n') {
      position++;
    }
    return text(start, position);
  }

  /// A name of letters, digits, underscores and, for metrics, colons; empty where none begins.
  String name(boolean colons) throws PushRejectedException {
    int start = position;
    while (isNamePart(peek(), colons, position > start)) {
      position++;
    }
    return text(start, position);
  }

  private static boolean isNamePart(byte c, boolean colons, boolean digits) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || (c == ':' && colons)
        || (c >= '0' && c <= '9' && digits);
  }

  /// The rest of the line as it stands; its end stays, so that errors still name this line.
  String restOfLine() throws PushRejectedException {
    int start = position;
    while (peek() != '\n') {
      position++;
    }
    return text(start, position);
  }

  /// The rest of the line with `\\` and `\n` resolved.
  String help() throws PushRejectedException {
    ByteArrayOutputStream help = new ByteArrayOutputStream();
    while (peek() != '\n') {
      help.write(peek() == '\\' ? escaped(false) : next());
    }
    take('\n');
    return utf8(help.toByteArray(), "help text");
  }

  /// A label's value behind its opening quote, which has been taken; takes the closing one.
  String labelValue() throws PushRejectedException {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    while (peek() != '"') {
      if (peek() == '\n') {
        throw error(
            "label value "
                + Quote.string(value.toString(StandardCharsets.UTF_8))
                + " contains unescaped new-line");
      }
      value.write(peek() == '\\' ? escaped(true) : next());
    }
    take('"');
    return utf8(value.toByteArray(), "label value");
  }

  private byte next() {
    return body[position++];
  }

  private byte escaped(boolean quotes) throws PushRejectedException {
    position++;
    byte c = peek();
    position++;
    if (c == 'n') {
      return '\n';
    }
    if (c == '\\' || (quotes && c == '"')) {
      return c;
    }
    throw error("invalid escape sequence '\\" + (char) c + "'");
  }

  private String utf8(byte[] bytes, String what) throws PushRejectedException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw error("invalid " + what + " " + Quote.bytes(bytes, 0, bytes.length));
    }
  }

  private String text(int start, int end) {
    return new String(body, start, end - start, StandardCharsets.UTF_8);
  }

  /// An error at the current line, in the words of the Pushgateway's parser.
  PushRejectedException error(String problem) {
    return PushRejectedException.badRequest(
        "text format parsing error in line " + line + ": " + problem);
  }
}
