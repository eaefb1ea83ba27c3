/** Measures the whole job: pictures of its own, a database that is thrown away, one report. */
@NullMarked
package io.prelabel.service.bench;

import org.jspecify.annotations.NullMarked;
