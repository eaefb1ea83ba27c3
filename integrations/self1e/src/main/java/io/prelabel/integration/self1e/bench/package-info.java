/**
 * Measures a model: random checkpoints of published shapes, the machine's matrix product, and the
 * time of each stage. Nothing of it takes part in labeling.
 */
@NullMarked
package io.prelabel.integration.self1e.bench;

import org.jspecify.annotations.NullMarked;
