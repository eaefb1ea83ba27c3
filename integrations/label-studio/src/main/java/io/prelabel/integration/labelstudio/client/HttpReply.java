package io.prelabel.integration.labelstudio.client;

/**
 * A whole answer.
 *
 * @param status HTTP status
 * @param retryAfter the header of that name, empty where absent
 * @param body never longer than the settings allow
 */
@SuppressWarnings("ArrayRecordComponent") // read once, by whoever asked
record HttpReply(int status, String retryAfter, byte[] body) {
  boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
