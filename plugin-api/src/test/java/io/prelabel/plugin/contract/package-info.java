/** Tests that a plugin's author inherits; packaged as this module's test jar. */
@NullMarked
package io.prelabel.plugin.contract;

import org.jspecify.annotations.NullMarked;
