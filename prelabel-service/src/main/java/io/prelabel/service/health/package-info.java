/** Whether the parts can work right now. */
@NullMarked
package io.prelabel.service.health;

import org.jspecify.annotations.NullMarked;
