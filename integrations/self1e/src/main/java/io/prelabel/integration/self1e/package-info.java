/**
 * SELF1E (arXiv 2603.19026), a language model that segments by itself, as a plugin. Outside code
 * needs {@link io.prelabel.integration.self1e.Self1eProvider}, {@link
 * io.prelabel.integration.self1e.engine.DjlEngine} and {@link
 * io.prelabel.integration.self1e.verify.ModelVerification}; the rest is the inside.
 */
@NullMarked
package io.prelabel.integration.self1e;

import org.jspecify.annotations.NullMarked;
