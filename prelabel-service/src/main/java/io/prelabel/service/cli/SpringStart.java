package io.prelabel.service.cli;

import io.prelabel.service.assembly.PrelabelConfiguration;
import io.prelabel.service.home.Home;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the assembled program for a command. */
final class SpringStart {
  private SpringStart() {}

  /** Starts without web server: for commands that work and end. */
  static ConfigurableApplicationContext command(
      Home home, String command, Map<String, String> properties) {
    return command(home, command, properties, beans -> {});
  }

  /**
   * Starts without web server, with parts that the command brings along.
   *
   * @param own adds them, before there are any others
   */
  static ConfigurableApplicationContext command(
      Home home,
      String command,
      Map<String, String> properties,
      Consumer<DefaultListableBeanFactory> own) {
    return start(
        builder(PrelabelConfiguration.class, WebApplicationType.NONE)
            .initializers(
                context -> own.accept((DefaultListableBeanFactory) context.getBeanFactory())),
        home,
        command,
        properties);
  }

  /** Starts a part of the program that does without a database. */
  static ConfigurableApplicationContext part(
      Class<?> configuration, Home home, String command, Map<String, String> properties) {
    return start(builder(configuration, WebApplicationType.NONE), home, command, properties);
  }

  /** Starts with web server. */
  static ConfigurableApplicationContext service(
      Home home, String command, Map<String, String> properties) {
    return start(
        builder(PrelabelConfiguration.class, WebApplicationType.SERVLET),
        home,
        command,
        properties);
  }

  private static SpringApplicationBuilder builder(Class<?> configuration, WebApplicationType web) {
    return new SpringApplicationBuilder(configuration)
        .web(web)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .registerShutdownHook(false); // StoppableProgram closes it
  }

  /** Properties go in as arguments: what a person typed wins over files and environment. */
  private static ConfigurableApplicationContext start(
      SpringApplicationBuilder program, Home home, String command, Map<String, String> properties) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--prelabel.home=" + home.folder());
    arguments.add("--prelabel.command=" + command);
    properties.forEach((key, value) -> arguments.add("--" + key + "=" + value));
    return program.run(arguments.toArray(String[]::new));
  }
}
