/** What every plugin shares: failures with a category, and health. */
@NullMarked
package io.prelabel.plugin;

import org.jspecify.annotations.NullMarked;
