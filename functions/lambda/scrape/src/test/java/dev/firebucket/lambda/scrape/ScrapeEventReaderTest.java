package dev.firebucket.lambda.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.ingest.event.PlannedRound;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScrapeEventReaderTest {
  private static final Instant TIME = Instant.parse("2026-11-29T18:00:00Z");

  private static byte[] json(String text) {
    return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private static ScrapeEvent read(String event) {
    return ScrapeEventReader.messages(json(event)).getFirst().read();
  }

  @Test
  void theScheduleAsksForTheRunsOfAMinute() {
    assertThat(read("{'time':'2026-11-29T18:00:00Z','interval':15,'shards':4,'fanOut':true}"))
        .isEqualTo(new ScrapeEvent.Minute(TIME, Duration.ofSeconds(15), 4));
  }

  @Test
  void aMessageAsksForOneRunAndIsWrittenAsItIsRead() {
    PlannedRound run = PlannedRound.of(TIME.plusSeconds(15), Duration.ofSeconds(15), 2, 4);
    assertThat(RunMessage.of(run))
        .isEqualTo(
            "{\"shard\":2,\"shards\":4,\"planned\":\"2026-11-29T18:00:15Z\",\"interval\":15}");
    assertThat(read(RunMessage.of(run))).isEqualTo(new ScrapeEvent.Run(run));
  }

  @Test
  void aPlannedTimeBesideTheGridIsFloored() {
    assertThat(read("{'time':'2026-11-29T18:00:09.5Z'}"))
        .isEqualTo(new ScrapeEvent.Run(PlannedRound.of(TIME, Duration.ofMinutes(1), 0, 1)));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      value = {
        "{}                                                     | 'time' is not a time",
        "[]                                                     | it is no JSON object",
        "7                                                      | it is no JSON object",
        "{'time':                                               | it is no JSON (",
        "{} {}                                                  | it is no JSON (more follows",
        "{'time':'yesterday'}                                   | 'time' is not a time",
        "{'time':'2026-11-29T18:00:00Z','fanOut':'true'}        | 'fanOut' is neither true nor false",
        "{'time':'+1000000000-01-01T00:00:00Z'}                 | 'time' is no time between 1970 and 9999",
        "{'planned':1764439200}                                 | 'planned' is not a time",
        "{'time':'2026-11-29T18:00:00Z','detail':{}}            | 'detail' means nothing here",
        "{'time':'2026-11-29T18:00:00Z','interval':0}           | 'interval' is not a whole number of 1 to",
        "{'time':'2026-11-29T18:00:00Z','interval':'15'}        | 'interval' is not a whole number",
        "{'time':'2026-11-29T18:00:00Z','interval':1e9}         | 'interval' is not a whole number",
        "{'time':'2026-11-29T18:00:00Z','shards':0}             | 'shards' is not a whole number of 1 to",
        "{'planned':'2026-11-29T18:00:00Z','shard':4,'shards':4} | 'shard' is not a whole number of 0 to 3",
        "{'Records':[{'eventSource':'aws:s3'}]}                 | records of 'aws:s3' are none of ours",
        "{'Records':[{'eventSource':'aws:sqs','body':'hi'}]}    | it is no JSON object: hi",
        "{'Records':[{'eventSource':'aws:sqs'}]}                | it is no JSON object",
      })
  void anythingElseIsRefusedWithTheReasonAndAnExample(String event, String reason) {
    assertThatThrownBy(() -> read(event))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a scrape event, because ")
        .hasMessageContaining(reason.replace("~", ""))
        .hasMessageContaining("\"fanOut\":true")
        .hasMessageContaining("\"planned\":\"2026-11-29T18:00:15Z\"");
  }

  @Test
  void aLongEventIsShownInPart() {
    String event = "{'time':'" + "x".repeat(5_000) + "'}";
    assertThatThrownBy(() -> read(event))
        .satisfies(refused -> assertThat(refused.getMessage().length()).isLessThan(600));
  }

  @Test
  void anEnvelopeHoldsSeveralMessagesOrNone() {
    assertThat(ScrapeEventReader.messages(json("{'Records':[]}"))).isEmpty();
    List<ScrapeEventReader.Message> messages =
        ScrapeEventReader.messages(
            json(
                "{'Records':[{'messageId':'a','eventSource':'aws:sqs','body':'{}'},"
                    + "{'messageId':'b','eventSource':'aws:sqs','body':'x'}]}"));
    assertThat(messages).extracting(ScrapeEventReader.Message::name).containsExactly("a", "b");
  }
}
