/** The job that walks a folder and registers its pictures. */
@NullMarked
package io.prelabel.batch.ingest;

import org.jspecify.annotations.NullMarked;
