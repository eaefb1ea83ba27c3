package io.prelabel.plugin.model;

/** The number type that a model computes in. */
public enum Precision {
  /** The model decides, from the checkpoint and the device. */
  AUTO,
  FLOAT32,
  BFLOAT16
}
