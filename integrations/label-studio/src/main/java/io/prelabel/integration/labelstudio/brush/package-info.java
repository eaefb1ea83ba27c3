/** Label Studio's run-length format for brush regions. */
@NullMarked
package io.prelabel.integration.labelstudio.brush;

import org.jspecify.annotations.NullMarked;
