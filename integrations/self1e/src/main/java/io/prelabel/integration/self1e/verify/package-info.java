/** Compares this implementation with what the authors' code answered to the same questions. */
@NullMarked
package io.prelabel.integration.self1e.verify;

import org.jspecify.annotations.NullMarked;
