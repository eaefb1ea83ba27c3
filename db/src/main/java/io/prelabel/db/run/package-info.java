/** Runs and their work items: who works on what, and how it ended. */
@NullMarked
package io.prelabel.db.run;

import org.jspecify.annotations.NullMarked;
