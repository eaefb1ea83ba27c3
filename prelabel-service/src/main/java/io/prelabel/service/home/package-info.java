/** The one folder below which everything lies that the program keeps. */
@NullMarked
package io.prelabel.service.home;

import org.jspecify.annotations.NullMarked;
