package io.prelabel.plugin.model;

/**
 * Identifies what answered. Two models with equal ids give equal answers to equal requests;
 * anything that changes answers (weights, configuration, tokenizer, precision) changes the id.
 *
 * @param name the kind of model, for people ("self1e")
 * @param id name, digest and precision in one string, at most 64 characters of {@code [a-z0-9.-]}
 */
public record ModelVersion(String name, String id) {}
