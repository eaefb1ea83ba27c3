/** The one place that touches DJL and native memory: start, compile, run, count, close. */
@NullMarked
package io.prelabel.integration.self1e.engine;

import org.jspecify.annotations.NullMarked;
