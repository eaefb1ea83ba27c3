/**
 * REST under {@code /api/v1}; the words are those of DESIGN.md. Wire types are records beside their
 * controllers.
 */
@NullMarked
package io.prelabel.service.web.api;

import org.jspecify.annotations.NullMarked;
