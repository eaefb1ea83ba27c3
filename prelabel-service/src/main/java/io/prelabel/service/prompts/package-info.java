/** Prompt sets as people write them down: YAML, JSON, or a few words on a command line. */
@NullMarked
package io.prelabel.service.prompts;

import org.jspecify.annotations.NullMarked;
