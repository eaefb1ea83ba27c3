/** Between Java types and columns. Internal to this module. */
@NullMarked
package io.prelabel.db.jdbc;

import org.jspecify.annotations.NullMarked;
