/** Models that have been used. */
@NullMarked
package io.prelabel.db.model;

import org.jspecify.annotations.NullMarked;
