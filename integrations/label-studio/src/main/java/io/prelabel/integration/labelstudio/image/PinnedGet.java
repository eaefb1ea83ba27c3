package io.prelabel.integration.labelstudio.image;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One GET over a connection to an address that was chosen beforehand (HTTP/1.1, RFC 9112), closed
 * afterwards. Thread-safe.
 *
 * <p>{@code java.net.http.HttpClient} resolves a name itself when it connects, after any check;
 * here the checked address is the one that is dialled, while TLS (server name, certificate) and the
 * {@code Host} field go by the URI's name.
 */
final class PinnedGet {
  private final ImageAccess access;
  private final SSLSocketFactory tls;

  PinnedGet(ImageAccess access, SSLSocketFactory tls) {
    this.access = access;
    this.tls = tls;
  }

  /**
   * Asks the first of the addresses that can be connected to.
   *
   * @throws TooLargeException where a 200's body is longer than allowed
   * @throws IOException where there is no whole answer in time
   */
  WebResponse send(
      URI uri, List<InetAddress> addresses, Optional<String> authorization, Deadline deadline)
      throws IOException {
    try (Socket plain = connected(addresses, Web.port(uri), deadline);
        Socket socket = Web.isSecure(uri) ? secured(plain, uri, deadline) : plain) {
      socket.getOutputStream().write(request(uri, authorization));
      socket.getOutputStream().flush();
      InputStream in =
          new BufferedInputStream(new TimedInput(socket, deadline, access.readTimeout()), 1 << 16);
      ResponseHead head = ResponseHead.read(in);
      return new WebResponse(head, head.status() == 200 ? body(head, in) : new byte[0]);
    }
  }

  private Socket connected(List<InetAddress> addresses, int port, Deadline deadline)
      throws IOException {
    IOException last = new IOException("no address");
    for (InetAddress address : addresses) {
      Socket socket = new Socket();
      try {
        int wait = deadline.millis(access.connectTimeout());
        socket.connect(new InetSocketAddress(address, port), wait);
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }

  private Socket secured(Socket plain, URI uri, Deadline deadline) throws IOException {
    plain.setSoTimeout(deadline.millis(access.readTimeout()));
    SSLSocket socket = (SSLSocket) tls.createSocket(plain, uri.getHost(), Web.port(uri), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static byte[] request(URI uri, Optional<String> authorization) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    String head =
        "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: image/*, */*;q=0.5\r\n"
                .formatted(target, uri.getRawAuthority())
            + "Accept-Encoding: identity\r\nUser-Agent: prelabel\r\nConnection: close\r\n"
            + authorization.map(value -> "Authorization: " + value + "\r\n").orElse("")
            + "\r\n";
    return head.getBytes(StandardCharsets.US_ASCII);
  }

  private byte[] body(ResponseHead head, InputStream in) throws IOException {
    String coding = head.field("transfer-encoding");
    if (coding.equalsIgnoreCase("chunked")) {
      return bounded(new ChunkedInput(in), access.maxBytes());
    }
    if (!coding.isEmpty() || !head.field("content-encoding").matches("(?i)(identity)?")) {
      throw new ProtocolException("a coding that was not asked for");
    }
    String length = head.field("content-length");
    if (length.isEmpty()) {
      return bounded(in, access.maxBytes());
    }
    return counted(length, in);
  }

  private byte[] counted(String length, InputStream in) throws IOException {
    if (!length.matches("\\d{1,18}")) {
      throw new ProtocolException("not a length");
    }
    if (Long.parseLong(length) > access.maxBytes()) {
      throw new TooLargeException();
    }
    int expected = Integer.parseInt(length);
    byte[] bytes = in.readNBytes(expected);
    if (bytes.length < expected) {
      throw new EOFException("the body is cut off");
    }
    return bytes;
  }

  private static byte[] bounded(InputStream in, int maxBytes) throws IOException {
    byte[] bytes = in.readNBytes(maxBytes);
    if (bytes.length == maxBytes && in.read() >= 0) {
      throw new TooLargeException();
    }
    return bytes;
  }

  /** A body that is longer than allowed. */
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
