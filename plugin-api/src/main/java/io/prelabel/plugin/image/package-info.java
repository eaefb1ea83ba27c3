/** Pictures: where they are, what they hold, and who decodes them. */
@NullMarked
package io.prelabel.plugin.image;

import org.jspecify.annotations.NullMarked;
