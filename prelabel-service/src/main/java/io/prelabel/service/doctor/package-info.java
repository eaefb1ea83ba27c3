/**
 * What can be wrong with a machine, a home folder or a checkpoint, and what to do about it. Plain
 * Java; whatever is looked at is passed in, so that a test can pass in another machine.
 */
@NullMarked
package io.prelabel.service.doctor;

import org.jspecify.annotations.NullMarked;
