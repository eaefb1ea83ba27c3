/** A server written by hand that answers as Label Studio did when its contract was recorded. */
@NullMarked
package io.prelabel.integration.labelstudio.stub;

import org.jspecify.annotations.NullMarked;
