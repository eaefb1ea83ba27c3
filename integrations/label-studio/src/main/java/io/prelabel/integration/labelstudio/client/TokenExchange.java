package io.prelabel.integration.labelstudio.client;

/** Turns a personal access token into an access token: {@code POST /api/token/refresh/}. */
@FunctionalInterface
interface TokenExchange {
  String accessToken(ApiToken token);
}
