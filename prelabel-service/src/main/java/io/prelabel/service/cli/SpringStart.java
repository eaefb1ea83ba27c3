package io.prelabel.service.cli;

import io.prelabel.service.assembly.PrelabelConfiguration;
import io.prelabel.service.home.Home;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    return start(PrelabelConfiguration.class, home, command, WebApplicationType.NONE, properties);
  }

  /** Starts a part of the program that does without a database. */
  static ConfigurableApplicationContext part(
      Class<?> configuration, Home home, String command, Map<String, String> properties) {
    return start(configuration, home, command, WebApplicationType.NONE, properties);
  }

  /** Starts with web server. */
  static ConfigurableApplicationContext service(
      Home home, String command, Map<String, String> properties) {
    return start(
        PrelabelConfiguration.class, home, command, WebApplicationType.SERVLET, properties);
  }

  /** Properties go in as arguments: what a person typed wins over files and environment. */
  private static ConfigurableApplicationContext start(
      Class<?> configuration,
      Home home,
      String command,
      WebApplicationType web,
      Map<String, String> properties) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--prelabel.home=" + home.folder());
    arguments.add("--prelabel.command=" + command);
    properties.forEach((key, value) -> arguments.add("--" + key + "=" + value));
    return new SpringApplicationBuilder(configuration)
        .web(web)
        .bannerMode(Banner.Mode.OFF)
        .logStartupInfo(false)
        .registerShutdownHook(false) // StoppableProgram closes it
        .run(arguments.toArray(String[]::new));
  }
}
