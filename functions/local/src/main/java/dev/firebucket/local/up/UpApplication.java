package dev.firebucket.local.up;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the services under Quarkus until the process is told to end.
///
/// The services are built first, outside Quarkus: a wrong configuration or a store that refuses is
/// then a sentence and an exit status, not a failed deployment.
public final class UpApplication implements QuarkusApplication {
  private static final Logger LOG = LoggerFactory.getLogger(UpApplication.class);

  private final LocalServices services;

  UpApplication(LocalServices services) {
    this.services = services;
  }

  /// Serves until SIGTERM, SIGINT or `/-/quit`.
  ///
  /// @return the exit status
  /// @throws IOException when the address is taken, the configuration is wrong or the store refuses
  public static int run(UpSettings wanted) throws IOException {
    UpSettings settings = wanted.listeningOn(ListenPort.check(wanted.listen()));
    configureQuarkus(settings);
    FeatureNotice.log(settings.features());
    LocalServices services = LocalServices.open(settings);
    LocalHttp.lend(services);
    AtomicInteger status = new AtomicInteger();
    Quarkus.run(
        UpApplication.class,
        (code, failure) -> {
          if (failure != null) {
            LOG.error("the server could not be started: {}", failure.getMessage());
          }
          status.set(failure == null ? code : 1);
        });
    return status.get();
  }

  private static void configureQuarkus(UpSettings settings) {
    System.setProperty("quarkus.http.host", settings.listen().host());
    System.setProperty("quarkus.http.port", Integer.toString(settings.listen().port()));
    System.setProperty("quarkus.log.level", settings.logLevel().toUpperCase(Locale.ROOT));
    // Selectors typed into an address, ?query=up{job="x"}, are no URI to Java; Prometheus takes
    // them.
    System.setProperty("vertx.disableURIValidation", "true");
  }

  @Override
  public int run(String... arguments) throws IOException {
    try (services;
        Demo demo = Demo.startFor(services.settings());
        WarmUpThread _ = WarmUpThread.start(services.settings().query().warmUp())) {
      services.start();
      Banner.print(services, demo.url(), System.out);
      Quarkus.waitForExit();
    }
    return 0;
  }
}
