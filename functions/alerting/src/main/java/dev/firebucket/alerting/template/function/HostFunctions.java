package dev.firebucket.alerting.template.function;

import static dev.firebucket.go.template.function.Parameter.TEXT;

import dev.firebucket.go.template.function.TemplateFunction;
import dev.firebucket.go.value.Value;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// `stripPort`, `stripDomain`.
final class HostFunctions {
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

  private HostFunctions() {}

  /// @param port empty where none is given
  private record HostPort(String host, String port) {}

  static List<TemplateFunction<FunctionContext>> all() {
    return List.of(
        TemplateFunction.of(
            "stripPort",
            List.of(TEXT),
            (context, arguments) -> {
              String address = Arguments.text(arguments, 0);
              return new Value.Text(split(address).map(HostPort::host).orElse(address));
            }),
        TemplateFunction.of(
            "stripDomain",
            List.of(TEXT),
            (context, arguments) -> new Value.Text(stripDomain(Arguments.text(arguments, 0)))));
  }

  private static String stripDomain(String address) {
    HostPort parts = split(address).orElse(new HostPort(address, ""));
    if (isIpAddress(parts.host())) {
      return address;
    }
    int dot = parts.host().indexOf('.');
    String host = dot < 0 ? parts.host() : parts.host().substring(0, dot);
    if (parts.port().isEmpty()) {
      return host;
    }
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + parts.port();
  }

  /// Host and port as Go's `net.SplitHostPort` takes them apart; empty where it gives an error.
  private static Optional<HostPort> split(String address) {
    int colon = address.lastIndexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String port = address.substring(colon + 1);
    if (address.startsWith("[")) {
      int close = address.indexOf(']');
      String rest = close < 0 ? "" : address.substring(1).replaceFirst("]", "");
      boolean sound = close == colon - 1 && !rest.contains("[") && !rest.contains("]");
      return sound
          ? Optional.of(new HostPort(address.substring(1, close), port))
          : Optional.empty();
    }
    String host = address.substring(0, colon);
    boolean sound = !host.contains(":") && !address.contains("[") && !address.contains("]");
    return sound ? Optional.of(new HostPort(host, port)) : Optional.empty();
  }

  private static boolean isIpAddress(String host) {
    if (!host.contains(":")) {
      return IPV4.matcher(host).matches();
    }
    try {
      return !host.contains("[") && !host.contains("%") && InetAddress.ofLiteral(host) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
