/** Pictures of the formats that data sets come in, decoded to upright RGB. */
@NullMarked
package io.prelabel.integration.picture;

import org.jspecify.annotations.NullMarked;
