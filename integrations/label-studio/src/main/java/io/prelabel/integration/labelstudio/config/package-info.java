/** What a Label Studio labeling configuration asks for and takes back. */
@NullMarked
package io.prelabel.integration.labelstudio.config;

import org.jspecify.annotations.NullMarked;
