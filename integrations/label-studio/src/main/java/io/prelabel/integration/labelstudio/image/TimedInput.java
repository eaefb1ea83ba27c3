package io.prelabel.integration.labelstudio.image;

import java.io.FilterInputStream;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;

/**
 * A socket's input whose every read ends by the deadline; a server that drips cannot stretch it.
 */
final class TimedInput extends FilterInputStream {
  private final Socket socket;
  private final Deadline deadline;
  private final Duration silence;

  TimedInput(Socket socket, Deadline deadline, Duration silence) throws IOException {
    super(socket.getInputStream());
    this.socket = socket;
    this.deadline = deadline;
    this.silence = silence;
  }

  @Override
  public int read() throws IOException {
    socket.setSoTimeout(deadline.millis(silence));
    return super.read();
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    socket.setSoTimeout(deadline.millis(silence));
    return super.read(into, offset, length);
  }
}
