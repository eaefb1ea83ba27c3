package io.prelabel.integration.picture.vp8;

/** Number tables, written as the specification prints them. */
final class Table {
  private Table() {}

  static short[] of(String numbers) {
    String[] words = numbers.strip().split("\\s+", -1);
    short[] table = new short[words.length];
    for (int i = 0; i < words.length; i++) {
      table[i] = Short.parseShort(words[i]);
    }
    return table;
  }
}
