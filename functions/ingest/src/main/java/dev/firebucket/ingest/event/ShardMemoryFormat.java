package dev.firebucket.ingest.event;

import dev.firebucket.ingest.scrape.TargetMemory;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.storage.model.LabelSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// A [ShardMemory] as bytes: gzip over a table of all texts and then, per target, numbers that
/// point into it.
///
/// ```
/// magic int, planned long (ms), texts: count, (length, UTF-8)…
/// targets: count, (job, url, labels, report labels, extra, series: count, labels…)…
/// labels: count, (name, value)…
/// ```
final class ShardMemoryFormat {
  private static final int MAGIC = 0x46425332;
  private static final int MOST = 50_000_000;

  private ShardMemoryFormat() {}

  static byte[] write(ShardMemory memory) throws IOException {
    Texts texts = new Texts();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(body)) {
      out.writeInt(memory.targets().size());
      for (Map.Entry<Target.Identity, TargetMemory.Tracked> entry : memory.targets().entrySet()) {
        out.writeInt(texts.number(entry.getKey().job()));
        out.writeInt(texts.number(entry.getKey().url()));
        writeLabels(out, texts, entry.getKey().labels());
        writeLabels(out, texts, entry.getValue().reportLabels());
        out.writeBoolean(entry.getValue().extraReports());
        out.writeInt(entry.getValue().series().size());
        for (LabelSet series : entry.getValue().series()) {
          writeLabels(out, texts, series);
        }
      }
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(whole))) {
      out.writeInt(MAGIC);
      out.writeLong(memory.planned().toEpochMilli());
      out.writeInt(texts.all.size());
      for (String text : texts.all) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
      }
      body.writeTo(out);
    }
    return whole.toByteArray();
  }

  /// @throws IOException when the bytes are not of this format
  static ShardMemory read(byte[] bytes) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
      if (in.readInt() != MAGIC) {
        throw new IOException("not a scrape memory of this version");
      }
      Instant planned = Instant.ofEpochMilli(in.readLong());
      String[] texts = new String[count(in)];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = new String(in.readNBytes(count(in)), StandardCharsets.UTF_8);
      }
      Map<Target.Identity, TargetMemory.Tracked> targets = new LinkedHashMap<>();
      for (int left = count(in); left > 0; left--) {
        String job = texts[in.readInt()];
        String url = texts[in.readInt()];
        LabelSet labels = readLabels(in, texts);
        targets.put(new Target.Identity(job, labels, url), readTracked(in, texts));
      }
      return new ShardMemory(planned, targets);
    } catch (IndexOutOfBoundsException e) {
      throw new IOException("a scrape memory that points to texts it does not have", e);
    }
  }

  private static TargetMemory.Tracked readTracked(DataInputStream in, String[] texts)
      throws IOException {
    LabelSet report = readLabels(in, texts);
    boolean extra = in.readBoolean();
    int size = count(in);
    Set<LabelSet> series = new HashSet<>();
    for (int i = 0; i < size; i++) {
      series.add(readLabels(in, texts));
    }
    return new TargetMemory.Tracked(report, extra, series);
  }

  private static int count(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST) {
      throw new IOException("a scrape memory with " + count + " entries where a few were expected");
    }
    return count;
  }

  private static void writeLabels(DataOutputStream out, Texts texts, LabelSet labels)
      throws IOException {
    List<Integer> numbers = new ArrayList<>(labels.size() * 2);
    labels.forEach(
        (name, value) -> {
          numbers.add(texts.number(name));
          numbers.add(texts.number(value));
        });
    out.writeInt(labels.size());
    for (int number : numbers) {
      out.writeInt(number);
    }
  }

  private static LabelSet readLabels(DataInputStream in, String[] texts) throws IOException {
    LabelSet.Builder labels = LabelSet.builder();
    for (int left = count(in); left > 0; left--) {
      String name = texts[in.readInt()];
      labels.set(name, texts[in.readInt()]);
    }
    return labels.build();
  }

  private static final class Texts {
    final List<String> all = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    int number(String text) {
      return numbers.computeIfAbsent(
          text,
          key -> {
            all.add(key);
            return all.size() - 1;
          });
    }
  }
}
