/**
 * Puts the parts together: one configuration per part. The only package that knows Spring's wiring.
 */
@NullMarked
package io.prelabel.service.assembly;

import org.jspecify.annotations.NullMarked;
