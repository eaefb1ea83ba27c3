package io.prelabel.service.assembly;

import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.model.ModelSettings;
import io.prelabel.plugin.model.SegmentationModel;
import io.prelabel.plugin.model.SegmentationModelProvider;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * The kinds of models that can be opened: those on the class path and those in the jars of the
 * plugins folder. Closing frees the jars; models that came from them must be closed before.
 */
public final class ModelProviders implements AutoCloseable {
  private final URLClassLoader loader;
  private final List<SegmentationModelProvider> providers;

  private ModelProviders(URLClassLoader loader, List<SegmentationModelProvider> providers) {
    this.loader = loader;
    this.providers = providers;
  }

  /**
   * Looks for providers.
   *
   * @param plugins a folder of jars; need not exist
   * @throws PluginException where a jar names a provider that can't be loaded
   */
  public static ModelProviders find(Path plugins) {
    URLClassLoader loader =
        new URLClassLoader(
            jars(plugins).toArray(URL[]::new), ModelProviders.class.getClassLoader());
    try {
      List<SegmentationModelProvider> providers = new ArrayList<>();
      ServiceLoader.load(SegmentationModelProvider.class, loader).forEach(providers::add);
      return new ModelProviders(loader, providers);
    } catch (ServiceConfigurationError e) {
      throw new PluginException(
          FailureCategory.BAD_INPUT,
          "A jar in %s can't be used: %s.".formatted(plugins, e.getMessage()),
          e);
    }
  }

  private static List<URL> jars(Path plugins) {
    if (!Files.isDirectory(plugins)) {
      return List.of();
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(plugins, "*.jar")) {
      List<Path> sorted = new ArrayList<>();
      files.forEach(sorted::add);
      sorted.sort(null);
      List<URL> urls = new ArrayList<>();
      for (Path each : sorted) {
        urls.add(each.toUri().toURL());
      }
      return urls;
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    } catch (IOException e) {
      throw PluginException.badInput("The folder %s can't be read (%s).".formatted(plugins, e));
    }
  }

  /** Returns the names of the kinds, for people. */
  public List<String> names() {
    return providers.stream().map(SegmentationModelProvider::name).sorted().toList();
  }

  /** Opens a checkpoint on one device; the caller closes the model. See {@link #provider}. */
  public SegmentationModel open(ModelSettings settings) {
    return provider(settings).open(settings);
  }

  /**
   * Returns the one provider that recognises a checkpoint.
   *
   * @throws PluginException with category {@code BAD_INPUT} where none does, or more than one does
   */
  public SegmentationModelProvider provider(ModelSettings settings) {
    if (!Files.isDirectory(settings.checkpoint())) {
      throw PluginException.badInput(
          "There is no folder %s to load a checkpoint from.".formatted(settings.checkpoint()));
    }
    List<SegmentationModelProvider> matching =
        providers.stream().filter(each -> each.recognises(settings)).toList();
    if (matching.isEmpty()) {
      throw PluginException.badInput(
          "%s holds no checkpoint of a known kind (%s); it needs the config.json that came with the weights."
              .formatted(settings.checkpoint(), String.join(", ", names())));
    }
    if (matching.size() > 1) {
      throw PluginException.badInput(
          "%s is claimed by several models (%s); remove the jar of all but one from the plugins folder."
              .formatted(
                  settings.checkpoint(),
                  matching.stream()
                      .map(SegmentationModelProvider::name)
                      .collect(Collectors.joining(", "))));
    }
    return matching.get(0);
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
