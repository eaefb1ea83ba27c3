package io.prelabel.integration.labelstudio.region;

import io.prelabel.integration.labelstudio.config.OutputShape;
import io.prelabel.plugin.image.PictureSize;
import io.prelabel.plugin.mask.Mask;
import io.prelabel.plugin.mask.PolygonOutline;
import io.prelabel.plugin.mask.Ring;
import io.prelabel.plugin.model.MaskPrediction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Writes what a model says about one picture as the {@code result} of a Label Studio prediction: a
 * region for each part of a mask ({@link MaskPrediction#parts}), several polygons for a part that
 * one ring can't outline, and an entry for the choices of a control. Where it gets too much for a
 * task, the largest parts stay, whole. Immutable, for any number of threads.
 */
public final class ResultWriter {
  private final RegionLimits limits;

  public ResultWriter(RegionLimits limits) {
    this.limits = limits;
  }

  /**
   * Returns the result. Ids are the same for the same masks.
   *
   * @param answers of one picture, whose masks all have its size as shown; each label once
   */
  public WrittenResult write(List<ClassAnswer> answers) {
    ArrayNode result = JsonNodeFactory.instance.arrayNode();
    RegionEntries entries = new RegionEntries(result);
    ChosenAnswers choices = ChosenAnswers.of(answers);
    List<List<DrawnPart>> drawn = draw(answers);
    List<WrittenClass> classes = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      ClassAnswer answer = answers.get(i);
      if (isChoice(answer)) {
        classes.add(choices.written(answer));
      } else {
        drawn.get(i).forEach(part -> part.writeTo(entries, answer));
        classes.add(written(answer, drawn.get(i)));
      }
    }
    choices.writeTo(entries);
    return new WrittenResult(result, classes);
  }

  static boolean isChoice(ClassAnswer answer) {
    return answer.output().shape() == OutputShape.CHOICES;
  }

  /** One part of one answer. */
  private record Candidate(int answer, Mask part) {}

  private List<List<DrawnPart>> draw(List<ClassAnswer> answers) {
    List<List<DrawnPart>> drawn = new ArrayList<>();
    answers.forEach(answer -> drawn.add(new ArrayList<>()));
    int regions = 0;
    int points = 0;
    for (Candidate candidate : largestFirst(answers)) {
      if (regions == limits.regions()) {
        break;
      }
      ClassAnswer answer = answers.get(candidate.answer());
      DrawnPart part = new DrawnPart(candidate.part(), shapes(answer, candidate.part()));
      boolean fits =
          regions + part.shapes().size() <= limits.regions()
              && points + part.points() <= limits.points();
      if (fits) {
        regions += part.shapes().size();
        points += part.points();
        drawn.get(candidate.answer()).add(part);
      }
    }
    return drawn;
  }

  private static List<Candidate> largestFirst(List<ClassAnswer> answers) {
    return IntStream.range(0, answers.size())
        .filter(i -> !isChoice(answers.get(i)))
        .boxed()
        .flatMap(i -> answers.get(i).prediction().parts().stream().map(p -> new Candidate(i, p)))
        .sorted(Comparator.comparingLong(candidate -> -candidate.part().area()))
        .toList();
  }

  private static List<RegionShape> shapes(ClassAnswer answer, Mask part) {
    PictureSize size = new PictureSize(part.width(), part.height());
    return switch (answer.output().shape()) {
      case BRUSH -> List.of(new RegionShape.Brush(part));
      case RECTANGLE -> List.of(new RegionShape.Rectangle(part.box(), size));
      case POLYGON -> polygons(part, size);
      case CHOICES -> List.of();
    };
  }

  private static List<RegionShape> polygons(Mask part, PictureSize size) {
    List<RegionShape> polygons = new ArrayList<>();
    for (Mask piece : PolygonPieces.of(part)) {
      for (Ring ring : PolygonOutline.of(piece).rings()) {
        polygons.add(new RegionShape.Polygon(ring, size));
      }
    }
    return polygons;
  }

  private static WrittenClass written(ClassAnswer answer, List<DrawnPart> parts) {
    int regions = parts.stream().mapToInt(part -> part.shapes().size()).sum();
    int leftOut = answer.prediction().parts().size() - parts.size();
    return new WrittenClass(answer.className(), regions, leftOut, iou(answer.prediction(), parts));
  }

  private static OptionalDouble iou(MaskPrediction prediction, List<DrawnPart> parts) {
    Mask mask = prediction.mask();
    if (mask.isEmpty()) {
      return OptionalDouble.empty();
    }
    Mask nothing = Mask.empty(mask.width(), mask.height());
    Mask drawn = parts.stream().map(DrawnPart::drawn).reduce(nothing, Mask::union);
    return OptionalDouble.of(drawn.iou(mask));
  }
}
