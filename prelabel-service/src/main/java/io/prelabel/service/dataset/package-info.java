/** Where data sets may come from. */
@NullMarked
package io.prelabel.service.dataset;

import org.jspecify.annotations.NullMarked;
