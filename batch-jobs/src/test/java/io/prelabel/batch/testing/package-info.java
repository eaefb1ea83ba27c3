/** Parts that several tests stand on. */
@NullMarked
package io.prelabel.batch.testing;

import org.jspecify.annotations.NullMarked;
