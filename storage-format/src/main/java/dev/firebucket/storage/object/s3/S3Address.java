package dev.firebucket.storage.object.s3;

import dev.firebucket.storage.object.ObjectStoreException;
import dev.firebucket.storage.object.StoreOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// Where a bucket is: on AWS by its host name, elsewhere by a path
/// ([endpoints](https://docs.aws.amazon.com/general/latest/gr/s3.html)).
///
/// @param root the scheme, the host and the port
/// @param path of the bucket below it; empty where the host is the bucket's
/// @param region that signatures name
record S3Address(URI root, String path, String region) {
  /// What the names of AWS's hosts end with in regions that begin with these words; elsewhere it is
  /// `amazonaws.com`. The SDK's table of all regions takes a tenth of a second to load.
  private static final Map<String, String> DOMAINS =
      Map.of(
          "cn-", "amazonaws.com.cn",
          "eusc-", "amazonaws.eu",
          "us-iso-", "c2s.ic.gov",
          "us-isob-", "sc2s.sgov.gov",
          "us-isof-", "csp.hci.ic.gov",
          "eu-isoe-", "cloud.adc-e.uk");

  /// Bucket names that a certificate for `*.s3.…` covers.
  private static final Pattern IN_HOST = Pattern.compile("[a-z0-9-]+");

  private static final List<String> ENDPOINTS = List.of("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");

  private static final String NO_REGION_THERE = "us-east-1";

  /// @throws ObjectStoreException when no region can be found, or the endpoint is none
  static S3Address of(String bucket, StoreOptions options) throws ObjectStoreException {
    Optional<URI> endpoint = endpoint(options);
    String region = region(options, endpoint.isPresent());
    if (endpoint.isPresent()) {
      String below = endpoint.get().getRawPath();
      String base = below == null ? "" : below.replaceAll("/+$", "");
      return new S3Address(endpoint.get(), base + "/" + bucket, region);
    }
    String host = host(region);
    return IN_HOST.matcher(bucket).matches()
        ? new S3Address(URI.create("https://" + bucket + "." + host), "", region)
        : new S3Address(URI.create("https://" + host), "/" + bucket, region);
  }

  /// Other endpoints are named as the AWS SDK and its tools name them, too.
  ///
  /// @throws ObjectStoreException when a variable names something else
  static Optional<URI> endpoint(StoreOptions options) throws ObjectStoreException {
    if (options.endpoint().isPresent()) {
      return options.endpoint();
    }
    for (String variable : ENDPOINTS) {
      Optional<String> named = setting(variable);
      if (named.isPresent()) {
        return Optional.of(endpoint(variable, named.get()));
      }
    }
    return Optional.empty();
  }

  /// What is wrong may hold a password: it is not quoted.
  static URI endpoint(String variable, String text) throws ObjectStoreException {
    try {
      URI named = new URI(text);
      if (("http".equals(named.getScheme()) || "https".equals(named.getScheme()))
          && named.getHost() != null
          && named.getRawUserInfo() == null) {
        return named;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw new ObjectStoreException(
        variable
            + " is not the endpoint of an S3; it must look like https://store.example:9000, without user and password");
  }

  private static String host(String region) {
    return "s3"
        + (isOn("AWS_USE_FIPS_ENDPOINT") ? "-fips" : "")
        + (isOn("AWS_USE_DUALSTACK_ENDPOINT") ? ".dualstack" : "")
        + "."
        + region
        + "."
        + domain(region);
  }

  private static String domain(String region) {
    return DOMAINS.entrySet().stream()
        .filter(domain -> region.startsWith(domain.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("amazonaws.com");
  }

  private static String region(StoreOptions options, boolean isElsewhere)
      throws ObjectStoreException {
    Optional<String> named =
        options
            .region()
            .or(() -> Optional.ofNullable(System.getProperty("aws.region")))
            .or(() -> setting("AWS_REGION"));
    if (named.isPresent()) {
      return named.get();
    }
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
    } catch (SdkClientException e) {
      if (isElsewhere) {
        // Other endpoints have no regions, but the signature needs one.
        return NO_REGION_THERE;
      }
      throw new ObjectStoreException(
          "no AWS region found; set --storage.s3.region or AWS_REGION, or a region in the profile",
          e);
    }
  }

  private static boolean isOn(String variable) {
    return setting(variable).filter("true"::equalsIgnoreCase).isPresent();
  }

  /// A variable of the environment that says something.
  static Optional<String> setting(String variable) {
    return Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isBlank());
  }

  /// Whether nobody on the way can read or change what is sent.
  boolean isPrivate() {
    return "https".equals(root.getScheme());
  }

  /// A request without a signature.
  SdkHttpRequest locate(S3Request request) {
    String object = request.key().isEmpty() ? "" : "/" + escaped(request.key());
    SdkHttpRequest.Builder located =
        SdkHttpRequest.builder()
            .method(request.method())
            .protocol(root.getScheme())
            .host(root.getHost())
            .port(root.getPort() < 0 ? null : root.getPort())
            .encodedPath(path.isEmpty() && object.isEmpty() ? "/" : path + object);
    request.query().forEach(located::putRawQueryParameter);
    request.headers().forEach(located::putHeader);
    return located.build();
  }

  /// A key in the path of an address.
  static String escaped(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~")
        .replace("%2F", "/");
  }
}
