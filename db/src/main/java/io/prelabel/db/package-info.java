/** What the rows of all subjects share: migration, failures, staleness. */
@NullMarked
package io.prelabel.db;

import org.jspecify.annotations.NullMarked;
