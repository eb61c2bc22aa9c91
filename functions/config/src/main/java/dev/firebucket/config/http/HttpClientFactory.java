package dev.firebucket.config.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLParameters;

/// Makes clients of configurations. Clients with equal TLS and proxy settings share connections and
/// threads, and are created again when a certificate file changes. Safe for use by several threads.
public final class HttpClientFactory implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

  /// What makes one JDK client differ from another.
  private record Transport(TlsConfig tls, ProxyConfig proxy, Duration connectTimeout) {}

  /// @param unclosed how many connections the client has left open
  private record Built(HttpClient client, List<FileTime> stamps, AtomicInteger unclosed) {}

  /// So many connections may stay open that nobody uses.
  private static final int MOST_UNCLOSED = 64;

  /// Who has asked for a client just now still sends by it.
  private static final Duration BEFORE_END = Duration.ofSeconds(5);

  private final Map<Transport, Built> clients = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Function<String, Optional<String>> environment;

  /// A factory with the environment of this process.
  public HttpClientFactory() {
    this(name -> Optional.ofNullable(System.getenv(name)));
  }

  /// @param environment variables for `proxy_from_environment`
  public HttpClientFactory(Function<String, Optional<String>> environment) {
    this.environment = environment;
  }

  /// A client for a configuration; ask again for each round of requests, it is cheap.
  ///
  /// @throws IOException when a certificate or key cannot be read; the message names the file
  public ConfiguredHttpClient client(HttpClientConfig config) throws IOException {
    return client(config, CONNECT_TIMEOUT);
  }

  /// The same with a bound on how long a connection may take to come about. Clients with another
  /// bound have connections of their own.
  ///
  /// @throws IOException when a certificate or key cannot be read; the message names the file
  public ConfiguredHttpClient client(HttpClientConfig config, Duration connectTimeout)
      throws IOException {
    Transport transport = new Transport(config.tlsConfig(), config.proxy(), connectTimeout);
    List<FileTime> stamps = stamps(config.tlsConfig());
    Built built = clients.get(transport);
    if (built == null || !built.stamps().equals(stamps)) {
      built = new Built(build(transport), stamps, new AtomicInteger());
      clients.put(transport, built);
    }
    Built asked = built;
    return new ConfiguredHttpClient(asked.client(), config, () -> leftOpen(transport, asked));
  }

  /// The JDK's client never closes the connection of an answer that is not HTTP, such as that of a
  /// port that speaks TLS: its end does.
  private void leftOpen(Transport transport, Built built) {
    if (built.unclosed().incrementAndGet() == MOST_UNCLOSED && clients.remove(transport, built)) {
      CompletableFuture.delayedExecutor(BEFORE_END.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> built.client().shutdown());
    }
  }

  private HttpClient build(Transport transport) throws IOException {
    SSLParameters parameters = new SSLParameters();
    TlsProtocols.restrict(parameters, transport.tls());
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .executor(threads)
            .connectTimeout(transport.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .sslContext(TlsContexts.of(transport.tls()))
            .sslParameters(parameters);
    ProxyChoice.of(transport.proxy(), environment).ifPresent(builder::proxy);
    return builder.build();
  }

  private static List<FileTime> stamps(TlsConfig tls) throws IOException {
    List<FileTime> stamps = new ArrayList<>();
    for (String file : new String[] {tls.caFile(), tls.certFile(), tls.keyFile()}) {
      if (!file.isEmpty()) {
        stamps.add(stamp(Path.of(file)));
      }
    }
    return stamps;
  }

  private static FileTime stamp(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new IOException("unable to read TLS file " + file + ": " + e, e);
    }
  }

  /// Ends all requests that still run.
  @Override
  public void close() {
    clients.values().forEach(built -> built.client().shutdownNow());
    threads.shutdownNow();
  }
}
