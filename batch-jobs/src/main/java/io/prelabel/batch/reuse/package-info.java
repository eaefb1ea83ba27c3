/** What of a run's questions is answered by what is stored, and what is left to ask. */
@NullMarked
package io.prelabel.batch.reuse;

import org.jspecify.annotations.NullMarked;
