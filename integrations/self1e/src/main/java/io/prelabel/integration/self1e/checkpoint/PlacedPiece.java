package io.prelabel.integration.self1e.checkpoint;

import java.util.List;

/**
 * Numbers that go from a piece of a checkpoint's tensor to one place in a tensor of the program.
 *
 * @param target the program's tensor
 * @param shape of the program's tensor
 * @param from index of the first number in the piece
 * @param count how many
 * @param at index of the first number in the program's tensor
 */
public record PlacedPiece(String target, List<Long> shape, long from, long count, long at) {}
