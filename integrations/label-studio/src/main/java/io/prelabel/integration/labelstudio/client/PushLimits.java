package io.prelabel.integration.labelstudio.client;

/**
 * How much one request that writes predictions carries.
 *
 * @param predictions at most, at least 1
 * @param bytes of the body at most; a single prediction may be larger
 */
public record PushLimits(int predictions, int bytes) {
  /** Label Studio takes 250 MiB; 25 MB took it 1 s, and proxies before it often take less. */
  public static final PushLimits DEFAULT = new PushLimits(100, 16 << 20);

  public PushLimits {
    if (predictions < 1 || bytes < 1) {
      throw new IllegalArgumentException("a request carries at least one prediction");
    }
  }
}
