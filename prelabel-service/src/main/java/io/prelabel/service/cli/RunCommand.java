package io.prelabel.service.cli;

import io.prelabel.plugin.model.PromptSet;
import io.prelabel.service.home.Home;
import io.prelabel.service.prompts.PromptFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code prelabel run}: from a folder of pictures to a COCO file. */
@Command(
    name = "run",
    description = {
      "Labels the pictures of a folder and writes DIR/coco.json.",
      "What was stopped goes on where it ended when the same command is given again; what has been answered is not asked twice."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RunCommand implements Callable<Integer> {
  @Spec
  private @SuppressWarnings("NullAway.Init") CommandSpec spec;

  @ParentCommand
  private @SuppressWarnings("NullAway.Init") PrelabelCommand prelabel;

  @Mixin private final HomeOption home = new HomeOption();
  @Mixin private final ModelOptions model = new ModelOptions();

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR",
      description = "Folder of pictures, with all below it.")
  private @SuppressWarnings("NullAway.Init") Path images;

  @Option(
      names = "--prompts",
      required = true,
      paramLabel = "FILE|WORDS",
      description = "A prompt file (YAML or JSON), or classes between commas: \"cat, red car\".")
  private @SuppressWarnings("NullAway.Init") String prompts;

  @Option(
      names = "--checkpoint",
      required = true,
      paramLabel = "DIR",
      description = "The model's folder.")
  private @SuppressWarnings("NullAway.Init") Path checkpoint;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where results go.")
  private @SuppressWarnings("NullAway.Init") Path out;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name of the data set. Default: the folder's full path.")
  private @Nullable String name;

  @Option(names = "--overlays", description = "Also draw the masks into copies of the pictures.")
  private boolean overlays;

  /** What can be wrong with the arguments is said before anything slow is started. */
  @Override
  public Integer call() throws Exception {
    Path folder = Folders.existing(images);
    Folders.existing(checkpoint);
    PromptSet promptSet = PromptFile.fileOrWords(prompts);
    Files.createDirectories(out);
    Home opened = home.open();
    ProcessSettings.apply(opened);
    return prelabel
        .program()
        .run(
            () -> SpringStart.command(opened, "run", properties(folder)),
            context -> label(context, folder, promptSet));
  }

  private int label(ConfigurableApplicationContext context, Path folder, PromptSet promptSet)
      throws IOException, InterruptedException {
    LabelingSession session = new LabelingSession(context, spec.commandLine());
    LabelingSession.Outcome outcome =
        session.label(name == null ? folder.toString() : name, folder, promptSet);
    return new RunResults(context, spec.commandLine()).write(outcome, out, overlays);
  }

  private Map<String, String> properties(Path folder) {
    Map<String, String> properties = new LinkedHashMap<>(model.properties(checkpoint));
    properties.put("prelabel.roots[0]", folder.toString());
    return properties;
  }
}
