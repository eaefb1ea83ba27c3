/** The job that asks a model about every image of a run, and what starts and stops it. */
@NullMarked
package io.prelabel.batch.prelabel;

import org.jspecify.annotations.NullMarked;
