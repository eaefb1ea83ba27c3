package io.prelabel.integration.labelstudio.image;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Turns a host's name into its addresses; asked exactly once for each connection. */
@FunctionalInterface
public interface HostResolver {
  /** The machine's own resolver. */
  HostResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  List<InetAddress> resolve(String host) throws UnknownHostException;
}
