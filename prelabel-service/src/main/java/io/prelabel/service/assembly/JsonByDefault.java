package io.prelabel.service.assembly;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Answers in JSON where a client accepts anything and several forms exist. */
final class JsonByDefault implements WebMvcConfigurer {
  @Override
  public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
    negotiation.defaultContentType(MediaType.APPLICATION_JSON, MediaType.ALL);
  }
}
