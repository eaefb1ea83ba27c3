/** The program: one jar that is the service and its commands. */
@NullMarked
package io.prelabel.service;

import org.jspecify.annotations.NullMarked;
