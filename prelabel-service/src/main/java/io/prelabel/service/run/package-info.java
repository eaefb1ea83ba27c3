/** Runs as people see them: what they are made of, how far they are, what they gave. */
@NullMarked
package io.prelabel.service.run;

import org.jspecify.annotations.NullMarked;
