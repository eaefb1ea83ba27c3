package io.prelabel.integration.labelstudio.image;

/**
 * The answer to one GET.
 *
 * @param body of a 200; empty for every other status, whose body is not read
 */
@SuppressWarnings("ArrayRecordComponent") // read once, by whoever asked
record WebResponse(ResponseHead head, byte[] body) {}
