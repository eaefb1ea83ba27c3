package io.prelabel.integration.labelstudio.config;

import io.prelabel.plugin.PluginException;
import java.util.List;
import java.util.Optional;

/**
 * A project's labeling configuration, as far as pictures go. Text, sound and other tags are left
 * out; immutable.
 *
 * @param images in the order written
 * @param controls those that a segmentation model can fill, in the order written
 */
public record LabelConfig(List<ImageTag> images, List<ControlTag> controls) {
  public LabelConfig {
    images = List.copyOf(images);
    controls = List.copyOf(controls);
  }

  /**
   * Reads a configuration. It is taken as hostile: no document type, no entities but XML's own, at
   * most {@value ConfigReader#MAX_CHARACTERS} characters, {@value ConfigReader#MAX_DEPTH} levels,
   * {@value ConfigReader#MAX_NAMES} named tags, and {@value ConfigReader#MAX_WORDS} labels and
   * predicted values together, each of at most {@value ConfigReader#MAX_WORD} characters.
   *
   * @throws PluginException {@code BAD_INPUT} with the line and the remedy
   */
  public static LabelConfig parse(String xml) {
    return new ConfigReader().read(xml);
  }

  /**
   * Returns what the configuration says about one picture.
   *
   * @param imageName of the {@code Image} tag; empty is enough where there is only one
   * @throws PluginException {@code BAD_INPUT} where there is no such image, or several to choose
   *     from, with their names; also where its picture isn't the value of one key of the task
   */
  public ImageLabels image(Optional<String> imageName) {
    ImageTag image = imageName.map(this::named).orElseGet(this::only);
    if (!image.hasDataKey()) {
      throw PluginException.badInput(
          "image \"%s\" takes its picture from \"%s\", which is not one key of the task; write value=\"$image\", where image is the key"
              .formatted(image.name(), image.source()));
    }
    return new ImageLabels(
        image, controls.stream().filter(each -> each.toNames().contains(image.name())).toList());
  }

  private ImageTag named(String name) {
    return images.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                PluginException.badInput(
                    "the labeling configuration has no image \"%s\"; it has %s"
                        .formatted(name, names())));
  }

  private ImageTag only() {
    if (images.isEmpty()) {
      throw PluginException.badInput(
          "the labeling configuration has no Image tag; add <Image name=\"image\" value=\"$image\"/> for the pictures to label");
    }
    if (images.size() > 1) {
      throw PluginException.badInput(
          "the labeling configuration has the images %s; say which of them is to be pre-labeled"
              .formatted(names()));
    }
    return images.get(0);
  }

  private String names() {
    return Names.quoted(images.stream().map(ImageTag::name).toList());
  }
}
