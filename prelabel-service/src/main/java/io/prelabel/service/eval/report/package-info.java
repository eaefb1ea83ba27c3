/** An evaluation as people and programs read it: on a terminal, as a page, as JSON. */
@NullMarked
package io.prelabel.service.eval.report;

import org.jspecify.annotations.NullMarked;
