package dev.firebucket.ingest.push;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.memory.NoRoomException;
import dev.firebucket.go.text.Quote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads delimited protobuf messages `io.prometheus.client.MetricFamily` into families
/// (`metrics.proto` of prometheus/client_model). Of a native histogram only its classic part is
/// kept: the text that a scraper gets cannot show more.
final class ProtobufFamilies {
  private final ByteBudget.Share room;

  private ProtobufFamilies(ByteBudget.Share room) {
    this.room = room;
  }

  /// Reads the body of one message field by field.
  private interface Field {
    /// Takes one field; false leaves it to be skipped.
    boolean read(int number, CodedInputStream input) throws IOException, NoRoomException;
  }

  /// @param room takes what the body becomes
  /// @return families by name
  /// @throws PushRejectedException 400 when the body breaks off or is no such message
  static Map<String, PushedFamily> parse(byte[] body, ByteBudget.Share room)
      throws PushRejectedException, NoRoomException {
    ProtobufFamilies reader = new ProtobufFamilies(room);
    Map<String, PushedFamily> families = new LinkedHashMap<>();
    CodedInputStream input = CodedInputStream.newInstance(body);
    try {
      while (!input.isAtEnd()) {
        PushedFamily family = reader.family(input);
        families.put(family.name(), family);
      }
      return families;
    } catch (InvalidProtocolBufferException e) {
      throw PushRejectedException.badRequest(
          "unexpected EOF or invalid protobuf: " + e.getMessage());
    } catch (IOException e) {
      throw PushRejectedException.badRequest("invalid protobuf: " + e.getMessage());
    }
  }

  private static void message(CodedInputStream input, Field field)
      throws IOException, NoRoomException {
    int limit = input.pushLimit(input.readRawVarint32());
    for (int tag = input.readTag(); tag != 0; tag = input.readTag()) {
      if (!field.read(WireFormat.getTagFieldNumber(tag), input)) {
        input.skipField(tag);
      }
    }
    input.checkLastTagWas(0);
    input.popLimit(limit);
  }

  private PushedFamily family(CodedInputStream input) throws IOException, NoRoomException {
    String[] texts = {"", ""};
    FamilyType[] type = {FamilyType.COUNTER};
    List<PushedMetric> metrics = new ArrayList<>();
    message(
        input,
        (number, in) -> {
          switch (number) {
            case 1, 2 -> texts[number - 1] = in.readStringRequireUtf8();
            case 3 -> type[0] = FamilyType.numbered(in.readEnum()).orElse(FamilyType.UNTYPED);
            case 4 -> {
              room.take(MetricCost.OF_METRIC);
              metrics.add(metric(in));
            }
            default -> {
              return false;
            }
          }
          return true;
        });
    room.take(MetricCost.ofFamily(texts[0].length() + texts[1].length()));
    return new PushedFamily(texts[0], texts[1], type[0], metrics);
  }

  private PushedMetric metric(CodedInputStream input) throws IOException, NoRoomException {
    SortedMap<String, String> labels = new TreeMap<>();
    MetricValue[] value = {new MetricValue.Simple(0)};
    boolean[] timestamped = {false};
    message(
        input,
        (number, in) -> {
          switch (number) {
            case 1 -> label(in, labels);
            case 2, 3, 5 -> value[0] = simple(in);
            case 4 -> value[0] = summary(in);
            case 6 -> {
              in.readInt64();
              timestamped[0] = true;
            }
            case 7 -> value[0] = histogram(in);
            default -> {
              return false;
            }
          }
          return true;
        });
    return new PushedMetric(labels, value[0], timestamped[0]);
  }

  private void label(CodedInputStream input, SortedMap<String, String> labels)
      throws IOException, NoRoomException {
    String[] pair = {"", ""};
    message(
        input,
        (number, in) -> {
          if (number > 2) {
            return false;
          }
          pair[number - 1] = in.readStringRequireUtf8();
          return true;
        });
    room.take(MetricCost.ofLabel(pair[0].length() + pair[1].length()));
    if (labels.put(pair[0], pair[1]) != null) {
      throw new IOException("duplicate label name " + Quote.string(pair[0]));
    }
  }

  private MetricValue simple(CodedInputStream input) throws IOException, NoRoomException {
    double[] value = {0};
    message(
        input,
        (number, in) -> {
          if (number != 1) {
            return false;
          }
          value[0] = in.readDouble();
          return true;
        });
    return new MetricValue.Simple(value[0]);
  }

  private MetricValue summary(CodedInputStream input) throws IOException, NoRoomException {
    long[] count = {0};
    double[] sum = {0};
    List<MetricValue.Point> quantiles = new ArrayList<>();
    message(
        input,
        (number, in) -> {
          switch (number) {
            case 1 -> count[0] = in.readUInt64();
            case 2 -> sum[0] = in.readDouble();
            case 3 -> {
              room.take(MetricCost.OF_POINT);
              double[] point = twoDoubles(in);
              quantiles.add(new MetricValue.Point(point[0], point[1]));
            }
            default -> {
              return false;
            }
          }
          return true;
        });
    return new MetricValue.Summary(count[0], sum[0], quantiles);
  }

  private double[] twoDoubles(CodedInputStream input) throws IOException, NoRoomException {
    double[] pair = {0, 0};
    message(
        input,
        (number, in) -> {
          if (number > 2) {
            return false;
          }
          pair[number - 1] = in.readDouble();
          return true;
        });
    return pair;
  }

  private MetricValue histogram(CodedInputStream input) throws IOException, NoRoomException {
    long[] count = {0};
    double[] sum = {0};
    List<MetricValue.Bucket> buckets = new ArrayList<>();
    message(
        input,
        (number, in) -> {
          switch (number) {
            case 1 -> count[0] = in.readUInt64();
            case 2 -> sum[0] = in.readDouble();
            case 3 -> {
              room.take(MetricCost.OF_POINT);
              buckets.add(bucket(in));
            }
            case 4 -> count[0] = (long) in.readDouble();
            default -> {
              return false;
            }
          }
          return true;
        });
    return new MetricValue.Histogram(count[0], sum[0], buckets);
  }

  private MetricValue.Bucket bucket(CodedInputStream input) throws IOException, NoRoomException {
    long[] count = {0};
    double[] bound = {0};
    message(
        input,
        (number, in) -> {
          switch (number) {
            case 1 -> count[0] = in.readUInt64();
            case 2 -> bound[0] = in.readDouble();
            case 4 -> count[0] = (long) in.readDouble();
            default -> {
              return false;
            }
          }
          return true;
        });
    return new MetricValue.Bucket(bound[0], count[0]);
  }
}
