package dev.firebucket.lambda.scrape;

import dev.firebucket.config.http.HttpClientConfig;
import dev.firebucket.config.http.HttpClientFactory;
import dev.firebucket.lambda.start.Preload;
import java.io.IOException;

/// Loads what asks targets: the JDK's client, with the certificates that it trusts.
public final class TargetsPreload implements Preload {
  @Override
  public void run() throws IOException {
    try (HttpClientFactory clients = new HttpClientFactory()) {
      var _ = clients.client(HttpClientConfig.DEFAULT);
    }
  }
}
