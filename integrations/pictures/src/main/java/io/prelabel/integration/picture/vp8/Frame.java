package io.prelabel.integration.picture.vp8;

import java.io.IOException;
import java.util.Arrays;

/** Decodes one key frame into its three planes. */
final class Frame {
  private final FrameHeader header;
  private final Modes modes;
  private final Coefficients coefficients;
  private final FrameFilter filter;
  private final SubblockPrediction subblocks;

  final Plane y;
  final Plane u;
  final Plane v;

  Frame(FrameHeader header) {
    this.header = header;
    int columns = header.macroblockColumns();
    int rows = header.macroblockRows();
    this.y = new Plane(16 * columns, 16 * rows);
    this.u = new Plane(8 * columns, 8 * rows);
    this.v = new Plane(8 * columns, 8 * rows);
    this.modes = new Modes(header);
    this.coefficients = new Coefficients(header);
    this.filter = new FrameFilter(header);
    this.subblocks = new SubblockPrediction(y);
  }

  void decode() throws IOException {
    for (int row = 0; row < header.macroblockRows(); row++) {
      modes.startRow();
      coefficients.startRow();
      BoolDecoder in = header.partitions()[row % header.partitions().length];
      for (int column = 0; column < header.macroblockColumns(); column++) {
        macroblock(in, column, row);
      }
    }
    filter.run(y, u, v); // last of all, since prediction starts from pixels as they were before
  }

  private void macroblock(BoolDecoder in, int column, int row) throws IOException {
    modes.read(column);
    boolean any = false;
    if (modes.skip) {
      coefficients.skip(column, modes.subblocks);
    } else {
      any = coefficients.read(in, column, modes);
    }
    if (modes.subblocks) {
      luminanceBySubblocks(column, row);
    } else {
      luminance(column, row);
    }
    chroma(u, 16, column, row);
    chroma(v, 20, column, row);
    filter.note(column, row, modes, any);
  }

  private void luminance(int column, int row) {
    BlockPrediction.fill(y, y.at(16 * column, 16 * row), 16, modes.luma[0], row > 0, column > 0);
    for (int i = 0; i < 16; i++) {
      add(i, y, y.at(16 * column + i % 4 * 4, 16 * row + i / 4 * 4));
    }
  }

  private void luminanceBySubblocks(int column, int row) {
    int[] rightOfBlock = aboveRight(column, row);
    int[] inside = new int[4];
    for (int i = 0; i < 16; i++) {
      int at = y.at(16 * column + i % 4 * 4, 16 * row + i / 4 * 4);
      boolean lastColumn = i % 4 == 3;
      for (int x = 0; !lastColumn && x < 4; x++) {
        inside[x] = y.get(at - y.stride + 4 + x);
      }
      subblocks.fill(at, modes.luma[i], lastColumn ? rightOfBlock : inside);
      add(i, y, at);
    }
  }

  /** The same four pixels serve all rows of subblocks: those below are not decoded yet. */
  private int[] aboveRight(int column, int row) {
    int[] pixels = new int[4];
    if (row == 0) {
      Arrays.fill(pixels, 127);
      return pixels;
    }
    boolean lastColumn = column == header.macroblockColumns() - 1;
    int at = y.at(16 * column + 16, 16 * row - 1);
    for (int i = 0; i < 4; i++) {
      pixels[i] = lastColumn ? y.get(at - 1) : y.get(at + i);
    }
    return pixels;
  }

  private void chroma(Plane plane, int firstBlock, int column, int row) {
    int at = plane.at(8 * column, 8 * row);
    BlockPrediction.fill(plane, at, 8, modes.chroma, row > 0, column > 0);
    for (int i = 0; i < 4; i++) {
      add(firstBlock + i, plane, at + i % 2 * 4 + i / 2 * 4 * plane.stride);
    }
  }

  private void add(int block, Plane plane, int at) {
    InverseTransform.add(coefficients.values, 16 * block, plane, at);
  }
}
