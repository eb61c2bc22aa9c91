package dev.firebucket.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;

/// What a user is told before URLs are deployed that nobody guards.
class OpenUrlsTest {
  @TempDir private Path output;

  @Test
  void whoLetsEverybodyInIsWarned() {
    assertThat(warnings("off")).isEqualTo(2);
    assertThat(warnings("iam")).isZero();
  }

  private int warnings(String auth) {
    App app =
        new App(
            AppProps.builder()
                .outdir(output.resolve(auth).toString())
                .analyticsReporting(false)
                .build());
    FirebucketStack stack =
        new FirebucketStack(app, StackSettings.fromContext(Map.of("auth", auth)), output);
    return List.copyOf(
            Annotations.fromStack(stack)
                .findWarning("*", Match.stringLikeRegexp("auth=off: whoever knows the .*Url")))
        .size();
  }
}
