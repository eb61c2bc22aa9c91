package dev.firebucket.ingest.event;

import dev.firebucket.storage.model.LabelSet;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The texts of a [ShardMemoryFormat], each once, and labels as numbers that point to them.
final class LabelTexts {
  private final List<String> all = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  /// The number of a text, a new one for a new text.
  int number(String text) {
    return numbers.computeIfAbsent(
        text,
        key -> {
          all.add(key);
          return all.size() - 1;
        });
  }

  /// @throws IndexOutOfBoundsException when there is no such text
  String text(int number) {
    return all.get(number);
  }

  void write(DataOutputStream out, LabelSet labels) throws IOException {
    List<Integer> pairs = new ArrayList<>(labels.size() * 2);
    labels.forEach(
        (name, value) -> {
          pairs.add(number(name));
          pairs.add(number(value));
        });
    out.writeInt(labels.size());
    for (int number : pairs) {
      out.writeInt(number);
    }
  }

  LabelSet labels(DataInputStream in) throws IOException {
    LabelSet.Builder labels = LabelSet.builder();
    for (int left = ShardMemoryFormat.count(in); left > 0; left--) {
      String name = text(in.readInt());
      labels.set(name, text(in.readInt()));
    }
    return labels.build();
  }

  /// Writes all texts.
  void write(DataOutputStream out) throws IOException {
    out.writeInt(all.size());
    for (String text : all) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  static LabelTexts read(DataInputStream in) throws IOException {
    LabelTexts texts = new LabelTexts();
    for (int left = ShardMemoryFormat.count(in); left > 0; left--) {
      int length = ShardMemoryFormat.count(in);
      texts.all.add(new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }
    return texts;
  }
}
