/** Masks as run lengths, the low-resolution logits they are cut from, and their exchange forms. */
@NullMarked
package io.prelabel.plugin.mask;

import org.jspecify.annotations.NullMarked;
