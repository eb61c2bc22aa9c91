package dev.firebucket.local.up;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/// Checks that the address is free before anything is started, to report a conflict in one
/// sentence.
final class ListenPort {
  private ListenPort() {}

  /// The address with its port: the one that was free where 0 was asked for.
  ///
  /// @throws IOException when it is in use, or not an address of this machine
  static ListenAddress check(ListenAddress address) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address.host()), address.port()));
      return new ListenAddress(address.host(), socket.getLocalPort());
    } catch (UnknownHostException e) {
      throw new IOException(
          "cannot listen on "
              + address
              + ": no such host; give an address of this machine to --web.listen-address",
          e);
    } catch (IOException e) {
      throw new IOException(
          "cannot listen on "
              + address
              + ": "
              + e.getMessage()
              + "; stop what listens there, or choose another address with --web.listen-address",
          e);
    }
  }
}
