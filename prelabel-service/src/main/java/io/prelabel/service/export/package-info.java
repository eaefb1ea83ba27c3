/** What people take away from a run: a COCO file, and pictures with the masks drawn in. */
@NullMarked
package io.prelabel.service.export;

import org.jspecify.annotations.NullMarked;
