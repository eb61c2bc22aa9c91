package dev.firebucket.ingest.event;

import dev.firebucket.ingest.scrape.TargetMemory;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.storage.model.LabelSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// A [ShardMemory] as bytes: gzip over a table of all texts and then numbers that point into it.
///
/// ```
/// magic int, planned long (ms), base long, texts: count, (length, UTF-8)…
/// turns: count, (target, taken long, left out at long, failures, rests until long, patient at long)…
/// targets, where base is 0: count, (target, labels, extra, series: count, labels…)…
/// target: job, url, labels
/// labels: count, (name, value)…
/// ```
///
/// Most runs change turns only. They say so by a base: the version in which the targets stand.
/// Objects of the magic before say of each turn whether the target was unreached, a boolean, and
/// not since when; those of the one before that do not say it; the oldest have neither base nor
/// turns.
final class ShardMemoryFormat {
  private static final int WITHOUT_TURNS = 0x46425332;
  private static final int WITHOUT_UNREACHED = 0x46425333;
  private static final int WITHOUT_PATIENT = 0x46425334;
  private static final int MAGIC = 0x46425335;
  private static final int MOST = 50_000_000;

  /// An object as read.
  ///
  /// @param memory without targets where there is a base
  /// @param base the version that holds the targets, 0 for this one
  record Stored(ShardMemory memory, long base) {}

  private ShardMemoryFormat() {}

  /// @param base the version that holds the same targets; 0 to write them
  static byte[] write(ShardMemory memory, long base) throws IOException {
    LabelTexts texts = new LabelTexts();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(body)) {
      writeTurns(out, texts, memory.turns());
      if (base == 0) {
        writeTargets(out, texts, memory.targets());
      }
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(whole))) {
      out.writeInt(MAGIC);
      out.writeLong(memory.planned().toEpochMilli());
      out.writeLong(base);
      texts.write(out);
      body.writeTo(out);
    }
    return whole.toByteArray();
  }

  private static void writeTurns(
      DataOutputStream out, LabelTexts texts, Map<Target.Identity, TargetTurn> turns)
      throws IOException {
    out.writeInt(turns.size());
    for (Map.Entry<Target.Identity, TargetTurn> entry : turns.entrySet()) {
      writeTarget(out, texts, entry.getKey());
      out.writeLong(entry.getValue().taken().toEpochMilli());
      out.writeLong(entry.getValue().leftOutAt().toEpochMilli());
      out.writeInt(entry.getValue().failures());
      out.writeLong(entry.getValue().restsUntil().toEpochMilli());
      out.writeLong(entry.getValue().patientAt().toEpochMilli());
    }
  }

  private static void writeTargets(
      DataOutputStream out, LabelTexts texts, Map<Target.Identity, TargetMemory.Tracked> targets)
      throws IOException {
    out.writeInt(targets.size());
    for (Map.Entry<Target.Identity, TargetMemory.Tracked> entry : targets.entrySet()) {
      writeTarget(out, texts, entry.getKey());
      texts.write(out, entry.getValue().reportLabels());
      out.writeBoolean(entry.getValue().extraReports());
      out.writeInt(entry.getValue().series().size());
      for (LabelSet series : entry.getValue().series()) {
        texts.write(out, series);
      }
    }
  }

  private static void writeTarget(DataOutputStream out, LabelTexts texts, Target.Identity target)
      throws IOException {
    out.writeInt(texts.number(target.job()));
    out.writeInt(texts.number(target.url()));
    texts.write(out, target.labels());
  }

  /// @throws IOException when the bytes are not of this format
  static Stored read(byte[] bytes) throws IOException {
    // All of it first: gzip compares its checksum when it has come to its end.
    byte[] whole = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(whole))) {
      int magic = in.readInt();
      if (magic < WITHOUT_TURNS || magic > MAGIC) {
        throw new IOException("not a scrape memory of this version");
      }
      Instant planned = Instant.ofEpochMilli(in.readLong());
      boolean hasTurns = magic != WITHOUT_TURNS;
      long base = hasTurns ? in.readLong() : 0;
      LabelTexts texts = LabelTexts.read(in);
      Map<Target.Identity, TargetTurn> turns =
          hasTurns ? readTurns(in, texts, magic, planned) : Map.of();
      Map<Target.Identity, TargetMemory.Tracked> targets =
          base == 0 ? readTargets(in, texts) : Map.of();
      return new Stored(new ShardMemory(planned, targets, turns), base);
    } catch (IndexOutOfBoundsException e) {
      throw new IOException("a scrape memory that points to texts it does not have", e);
    }
  }

  private static Map<Target.Identity, TargetTurn> readTurns(
      DataInputStream in, LabelTexts texts, int magic, Instant planned) throws IOException {
    Map<Target.Identity, TargetTurn> turns = new LinkedHashMap<>();
    for (int left = count(in); left > 0; left--) {
      Target.Identity target = readTarget(in, texts);
      Instant taken = Instant.ofEpochMilli(in.readLong());
      Instant leftOutAt = Instant.ofEpochMilli(in.readLong());
      int failures = in.readInt();
      Instant until = Instant.ofEpochMilli(in.readLong());
      Instant patientAt = readPatientAt(in, magic, planned);
      turns.put(target, new TargetTurn(taken, leftOutAt, failures, until, patientAt));
    }
    return turns;
  }

  /// Where it only says that a target was not reached, its hour begins with the run that says so.
  private static Instant readPatientAt(DataInputStream in, int magic, Instant planned)
      throws IOException {
    return switch (magic) {
      case MAGIC -> Instant.ofEpochMilli(in.readLong());
      case WITHOUT_PATIENT -> in.readBoolean() ? planned : Instant.EPOCH;
      case WITHOUT_UNREACHED -> Instant.EPOCH;
      default -> throw new IOException("a scrape memory that has no turns");
    };
  }

  private static Map<Target.Identity, TargetMemory.Tracked> readTargets(
      DataInputStream in, LabelTexts texts) throws IOException {
    Map<Target.Identity, TargetMemory.Tracked> targets = new LinkedHashMap<>();
    for (int left = count(in); left > 0; left--) {
      Target.Identity target = readTarget(in, texts);
      LabelSet report = texts.labels(in);
      boolean extra = in.readBoolean();
      Set<LabelSet> series = new HashSet<>();
      for (int more = count(in); more > 0; more--) {
        series.add(texts.labels(in));
      }
      targets.put(target, new TargetMemory.Tracked(report, extra, series));
    }
    return targets;
  }

  private static Target.Identity readTarget(DataInputStream in, LabelTexts texts)
      throws IOException {
    String job = texts.text(in.readInt());
    String url = texts.text(in.readInt());
    return new Target.Identity(job, texts.labels(in), url);
  }

  /// A number of things that memory can hold.
  static int count(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST) {
      throw new IOException("a scrape memory with " + count + " entries where a few were expected");
    }
    return count;
  }
}
