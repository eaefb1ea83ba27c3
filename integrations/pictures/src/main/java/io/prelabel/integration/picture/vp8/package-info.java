/**
 * Lossy WebP's codec: VP8 key frames (RFC 6386, "VP8 Data Format and Decoding Guide"), to the bit
 * as libwebp decodes them.
 */
@NullMarked
package io.prelabel.integration.picture.vp8;

import org.jspecify.annotations.NullMarked;
