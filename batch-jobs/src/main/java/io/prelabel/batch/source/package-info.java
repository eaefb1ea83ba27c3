/** Where the bytes of pictures come from. */
@NullMarked
package io.prelabel.batch.source;

import org.jspecify.annotations.NullMarked;
