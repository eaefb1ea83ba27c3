package io.prelabel.integration.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The coded pixels of a WebP picture, or of the first frame of an animated one, and where they lie
 * on the canvas (WebP container specification, "ANMF"; RFC 6386, 9.1; WebP lossless, section 3).
 *
 * @param chunk {@code VP8 } (lossy) or {@code VP8L} (lossless)
 */
record WebpFrame(RiffChunks.Chunk chunk, int x, int y, int width, int height) {
  private static final int FRAME_HEADER = 16;

  /** Even, and as many bytes as TwelveMonkeys' bit reader fetches at once. */
  private static final int LOOK_AHEAD = 8;

  static WebpFrame first(RiffChunks file) {
    return file.first("ANMF").map(anmf -> onCanvas(anmf.content())).orElseGet(() -> of(file, 0, 0));
  }

  private static WebpFrame onCanvas(Bytes anmf) {
    return of(RiffChunks.of(anmf.from(FRAME_HEADER)), 2 * anmf.u24le(0), 2 * anmf.u24le(3));
  }

  private static WebpFrame of(RiffChunks chunks, int x, int y) {
    RiffChunks.Chunk pixels =
        chunks
            .first("VP8 ")
            .or(() -> chunks.first("VP8L"))
            .orElseThrow(() -> Refusal.damaged("it holds no pixels"));
    return pixels.type().equals("VP8L") ? lossless(pixels, x, y) : lossy(pixels, x, y);
  }

  private static WebpFrame lossy(RiffChunks.Chunk chunk, int x, int y) {
    Bytes content = chunk.content();
    boolean keyFrame = (content.u8(0) & 1) == 0;
    if (!keyFrame || !content.matches(3, "\u009D\u0001*")) {
      throw Refusal.damaged("its pixels do not begin with a key frame");
    }
    return new WebpFrame(chunk, x, y, content.u16le(6) & 0x3FFF, content.u16le(8) & 0x3FFF);
  }

  private static WebpFrame lossless(RiffChunks.Chunk chunk, int x, int y) {
    if (chunk.content().u8(0) != 0x2F) {
      throw Refusal.damaged("its pixels do not begin with their signature");
    }
    int bits = (int) chunk.content().u32le(1);
    return new WebpFrame(chunk, x, y, (bits & 0x3FFF) + 1, (bits >>> 14 & 0x3FFF) + 1);
  }

  boolean lossless() {
    return chunk.type().equals("VP8L");
  }

  /**
   * Returns a WebP file of this frame alone: no alpha plane, no profile, no animation. Zeros follow
   * the pixels, enough for a reader's look-ahead; one that uses them up was given too little.
   */
  byte[] asFile() {
    int length = chunk.content().length();
    int padded = length + length % 2 + LOOK_AHEAD;
    ByteArrayOutputStream out = new ByteArrayOutputStream(padded + 20);
    ascii(out, "RIFF");
    u32(out, 4 + 8 + padded);
    ascii(out, "WEBP" + chunk.type());
    u32(out, padded);
    chunk.content().writeTo(out);
    out.writeBytes(new byte[padded - length]);
    return out.toByteArray();
  }

  private static void ascii(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static void u32(ByteArrayOutputStream out, int value) {
    for (int shift = 0; shift < 32; shift += 8) {
      out.write(value >>> shift);
    }
  }
}
