/**
 * How well a model does on pictures whose truth is known. Plain Java: the figures are defined and
 * computed here, and neither Spring nor a database is needed for them.
 */
@NullMarked
package io.prelabel.service.eval;

import org.jspecify.annotations.NullMarked;
