/**
 * A SELF1E checkpoint on disk: which file is what, its configuration, its weights, its identity.
 */
@NullMarked
package io.prelabel.integration.self1e.checkpoint;

import org.jspecify.annotations.NullMarked;
