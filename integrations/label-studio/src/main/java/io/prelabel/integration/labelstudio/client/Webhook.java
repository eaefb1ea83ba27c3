package io.prelabel.integration.labelstudio.client;

/** A webhook that a project has; its headers, which may hold secrets, are not kept. */
public record Webhook(long id, String url, boolean isActive) {}
