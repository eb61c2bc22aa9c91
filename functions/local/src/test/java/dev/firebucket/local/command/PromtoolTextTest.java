package dev.firebucket.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/// Texts are those of promtool 3.14 for the same answers.
class PromtoolTextTest {
  private static final String HISTOGRAM =
      "{\"count\":\"7.5\",\"sum\":\"-3\",\"buckets\":[[1,\"-2\",\"-1\",\"1.5\"],"
          + "[3,\"-0.25\",\"0.25\",\"2\"],[0,\"1\",\"2\",\"4\"]]}";
  private static final String PRINTED =
      "Count: 7.500000, Sum: -3.000000, Buckets: [[-2,-1):1.5 [-0.25,0.25]:2 (1,2]:4]";

  private static String printed(String data) throws Exception {
    return PromtoolText.of(new ObjectMapper().readTree(data));
  }

  @Test
  void aHistogramIsPrintedWithItsBuckets() throws Exception {
    String data =
        "{\"resultType\":\"vector\",\"result\":[{\"metric\":{\"__name__\":\"h\",\"job\":\"a\"},"
            + "\"histogram\":[1795385741.458,"
            + HISTOGRAM
            + "]}]}";

    assertThat(printed(data)).isEqualTo("h{job=\"a\"} => " + PRINTED + " @[1795385741.458]");
  }

  @Test
  void aSeriesPrintsItsHistogramsBehindItsNumbers() throws Exception {
    String data =
        "{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"__name__\":\"h\"},"
            + "\"values\":[[1,\"5\"]],\"histograms\":[[2,"
            + HISTOGRAM
            + "]]}]}";

    assertThat(printed(data)).isEqualTo("h =>\n5 @[1]\n" + PRINTED + " @[2]");
  }
}
