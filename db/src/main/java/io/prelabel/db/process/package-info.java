/** Which processes are alive, so that the work of dead ones can be taken over. */
@NullMarked
package io.prelabel.db.process;

import org.jspecify.annotations.NullMarked;
