/** The bundled demo: a small model, its pictures, and how well it does on them. */
@NullMarked
package io.prelabel.service.demo;

import org.jspecify.annotations.NullMarked;
