/** What models said. */
@NullMarked
package io.prelabel.db.prediction;

import org.jspecify.annotations.NullMarked;
