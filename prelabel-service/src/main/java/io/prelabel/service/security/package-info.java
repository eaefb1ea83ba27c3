/** Who may call the service: one user, one password, no request in a stranger's name. */
@NullMarked
package io.prelabel.service.security;

import org.jspecify.annotations.NullMarked;
