package io.prelabel.batch.ingest;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A file that a walk came upon.
 *
 * @param uri as {@link Path#toUri} makes it: the name's bytes, percent-encoded
 * @param fileName relative to the folder, with {@code /}
 */
record FoundFile(Path path, URI uri, String fileName, long byteCount, Instant modifiedAt) {}
