/** A real PostgreSQL for the tests of this and other modules. */
@NullMarked
package io.prelabel.db.testing;

import org.jspecify.annotations.NullMarked;
