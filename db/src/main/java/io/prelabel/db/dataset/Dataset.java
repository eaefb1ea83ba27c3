package io.prelabel.db.dataset;

import java.net.URI;
import java.time.Instant;

/**
 * A named set of images from one folder.
 *
 * @param name unique, not blank
 * @param root absolute URI of the folder
 */
public record Dataset(long id, String name, URI root, Instant createdAt) {}
