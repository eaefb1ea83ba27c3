/** Gets the bytes of a task's image from where its data say, and from nowhere else. */
@NullMarked
package io.prelabel.integration.labelstudio.image;

import org.jspecify.annotations.NullMarked;
