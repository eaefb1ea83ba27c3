/** What a segmentation model is asked and what it answers. */
@NullMarked
package io.prelabel.plugin.model;

import org.jspecify.annotations.NullMarked;
