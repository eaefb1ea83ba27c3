package io.prelabel.service.assembly;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the program as a whole needs to know.
 *
 * @param home below which everything lies that is kept
 * @param command what the process was started for; told to a second process on the same home
 * @param roots folders below which requests may read pictures; none by default
 */
@ConfigurationProperties("prelabel")
public record PrelabelProperties(
    @DefaultValue("${user.home}/.prelabel") Path home,
    @DefaultValue("serve") String command,
    @DefaultValue List<Path> roots) {
  public PrelabelProperties {
    home = home.toAbsolutePath().normalize();
    roots = roots.stream().filter(each -> !each.toString().isBlank()).toList();
  }
}
