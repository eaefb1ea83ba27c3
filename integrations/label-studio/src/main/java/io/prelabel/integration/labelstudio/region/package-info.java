/** Masks as regions of a Label Studio result, and people's regions as masks again. */
@NullMarked
package io.prelabel.integration.labelstudio.region;

import org.jspecify.annotations.NullMarked;
