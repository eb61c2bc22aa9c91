package dev.firebucket.local.up;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// SIGHUP: reload, as with Prometheus.
///
/// The JDK has no supported class for signals; `sun.misc.Signal` is reached by reflection because
/// naming it is a warning that no annotation silences.
final class HangupSignal {
  private static final Logger LOG = LoggerFactory.getLogger(HangupSignal.class);

  private HangupSignal() {}

  /// Runs an action at each SIGHUP; on systems without that signal nothing ever happens.
  static void onHangup(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object reaction =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                action.run();
                return null;
              });
      Object _ =
          signal
              .getMethod("handle", signal, handler)
              .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), reaction);
    } catch (ReflectiveOperationException e) {
      LOG.info("reload by SIGHUP is not available here; use POST /-/reload");
      LOG.debug("no SIGHUP", e);
    }
  }
}
