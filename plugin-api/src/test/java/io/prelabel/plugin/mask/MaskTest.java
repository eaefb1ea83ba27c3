package io.prelabel.plugin.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MaskTest {
  @ParameterizedTest
  @EnumSource(Connectivity.class)
  void componentsAreThoseOfAFloodFill(Connectivity connectivity) {
    Random random = new Random(5);
    for (int round = 0; round < 200; round++) {
      int width = 1 + random.nextInt(12);
      int height = 1 + random.nextInt(12);
      Mask mask = noise(width, height, random.nextDouble(), random);
      assertThat(mask.components(connectivity)).isEqualTo(flooded(mask, connectivity));
    }
  }

  @Test
  void pixelsThatTouchAtACornerAreOnePartOnlyForEight() {
    Mask diagonal = Mask.ofRuns(2, 2, 0, 1, 2, 1);
    assertThat(diagonal.components(Connectivity.EIGHT)).containsExactly(diagonal);
    assertThat(diagonal.components(Connectivity.FOUR))
        .containsExactly(Mask.ofRuns(2, 2, 0, 1, 3), Mask.ofRuns(2, 2, 3, 1));
  }

  @Test
  void smallPartsAreDroppedAndTheRestStays() {
    Mask mask = Mask.ofRuns(6, 1, 0, 2, 1, 1, 1, 1);
    assertThat(mask.withoutSmallParts(2, Connectivity.EIGHT)).isEqualTo(Mask.ofRuns(6, 1, 0, 2, 4));
    assertThat(mask.withoutSmallParts(3, Connectivity.EIGHT)).isEqualTo(Mask.empty(6, 1));
  }

  @Test
  void transposedIsThatOfTheBitmap() {
    Random random = new Random(9);
    for (int round = 0; round < 300; round++) {
      int width = 1 + random.nextInt(12);
      int height = 1 + random.nextInt(12);
      Mask mask = noise(width, height, random.nextDouble(), random);
      BitSet exchanged = new BitSet();
      mask.toBitmap().stream().forEach(bit -> exchanged.set(bit % width * height + bit / width));
      assertThat(mask.transposed()).isEqualTo(Mask.ofBitmap(height, width, exchanged));
      assertThat(mask.transposed().transposed()).isEqualTo(mask);
    }
  }

  @Test
  void transposedHasTheRunsAlongTheRows() {
    Mask corner = Mask.ofRuns(3, 2, 0, 2, 4);
    assertThat(corner.transposed().runs()).containsExactly(0, 1, 2, 1, 2);
    Mask rows = Mask.ofRuns(2, 3, 1, 5);
    assertThat(rows.transposed().runs()).as("a run over a row's end").containsExactly(1, 5);
    assertThat(Mask.empty(5, 4).transposed()).isEqualTo(Mask.empty(4, 5));
  }

  @Test
  void combinationsAreThoseOfTheBitmaps() {
    Random random = new Random(8);
    for (int round = 0; round < 100; round++) {
      Mask a = noise(9, 7, random.nextDouble(), random);
      Mask b = noise(9, 7, random.nextDouble(), random);
      BitSet both = a.toBitmap();
      both.and(b.toBitmap());
      BitSet either = a.toBitmap();
      either.or(b.toBitmap());
      assertThat(a.intersection(b)).isEqualTo(Mask.ofBitmap(9, 7, both));
      assertThat(a.union(b)).isEqualTo(Mask.ofBitmap(9, 7, either));
    }
  }

  @Test
  void iou_ofTwoEmptyMasks_isZero() {
    assertThat(Mask.empty(3, 3).iou(Mask.empty(3, 3))).isZero();
  }

  @Test
  void masksOfTwoSizesAreNotCompared() {
    assertThatThrownBy(() -> Mask.empty(3, 4).iou(Mask.empty(4, 3)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void runsThatGoOnInTheNextColumnAreCutAtTheEdge() {
    List<String> seen = new ArrayList<>();
    Mask.ofRuns(3, 4, 2, 7, 3).forEachRun((x, first, end) -> seen.add(x + ":" + first + "-" + end));
    assertThat(seen).containsExactly("0:2-4", "1:0-4", "2:0-1");
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "5, 0", "65536, 65536"})
  void sizesThatIntPositionsCannotReachAreRefused(int width, int height) {
    assertThatThrownBy(() -> Mask.empty(width, height))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("bad size");
  }

  @Test
  void bitmapsWithABitOutsideThePictureAreRefused() {
    BitSet bitmap = new BitSet();
    bitmap.set(6);
    assertThatThrownBy(() -> Mask.ofBitmap(3, 2, bitmap))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Mask noise(int width, int height, double density, Random random) {
    BitSet bitmap = new BitSet();
    for (int i = 0; i < width * height; i++) {
      bitmap.set(i, random.nextDouble() < density);
    }
    return Mask.ofBitmap(width, height, bitmap);
  }

  /** The textbook way, on a bitmap, seeded in column-major order. */
  private static List<Mask> flooded(Mask mask, Connectivity connectivity) {
    BitSet rest = mask.toBitmap();
    List<Mask> parts = new ArrayList<>();
    for (int x = 0; x < mask.width(); x++) {
      for (int y = 0; y < mask.height(); y++) {
        if (rest.get(y * mask.width() + x)) {
          parts.add(flood(rest, x, y, mask.width(), mask.height(), connectivity));
        }
      }
    }
    return parts;
  }

  private static Mask flood(
      BitSet rest, int seedX, int seedY, int width, int height, Connectivity connectivity) {
    BitSet part = new BitSet();
    Deque<int[]> open = new ArrayDeque<>(List.of(new int[] {seedX, seedY}));
    while (!open.isEmpty()) {
      int[] pixel = open.pop();
      int x = pixel[0];
      int y = pixel[1];
      boolean inside = x >= 0 && x < width && y >= 0 && y < height;
      if (!inside || !rest.get(y * width + x)) {
        continue;
      }
      rest.clear(y * width + x);
      part.set(y * width + x);
      for (int dx = -1; dx <= 1; dx++) {
        for (int dy = -1; dy <= 1; dy++) {
          if (connectivity == Connectivity.EIGHT || dx == 0 || dy == 0) {
            open.push(new int[] {x + dx, y + dy});
          }
        }
      }
    }
    return Mask.ofBitmap(width, height, part);
  }
}
