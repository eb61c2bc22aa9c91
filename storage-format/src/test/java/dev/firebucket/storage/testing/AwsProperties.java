package dev.firebucket.storage.testing;

import java.util.Map;
import java.util.TreeMap;

/// Credentials of this process for the AWS SDK, as one test wants them. Closed, it leaves those of
/// before: other tests of the process have set some for the servers that they started.
public final class AwsProperties implements AutoCloseable {
  private final Map<String, String> before = new TreeMap<>();

  private AwsProperties() {}

  /// A key and a secret that no server looks at.
  public static AwsProperties any() {
    AwsProperties properties = new AwsProperties();
    properties.set("aws.accessKeyId", "id");
    properties.set("aws.secretAccessKey", "secret");
    return properties;
  }

  private void set(String name, String value) {
    String known = System.setProperty(name, value);
    before.put(name, known == null ? "" : known);
  }

  @Override
  public void close() {
    before.forEach(
        (name, known) -> {
          if (known.isEmpty()) {
            System.clearProperty(name);
          } else {
            System.setProperty(name, known);
          }
        });
  }
}
