package io.prelabel.integration.self1e.checkpoint;

import java.util.Optional;

/**
 * A tensor that the computation needs, found and of the right shape.
 *
 * @param entry where it lies in its file
 * @param placement where its rows go in the program
 * @param lora what is to be added to it, where that was not done before it was saved
 */
public record PlacedTensor(TensorEntry entry, TensorPlacement placement, Optional<Lora> lora) {}
