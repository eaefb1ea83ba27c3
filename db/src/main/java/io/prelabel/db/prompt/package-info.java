/** Prompt sets, immutable and versioned. */
@NullMarked
package io.prelabel.db.prompt;

import org.jspecify.annotations.NullMarked;
