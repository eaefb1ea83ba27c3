/** From a picture to the tiles that the vision tower reads. */
@NullMarked
package io.prelabel.integration.self1e.image;

import org.jspecify.annotations.NullMarked;
