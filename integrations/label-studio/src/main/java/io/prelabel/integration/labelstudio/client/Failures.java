package io.prelabel.integration.labelstudio.client;

import io.prelabel.plugin.FailureCategory;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLHandshakeException;

/** Says in one sentence what went wrong with a call, where, and what helps. */
final class Failures {
  private final LabelStudioSettings settings;

  Failures(LabelStudioSettings settings) {
    this.settings = settings;
  }

  /** Returns whether a failure came before anything of the request was sent. */
  static boolean neverSent(IOException failure) {
    return failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
  }

  LabelStudioException withoutAnswer(IOException failure, HttpCall call) {
    if (failure instanceof SSLHandshakeException) {
      return new LabelStudioException(
          FailureCategory.BAD_INPUT,
          where() + " shows a certificate that is not trusted; configure a trust store with it.",
          false,
          failure);
    }
    if (failure instanceof BoundedBody.TooLargeException) {
      return new LabelStudioException(
          FailureCategory.BAD_INPUT,
          where()
              + " answered more than %d bytes for %s; ask for less at once or raise the limit."
                  .formatted(settings.maxResponseBytes(), call.what()),
          true,
          failure);
    }
    return new LabelStudioException(
        FailureCategory.UNAVAILABLE,
        where() + " " + reason(failure) + " when asked for " + call.what() + ".",
        !neverSent(failure),
        failure);
  }

  private String reason(IOException failure) {
    if (neverSent(failure)) {
      return "cannot be reached (is it running, and is the URL right?)";
    }
    if (failure instanceof HttpTimeoutException) {
      return "gave no whole answer within %d ms".formatted(settings.requestTimeout().toMillis());
    }
    return failure instanceof InterruptedIOException
        ? "was not waited for, as the work was stopped,"
        : "broke off its answer";
  }

  LabelStudioException ofStatus(HttpReply reply, HttpCall call) {
    int status = reply.status();
    String said = ServerDetail.of(reply, call.secrets());
    String message = where() + " " + sentence(status, call.what(), said);
    return new LabelStudioException(category(status), message, status);
  }

  private static FailureCategory category(int status) {
    if (status == 429) {
      return FailureCategory.OVER_CAPACITY;
    }
    return status >= 500 ? FailureCategory.UNAVAILABLE : FailureCategory.BAD_INPUT;
  }

  private static String sentence(int status, String what, String said) {
    if (status >= 300 && status < 400) {
      return "redirects elsewhere; configure the URL that it redirects to.";
    }
    if (said.contains("reserved network address")) {
      return "refuses addresses in private networks; start it with ML_BLOCK_LOCAL_IP=false and"
          + " SSRF_PROTECTION_ENABLED=false, or give an address it may call.";
    }
    return switch (status) {
      case 401 -> "refused the token" + said + "; make a new one in Account & Settings.";
      case 403 -> "does not let this token's owner use " + what + said + "; ask its administrator.";
      case 404 -> "does not have " + what + "; it may have been deleted, or the URL is wrong.";
      case 413 -> "or a proxy before it takes no request this large for " + what + ".";
      case 429 -> "is asked too often; try again later.";
      default -> "answered %d for %s%s.".formatted(status, what, said);
    };
  }

  LabelStudioException notJson(HttpCall call) {
    return new LabelStudioException(
        FailureCategory.BAD_INPUT,
        where()
            + " did not answer in Label Studio's format for "
            + call.what()
            + "; check the URL.",
        200);
  }

  private String where() {
    return "Label Studio at " + settings.host();
  }
}
