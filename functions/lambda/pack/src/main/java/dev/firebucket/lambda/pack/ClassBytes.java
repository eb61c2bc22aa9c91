package dev.firebucket.lambda.pack;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The bytes of a class file, of which only single instructions change: constants are added at the
/// end of the pool, everything else stays where it is, and so do the verifier's frames.
///
/// Format: <https://docs.oracle.com/javase/specs/jvms/se25/html/jvms-4.html>
final class ClassBytes {
  private static final int INVOKESTATIC = 0xb8;
  private static final int NOP = 0;
  private static final int POOL = 8;
  private static final int MOST_CONSTANTS = 65_535;

  private final byte[] bytes;
  private final ByteBuffer view;
  private final int poolEnd;
  private final int[] codes;
  private final ByteArrayOutputStream added = new ByteArrayOutputStream();
  private final Map<String, Integer> known = new HashMap<>();
  private int constants;

  /// @param bytes of a class file that is well-formed
  ClassBytes(byte[] bytes) {
    this.bytes = bytes.clone();
    this.view = ByteBuffer.wrap(this.bytes);
    this.constants = u2(POOL);
    List<Integer> texts = new ArrayList<>();
    this.poolEnd = pool(texts);
    this.codes = codes(texts);
  }

  /// Puts the call of a static method in place of an `invokedynamic`; both take and leave the same.
  ///
  /// @param method number of the method that has the instruction
  /// @param at position in its code
  void callInstead(int method, int at, String owner, String name, String type) {
    int constant = methodConstant(owner, name, type);
    int place = codes[method] + at;
    bytes[place] = (byte) INVOKESTATIC;
    bytes[place + 1] = (byte) (constant >> 8);
    bytes[place + 2] = (byte) constant;
    bytes[place + 3] = NOP;
    bytes[place + 4] = NOP;
  }

  /// Whether so many more methods fit into the pool.
  boolean hasRoomFor(int methods) {
    return constants + 6 * methods < MOST_CONSTANTS;
  }

  /// The class file as it is now.
  byte[] toByteArray() {
    ByteBuffer result = ByteBuffer.allocate(bytes.length + added.size());
    result.put(bytes, 0, POOL).putShort((short) constants);
    result.put(bytes, POOL + 2, poolEnd - POOL - 2).put(added.toByteArray());
    result.put(bytes, poolEnd, bytes.length - poolEnd);
    return result.array();
  }

  private int methodConstant(String owner, String name, String type) {
    int pair = reference(12, text(name), text(type));
    return reference(10, reference(7, text(owner)), pair);
  }

  private int text(String text) {
    return known.computeIfAbsent(text, _ -> write(1, out -> out.writeUTF(text)));
  }

  private int reference(int tag, int... parts) {
    return known.computeIfAbsent(
        tag + Arrays.toString(parts),
        _ ->
            write(
                tag,
                out -> {
                  for (int part : parts) {
                    out.writeShort(part);
                  }
                }));
  }

  private interface Constant {
    void write(DataOutputStream out) throws IOException;
  }

  private int write(int tag, Constant constant) {
    try (DataOutputStream out = new DataOutputStream(added)) {
      out.writeByte(tag);
      constant.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing into memory failed", e);
    }
    return constants++;
  }

  /// Finds the texts of the pool, and its end.
  private int pool(List<Integer> texts) {
    int at = POOL + 2;
    int count = u2(POOL);
    for (int i = 0; i <= count; i++) {
      texts.add(-1);
    }
    for (int i = 1; i < count; i++) {
      int tag = bytes[at];
      switch (tag) {
        case 1 -> {
          texts.set(i, at);
          at += 3 + u2(at + 1);
        }
        case 3, 4, 9, 10, 11, 12, 17, 18 -> at += 5;
        case 5, 6 -> {
          at += 9;
          i++;
        }
        case 7, 8, 16, 19, 20 -> at += 3;
        case 15 -> at += 4;
        default -> throw new IllegalArgumentException("unknown constant " + tag + " in a class");
      }
    }
    return at;
  }

  /// Where the code of each method begins; 0 for methods without.
  private int[] codes(List<Integer> texts) {
    int at = poolEnd + 6;
    at += 2 + 2 * u2(at);
    int fields = u2(at);
    at += 2;
    for (int i = 0; i < fields; i++) {
      at = member(at, texts, new int[1], 0);
    }
    int[] found = new int[u2(at)];
    at += 2;
    for (int i = 0; i < found.length; i++) {
      at = member(at, texts, found, i);
    }
    return found;
  }

  private int member(int start, List<Integer> texts, int[] found, int number) {
    int at = start + 6;
    int attributes = u2(at);
    at += 2;
    for (int i = 0; i < attributes; i++) {
      if (isCode(texts.get(u2(at)))) {
        found[number] = at + 14;
      }
      at += 6 + view.getInt(at + 2);
    }
    return at;
  }

  private boolean isCode(int text) {
    byte[] code = "Code".getBytes(StandardCharsets.US_ASCII);
    return u2(text + 1) == code.length
        && Arrays.equals(bytes, text + 3, text + 3 + code.length, code, 0, code.length);
  }

  private int u2(int at) {
    return Short.toUnsignedInt(view.getShort(at));
  }
}
