package io.prelabel.integration.picture;

import java.util.OptionalInt;

/**
 * A GIF's first frame (GIF89a specification, sections 18 to 23).
 *
 * @param left column of the screen where the frame begins
 * @param top row of the screen where the frame begins
 * @param codeSize bits of the smallest LZW code
 * @param data the file from the first data sub-block on
 */
record GifFrame(
    int left,
    int top,
    int width,
    int height,
    boolean interlaced,
    Palette palette,
    OptionalInt transparent,
    int codeSize,
    Bytes data) {
  private static final int SCREEN = 13;
  private static final int DESCRIPTOR = 10;
  private static final int GRAPHIC_CONTROL = 0xF9;

  static GifFrame first(Bytes file) {
    GifBlocks blocks = GifBlocks.of(file);
    OptionalInt transparent = OptionalInt.empty();
    while (blocks.introducer() != GifBlocks.FRAME) {
      if (blocks.introducer() == GifBlocks.TRAILER) {
        throw Refusal.damaged("it holds no picture");
      }
      Bytes block = blocks.present();
      if (block.u8(1) == GRAPHIC_CONTROL && block.u8(2) == 4) {
        transparent = (block.u8(3) & 1) == 1 ? OptionalInt.of(block.u8(6)) : OptionalInt.empty();
      }
      blocks.skip();
    }
    return of(file, blocks.present(), transparent);
  }

  private static GifFrame of(Bytes file, Bytes block, OptionalInt transparent) {
    int flags = block.u8(9);
    int ownPalette = GifBlocks.paletteSize(flags);
    int sharedPalette = GifBlocks.paletteSize(file.u8(10));
    Palette palette;
    if (ownPalette > 0) {
      palette = Palette.ofRgb(block.slice(DESCRIPTOR, ownPalette));
    } else if (sharedPalette > 0) {
      palette = Palette.ofRgb(file.slice(SCREEN, sharedPalette));
    } else {
      palette = Palette.greyLevels();
    }
    return new GifFrame(
        block.u16le(1),
        block.u16le(3),
        block.u16le(5),
        block.u16le(7),
        (flags & 0x40) != 0,
        palette,
        transparent,
        block.u8(DESCRIPTOR + ownPalette),
        block.from(DESCRIPTOR + ownPalette + 1));
  }

  /** Returns the row that is stored as the n-th one: interlaced frames come in four passes. */
  int row(int stored) {
    if (!interlaced) {
      return stored;
    }
    int eighths = (height + 7) / 8;
    int quarters = (height + 3) / 4;
    int halves = (height + 1) / 2;
    if (stored < eighths) {
      return 8 * stored;
    } else if (stored < quarters) {
      return 8 * (stored - eighths) + 4;
    } else if (stored < halves) {
      return 4 * (stored - quarters) + 2;
    }
    return 2 * (stored - halves) + 1;
  }
}
