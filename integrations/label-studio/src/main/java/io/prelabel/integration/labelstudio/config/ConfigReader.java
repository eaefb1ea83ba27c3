package io.prelabel.integration.labelstudio.config;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads one labeling configuration. What counts as a control, an object and a label is what Label
 * Studio's server takes for one (label-studio-sdk, {@code label_interface}): a control has {@code
 * name} and {@code toName}, an object has {@code name} and {@code value}, and a label belongs to
 * the nearest control around it, whatever {@code View} tags are in between.
 */
final class ConfigReader extends DefaultHandler {
  /** More text than this no project has. */
  static final int MAX_CHARACTERS = 4_000_000;

  /** More levels than this no page shows. */
  static final int MAX_DEPTH = 100;

  /** More labels and predicted values than this nobody can pick from. */
  static final int MAX_WORDS = 10_000;

  /** A longer label nobody reads, and no model. */
  static final int MAX_WORD = 500;

  /** More tags with a name than this no project has. */
  static final int MAX_NAMES = 1_000;

  private final List<ImageTag> images = new ArrayList<>();
  private final List<OpenControl> controls = new ArrayList<>();
  private final Deque<Optional<OpenControl>> around = new ArrayDeque<>();
  private final Set<String> names = new HashSet<>();
  private int words;
  private @Nullable Locator locator;

  LabelConfig read(String xml) {
    if (xml.length() > MAX_CHARACTERS) {
      throw PluginException.badInput(
          "the labeling configuration has %d characters; at most %d are read, so take labels or styles out of it"
              .formatted(xml.length(), MAX_CHARACTERS));
    }
    try {
      HardenedXml.parser().parse(new InputSource(new StringReader(xml)), this);
    } catch (SAXParseException malformed) {
      throw fault(malformed.getLineNumber(), HardenedXml.reason(malformed), malformed);
    } catch (SAXException | IOException e) {
      throw new IllegalStateException("a parser of strings failed by itself", e);
    }
    return new LabelConfig(images, controls.stream().map(OpenControl::close).toList());
  }

  @Override
  public void setDocumentLocator(Locator documentLocator) {
    this.locator = documentLocator;
  }

  @Override
  public void startElement(String uri, String localName, String tag, Attributes attributes) {
    if (around.size() >= MAX_DEPTH) {
      throw fault("tags are nested more than %d deep; flatten them".formatted(MAX_DEPTH));
    }
    around.push(start(tag, TagAttributes.copyOf(attributes)));
  }

  @Override
  public void endElement(String uri, String localName, String tag) {
    around.pop();
  }

  /** Returns the control that labels inside this tag belong to. */
  private Optional<OpenControl> start(String tag, TagAttributes attributes) {
    if (attributes.has("name") && attributes.has("toName")) {
      takeName(attributes.text("name"));
      return ControlKind.ofTag(tag).map(kind -> openControl(kind, attributes));
    }
    Optional<OpenControl> control = around.isEmpty() ? Optional.empty() : around.peek();
    if (tag.equals("Label") || tag.equals("Choice")) {
      control.ifPresent(each -> addLabel(each, attributes));
      // A choice within a choice is written as a path; only the outer ones can be ours.
      return Optional.empty();
    }
    if (attributes.has("name") && (attributes.has("value") || attributes.has("valueList"))) {
      takeName(attributes.text("name"));
      if (tag.equalsIgnoreCase("Image")) {
        images.add(new ImageTag(attributes.text("name"), attributes.text("value")));
      }
    }
    return control;
  }

  private OpenControl openControl(ControlKind kind, TagAttributes attributes) {
    try {
      OpenControl control = new OpenControl(kind, attributes);
      controls.add(control);
      return control;
    } catch (IllegalArgumentException wrong) {
      throw fault(wrong.getMessage() + "; mend it or take it out");
    }
  }

  private void addLabel(OpenControl control, TagAttributes attributes) {
    Optional<ConfiguredLabel> label = LabelReader.read(attributes);
    label.ifPresent(this::checkBounds);
    label.ifPresent(control::add);
  }

  private void checkBounds(ConfiguredLabel label) {
    words += 1 + label.predictedValues().size();
    if (words > MAX_WORDS) {
      throw fault("more than %d labels and predicted values; take some out".formatted(MAX_WORDS));
    }
    boolean isLong =
        Stream.concat(
                Stream.of(label.value(), label.resultName()), label.predictedValues().stream())
            .anyMatch(each -> each.length() > MAX_WORD);
    if (isLong) {
      throw fault(
          "label %s has a word of more than %d characters; shorten it"
              .formatted(Names.quoted(label.value()), MAX_WORD));
    }
  }

  private void takeName(String name) {
    if (!names.add(name)) {
      throw fault("the name %s is used twice; rename one".formatted(Names.quoted(name)));
    }
    if (names.size() > MAX_NAMES) {
      throw fault("more than %d tags have a name; take some out".formatted(MAX_NAMES));
    }
  }

  private PluginException fault(String what) {
    return fault(locator == null ? 1 : locator.getLineNumber(), what, null);
  }

  private static PluginException fault(int line, String what, @Nullable Throwable cause) {
    return new PluginException(
        FailureCategory.BAD_INPUT,
        "labeling configuration, line %d: %s".formatted(line, what),
        cause);
  }
}
