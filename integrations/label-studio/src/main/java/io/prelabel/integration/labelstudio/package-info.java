/** Label Studio: what its HTTP interface, labeling configurations and results are made of. */
@NullMarked
package io.prelabel.integration.labelstudio;

import org.jspecify.annotations.NullMarked;
