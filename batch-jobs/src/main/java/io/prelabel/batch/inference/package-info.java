/** One engine, many askers: requests are gathered into batches in front of the model. */
@NullMarked
package io.prelabel.batch.inference;

import org.jspecify.annotations.NullMarked;
