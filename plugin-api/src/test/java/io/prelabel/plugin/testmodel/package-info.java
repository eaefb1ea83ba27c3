/** A model small enough to read, to try the contract kit on. */
@NullMarked
package io.prelabel.plugin.testmodel;

import org.jspecify.annotations.NullMarked;
