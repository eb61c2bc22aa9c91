package dev.firebucket.backfill.block;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The `meta.json` of a block.
///
/// @param ulid its name
/// @param minMillis time of its first sample, or earlier
/// @param maxMillis later than its last sample
/// @param series how many it says it has
/// @param samples how many it says it has
/// @param chunks how many it says it has
public record BlockMeta(
    String ulid, long minMillis, long maxMillis, long series, long samples, long chunks) {
  static final String FILE = "meta.json";

  private static final int VERSION = 1;
  private static final ObjectMapper JSON = new JsonMapper();

  /// @param block its folder
  /// @throws IOException when there is none, or it is of another version
  public static BlockMeta read(Path block) throws IOException {
    Path file = block.resolve(FILE);
    JsonNode meta = JSON.readTree(Files.readAllBytes(file));
    if (meta == null || meta.path("version").asInt() != VERSION || !meta.path("ulid").isTextual()) {
      throw new IOException(file + " is not the meta.json of a block of version " + VERSION);
    }
    JsonNode stats = meta.path("stats");
    return new BlockMeta(
        meta.path("ulid").asText(),
        meta.path("minTime").asLong(),
        meta.path("maxTime").asLong(),
        stats.path("numSeries").asLong(),
        stats.path("numSamples").asLong(),
        stats.path("numChunks").asLong());
  }

  /// @param floats how many of the samples are floats; the others are histograms
  void write(Path block, long floats) throws IOException {
    ObjectNode meta = JSON.createObjectNode();
    meta.put("ulid", ulid).put("minTime", minMillis).put("maxTime", maxMillis);
    meta.putObject("stats")
        .put("numSamples", samples)
        .put("numFloatSamples", floats)
        .put("numHistogramSamples", samples - floats)
        .put("numSeries", series)
        .put("numChunks", chunks);
    meta.putObject("compaction").put("level", 1).putArray("sources").add(ulid);
    meta.put("version", VERSION);
    Files.write(block.resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(meta));
  }
}
