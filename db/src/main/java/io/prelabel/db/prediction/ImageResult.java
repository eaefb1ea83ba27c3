package io.prelabel.db.prediction;

import io.prelabel.db.dataset.Image;
import io.prelabel.db.run.WorkItemState;
import java.util.List;

/**
 * All that a run says about one image.
 *
 * @param state of the image's work item
 * @param predictions in the order of the prompt set's classes; none unless the item is done or
 *     empty
 */
public record ImageResult(Image image, WorkItemState state, List<Prediction> predictions) {}
