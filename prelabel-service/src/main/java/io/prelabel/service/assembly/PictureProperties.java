package io.prelabel.service.assembly;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which pictures are read at all.
 *
 * @param maxPixels width times height; larger ones are refused before they are decoded
 * @param maxSize of a file
 */
@ConfigurationProperties("prelabel.pictures")
public record PictureProperties(
    @DefaultValue("100000000") long maxPixels, @DefaultValue("256MB") DataSize maxSize) {
  public PictureProperties {
    if (maxPixels < 1 || maxSize.toBytes() < 1) {
      throw new IllegalArgumentException("a picture of nothing can't be read");
    }
  }
}
