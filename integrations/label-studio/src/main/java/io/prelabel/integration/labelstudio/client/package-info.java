/**
 * Label Studio's REST API as a client sees it: tokens, retries, tasks, predictions, connections.
 */
@NullMarked
package io.prelabel.integration.labelstudio.client;

import org.jspecify.annotations.NullMarked;
