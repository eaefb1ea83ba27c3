package io.prelabel.integration.self1e.checkpoint;

/**
 * A tensor that the computation needs, found and of the right shape.
 *
 * @param entry where it lies in its file
 * @param placement where its rows go in the program
 */
public record PlacedTensor(TensorEntry entry, TensorPlacement placement) {}
