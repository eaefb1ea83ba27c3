/** What every job shares: how steps are built, stopped and healed. */
@NullMarked
package io.prelabel.batch.support;

import org.jspecify.annotations.NullMarked;
