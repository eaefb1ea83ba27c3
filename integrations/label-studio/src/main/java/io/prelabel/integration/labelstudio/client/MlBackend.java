package io.prelabel.integration.labelstudio.client;

/**
 * An ML backend that is connected to a project. Only a project's first is asked in retrievals.
 *
 * @param state as Label Studio shows it: "Connected", "Disconnected", "Error"
 * @param error why, where it is not connected; often empty
 */
public record MlBackend(
    long id, String url, String title, boolean isInteractive, String state, String error) {}
