package io.prelabel.db.prediction;

import io.prelabel.db.dataset.Image;
import io.prelabel.db.run.WorkItemState;
import io.prelabel.plugin.model.AttributeAnswer;
import java.util.List;

/**
 * All that a run says about one image.
 *
 * @param state of the image's work item
 * @param predictions in the order of the prompt set's classes; none unless the item is done or
 *     empty
 * @param attributes in the order of the prompt set; none unless the item is done or empty
 */
public record ImageResult(
    Image image,
    WorkItemState state,
    List<Prediction> predictions,
    List<AttributeAnswer> attributes) {}
