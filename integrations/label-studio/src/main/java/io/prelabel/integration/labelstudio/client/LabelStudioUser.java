package io.prelabel.integration.labelstudio.client;

/** The account that a token belongs to. */
public record LabelStudioUser(long id, String email) {}
