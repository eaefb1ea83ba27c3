/** Every refusal in one form: problem details, RFC 9457. */
@NullMarked
package io.prelabel.service.web.problem;

import org.jspecify.annotations.NullMarked;
