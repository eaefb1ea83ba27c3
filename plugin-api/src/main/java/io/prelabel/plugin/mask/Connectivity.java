package io.prelabel.plugin.mask;

/** Which neighbours of a pixel belong to the same part. */
public enum Connectivity {
  /** Pixels that share an edge. */
  FOUR(0),
  /** Pixels that share an edge or a corner. */
  EIGHT(1);

  /** How many rows apart two runs of neighbouring columns may be and still touch. */
  final int reach;

  Connectivity(int reach) {
    this.reach = reach;
  }
}
