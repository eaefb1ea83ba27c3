package io.prelabel.integration.picture;

import io.prelabel.plugin.PluginException;

/** A walk over the blocks of a GIF file (GIF89a specification, appendix B). */
final class GifBlocks {
  static final int EXTENSION = 0x21;
  static final int FRAME = 0x2C;
  static final int TRAILER = 0x3B;

  private static final int SCREEN = 13;
  private static final int FRAME_DESCRIPTOR = 10;

  private final Bytes file;
  private long at;

  private GifBlocks(Bytes file) {
    this.file = file;
    this.at = SCREEN + paletteSize(file.u8(10));
  }

  static GifBlocks of(Bytes file) {
    return new GifBlocks(file);
  }

  /** Returns the bytes of a palette, as a flags byte says. */
  static int paletteSize(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  /**
   * Returns the frames that are there; those after a place where the file breaks off don't count.
   */
  static int countFrames(Bytes file) {
    int frames = 0;
    try {
      GifBlocks blocks = of(file);
      while (blocks.introducer() != TRAILER) {
        frames += blocks.introducer() == FRAME ? 1 : 0;
        blocks.skip();
      }
    } catch (PluginException brokenLater) {
      return frames;
    }
    return frames;
  }

  /** Returns the kind of the present block. */
  int introducer() {
    return file.u8(at);
  }

  /** Returns the file from the present block on. */
  Bytes present() {
    return file.from(at);
  }

  /** Goes to the next block. */
  void skip() {
    long data =
        switch (introducer()) {
          case EXTENSION -> at + 2;
          case FRAME -> at + FRAME_DESCRIPTOR + paletteSize(file.u8(at + 9)) + 1;
          default -> throw Refusal.damaged("a block of unknown kind");
        };
    while (file.u8(data) != 0) {
      data += 1 + file.u8(data);
    }
    at = data + 1;
  }
}
