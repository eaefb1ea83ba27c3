/** From words to the token ids of the chat template. */
@NullMarked
package io.prelabel.integration.self1e.text;

import org.jspecify.annotations.NullMarked;
