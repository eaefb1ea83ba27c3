/** Data sets and the images in them. */
@NullMarked
package io.prelabel.db.dataset;

import org.jspecify.annotations.NullMarked;
