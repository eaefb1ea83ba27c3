/** Numbers for those who watch the service; {@code prelabel-service/README.md} lists them. */
@NullMarked
package io.prelabel.service.metrics;

import org.jspecify.annotations.NullMarked;
