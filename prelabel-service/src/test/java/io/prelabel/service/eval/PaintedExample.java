package io.prelabel.service.eval;

import io.prelabel.batch.inference.BatchListener;
import io.prelabel.batch.inference.BatcherSettings;
import io.prelabel.batch.inference.InferenceEngine;
import io.prelabel.batch.inference.MicroBatcher;
import io.prelabel.batch.source.FolderImageSource;
import io.prelabel.batch.source.ImageSource;
import io.prelabel.integration.picture.ImageIoPictureDecoder;
import io.prelabel.plugin.model.ClassPrompt;
import io.prelabel.plugin.model.PromptSet;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;

/**
 * An example by hand. Pictures of 4 x 2 pixels; {@code #} is found at 0.5, {@code +} at 0.29,
 * {@code .} never; both rows are alike.
 *
 * <pre>
 * picture  class  truth  found  presence   IoU, gate off   IoU, gate at 0.5
 * a        cat    ##..   #...   0.8        1 / 2           1 / 2
 * a        dog    ....   ##..   0.4        0 / 2           1 (nothing, rightly)
 * b        cat    ##..   #+..   0.2        1 / 2           0 / 2 (missed)
 * b        dog    ..##   ..##   0.8        1               1
 * c        cat    ....   ....   0.8        1               1
 * c        dog    crowd  ####   0.8        not counted
 * </pre>
 */
public final class PaintedExample implements AutoCloseable {
  private static final String TRUTH =
      """
      {"images": [{"id": 1, "file_name": "a.png"}, {"id": 2, "file_name": "b.png", "width": 4, "height": 2},
                  {"id": 3, "file_name": "c.png"}, {"id": 4, "file_name": "GONE"},
                  {"id": 5, "file_name": "wide.png", "width": 5, "height": 2},
                  {"id": 6, "file_name": "../secret.png"}],
       "categories": [{"id": 1, "name": "CAT"}, {"id": 2, "name": "dog"}, {"id": 3, "name": "owl"}],
       "annotations": [
         {"id": 1, "image_id": 1, "category_id": 1, "segmentation": {"size": [2, 4], "counts": [0, 4, 4]}},
         {"id": 2, "image_id": 2, "category_id": 1, "segmentation": {"size": [2, 4], "counts": [0, 4, 4]}},
         {"id": 3, "image_id": 2, "category_id": 2, "segmentation": {"size": [2, 4], "counts": [4, 4]}},
         {"id": 4, "image_id": 3, "category_id": 2, "iscrowd": 1, "segmentation": {"size": [2, 4], "counts": [0, 8]}}]}
      """;

  private final Path images;
  private final CocoTruth truth;
  private final PromptSet prompts;
  private final ExecutorService workers = Executors.newFixedThreadPool(2);
  private final PaintedModel model = new PaintedModel();
  private final MicroBatcher batcher =
      new MicroBatcher(model, BatcherSettings.DEFAULT, BatchListener.NONE);

  /** Paints into a folder; closed by the caller. */
  public PaintedExample(Path folder) throws IOException {
    this(folder, "cat", "gone.png");
  }

  /** Paints with another name for the cat, and for the file that is not there. */
  public PaintedExample(Path folder, String cat, String gone) throws IOException {
    images = Files.createDirectories(folder.resolve("in"));
    String document =
        TRUTH.replace("CAT", cat.replace("\"", "\\\"")).replace("GONE", gone.replace("\"", "\\\""));
    truth = CocoTruth.parse("truth.json", document.getBytes(StandardCharsets.UTF_8));
    prompts =
        PromptSet.of(
            List.of(ClassPrompt.named(cat), ClassPrompt.named("dog"), ClassPrompt.named("fox")));
    paint("a.png", "#...", 0.8, "##..", 0.4);
    paint("b.png", "#+..", 0.2, "..##", 0.8);
    paint("c.png", "....", 0.8, "####", 0.8);
    paint("wide.png", "....", 0.8, "....", 0.8);
  }

  /** Returns the folder of pictures. */
  public Path images() {
    return images;
  }

  public ImageSource source() {
    return new FolderImageSource(List.of(images), 1 << 20);
  }

  public EvaluationResult run() throws InterruptedException {
    return run(prompts);
  }

  EvaluationResult run(PromptSet asked) throws InterruptedException {
    EvaluationRun run =
        new EvaluationRun(
            new InferenceEngine(model, batcher), source(), new ImageIoPictureDecoder(), workers, 2);
    return run.run(truth, images, asked, (compared, unread, total) -> {});
  }

  void paint(String name, String cat, double catIsThere, String dog, double dogIsThere)
      throws IOException {
    BufferedImage image = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 4; x++) {
      image.setRGB(x, 0, value(cat.charAt(x)) << 16 | value(dog.charAt(x)) << 8);
    }
    image.setRGB(0, 1, (int) (255 * catIsThere) << 16 | (int) (255 * dogIsThere) << 8);
    ImageIO.write(image, "png", images.resolve(name).toFile());
  }

  private static int value(char pixel) {
    return PaintedModel.logit(pixel == '#' ? 6 : pixel == '+' ? -0.85 : -6);
  }

  @Override
  public void close() {
    workers.shutdownNow();
    batcher.close();
  }
}
