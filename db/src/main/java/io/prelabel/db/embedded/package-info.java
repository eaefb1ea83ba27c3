/** PostgreSQL inside this process's home folder, for those who bring none. */
@NullMarked
package io.prelabel.db.embedded;

import org.jspecify.annotations.NullMarked;
