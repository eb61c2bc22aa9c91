package dev.firebucket.lambda.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOError;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Which failures end an environment. That its process ends with AWS's client is shown by
/// `BrokenLibraryTest` of the walk.
@Timeout(60)
class EventsTest {
  private final Environment environment = new Environment();
  private final AtomicInteger halts = new AtomicInteger();

  private interface Work {
    void run() throws IOException;
  }

  private void handle(Runnable starting, Work work) throws IOException {
    handle(events(starting, work));
  }

  private Events events(Runnable starting, Work work) {
    return new Events(
        environment, starting, (in, out, context) -> work.run(), halts::incrementAndGet);
  }

  private static void handle(Events events) throws IOException {
    events.handleRequest(new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream(), null);
  }

  private static void started() {}

  @Test
  void anEventThatFailsIsJustThat() {
    assertThatThrownBy(
            () ->
                handle(
                    EventsTest::started,
                    () -> {
                      throw new IOException("no bucket");
                    }))
        .isExactlyInstanceOf(IOException.class);
    assertThatCode(() -> handle(EventsTest::started, () -> {})).doesNotThrowAnyException();
  }

  @Test
  void aClassThatCannotBeLoadedEndsTheEnvironmentHoweverDeepItsErrorLies() {
    LinkageError unusable = new NoClassDefFoundError("org/duckdb/DuckDBNative");

    assertThatThrownBy(
            () ->
                handle(
                    EventsTest::started,
                    () -> {
                      throw new IllegalStateException(new CompletionException(unusable));
                    }))
        .isInstanceOf(IOError.class)
        .hasMessageContaining("org/duckdb/DuckDBNative")
        .hasMessageContaining("the next event gets a new one");
    assertThatThrownBy(() -> handle(EventsTest::started, () -> {})).isInstanceOf(IOError.class);
  }

  @Test
  void tooLittleMemoryEndsTheProcessAsItEndsAwssClient() {
    assertThatThrownBy(
            () ->
                handle(
                    EventsTest::started,
                    () -> {
                      throw new OutOfMemoryError("Java heap space");
                    }))
        .isInstanceOf(IOError.class)
        .hasMessageContaining("Java heap space");
  }

  @Test
  void anAnswerThatHidesALostLibraryFails() {
    assertThatThrownBy(
            () ->
                handle(
                    EventsTest::started,
                    () -> environment.failed(new UnsatisfiedLinkError("libduckdb_java.so"))))
        .isInstanceOf(IOError.class)
        .hasMessageContaining("libduckdb_java.so");
  }

  @Test
  void theProcessEndsWithTheThreadThatBringsEvents() throws Exception {
    environment.failed(new UnsatisfiedLinkError("libduckdb_java.so"));
    Events events = events(EventsTest::started, () -> {});
    Thread bringing =
        Thread.ofPlatform()
            .start(() -> assertThatThrownBy(() -> handle(events)).isInstanceOf(IOError.class));

    bringing.join();
    while (halts.get() == 0) {
      Thread.sleep(5);
    }
    assertThat(halts).hasValue(1);
  }

  @Test
  void anEventThatIsBroughtAfterTheLossEndsTheProcessAtOnce() {
    environment.failed(new UnsatisfiedLinkError("libduckdb_java.so"));
    Events events = events(EventsTest::started, () -> {});
    assertThatThrownBy(() -> handle(events)).isInstanceOf(IOError.class);
    assertThat(halts).hasValue(0);

    assertThatThrownBy(() -> handle(events)).isInstanceOf(IOError.class);

    assertThat(halts).hasValue(1);
  }

  @Test
  void aStartThatFailedEndsTheEnvironmentAndNoEventIsHandled() {
    boolean[] handled = {false};

    assertThatThrownBy(
            () ->
                handle(
                    () -> {
                      throw new IllegalArgumentException("FIREBUCKET_STORAGE is not set");
                    },
                    () -> handled[0] = true))
        .isInstanceOf(IOError.class)
        .hasMessageContaining("FIREBUCKET_STORAGE");
    assertThat(handled[0]).isFalse();
  }

  @Test
  void causesThatGoInCirclesAreLookedAtOnceOnly() {
    RuntimeException one = new RuntimeException("one");
    one.initCause(new RuntimeException("two", one));

    environment.failed(one);

    assertThatCode(environment::check).doesNotThrowAnyException();
  }
}
