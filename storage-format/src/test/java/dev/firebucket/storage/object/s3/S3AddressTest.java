package dev.firebucket.storage.object.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.storage.object.ObjectStoreException;
import dev.firebucket.storage.object.StoreOptions;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a bucket is, as the AWS SDK's own client finds it.
class S3AddressTest {
  private static String of(String bucket, String endpoint, String region, String key)
      throws Exception {
    Optional<URI> elsewhere =
        endpoint.isEmpty() ? Optional.empty() : Optional.of(URI.create(endpoint));
    return S3Address.of(bucket, new StoreOptions(elsewhere, Optional.of(region)))
        .locate(S3Request.get(key))
        .getUri()
        .toString();
  }

  @ParameterizedTest
  @CsvSource({
    "metrics, eu-central-1, https://metrics.s3.eu-central-1.amazonaws.com/a/b",
    "metrics, us-east-1, https://metrics.s3.us-east-1.amazonaws.com/a/b",
    "metrics, us-gov-west-1, https://metrics.s3.us-gov-west-1.amazonaws.com/a/b",
    "metrics, cn-north-1, https://metrics.s3.cn-north-1.amazonaws.com.cn/a/b",
    "metrics, us-iso-east-1, https://metrics.s3.us-iso-east-1.c2s.ic.gov/a/b",
    "metrics, us-isob-east-1, https://metrics.s3.us-isob-east-1.sc2s.sgov.gov/a/b",
    "my.metrics, eu-central-1, https://s3.eu-central-1.amazonaws.com/my.metrics/a/b",
    "My_Metrics, eu-central-1, https://s3.eu-central-1.amazonaws.com/My_Metrics/a/b",
  })
  void onAwsByItsHostWhereACertificateCoversIt(String bucket, String region, String address)
      throws Exception {
    assertThat(of(bucket, "", region, "a/b")).isEqualTo(address);
  }

  @Test
  void elsewhereByItsPath() throws Exception {
    assertThat(of("metrics", "http://127.0.0.1:9000", "us-east-1", "a/b"))
        .isEqualTo("http://127.0.0.1:9000/metrics/a/b");
    assertThat(of("metrics", "https://store.example/s3/", "us-east-1", "a/b"))
        .isEqualTo("https://store.example/s3/metrics/a/b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"store:9000", "127.0.0.1", "ftp://store", "http://", "a b", "http://me:pw@store"})
  void whatIsNoEndpointIsRefusedAndNotQuoted(String text) {
    assertThatThrownBy(() -> S3Address.endpoint("AWS_ENDPOINT_URL", text))
        .isInstanceOf(ObjectStoreException.class)
        .hasMessageStartingWith("AWS_ENDPOINT_URL is not the endpoint of an S3")
        .hasMessageNotContaining(text)
        .hasNoCause();
  }

  @Test
  void anEndpointMayHaveAPortAndAPath() throws Exception {
    assertThat(S3Address.endpoint("AWS_ENDPOINT_URL", "http://[::1]:9000/s3"))
        .isEqualTo(URI.create("http://[::1]:9000/s3"));
  }

  @Test
  void keysAreEscapedButForTheirSlashes() throws Exception {
    assertThat(of("metrics", "", "us-east-1", "date=2026-11-30/a b+c*~é"))
        .endsWith("/date%3D2026-11-30/a%20b%2Bc%2A~%C3%A9");
  }

  @Test
  void theBucketItselfHasAPath() throws Exception {
    S3Request list = S3Request.list("tail/", "", Optional.empty());

    assertThat(
            S3Address.of("metrics", new StoreOptions(Optional.empty(), Optional.of("us-east-1")))
                .locate(list)
                .getUri())
        .hasHost("metrics.s3.us-east-1.amazonaws.com")
        .hasPath("/")
        .hasParameter("prefix", "tail/");
  }
}
