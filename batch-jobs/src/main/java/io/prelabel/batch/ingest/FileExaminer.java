package io.prelabel.batch.ingest;

import io.prelabel.batch.source.ContentHash;
import io.prelabel.batch.source.ImageSource;
import io.prelabel.db.dataset.NewImage;
import io.prelabel.plugin.FailureCategory;
import io.prelabel.plugin.PluginException;
import io.prelabel.plugin.image.ImageRef;
import io.prelabel.plugin.image.PictureDecoder;
import io.prelabel.plugin.image.PictureSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/**
 * Opens a file, decides whether it is to be registered, and takes its hash and size. A file that is
 * meant to be a picture is registered even where it is none: it fails visibly in every run instead
 * of missing silently.
 */
final class FileExaminer implements ItemProcessor<FoundFile, NewImage> {
  private static final Logger LOG = LoggerFactory.getLogger(FileExaminer.class);

  /** Enough for {@link PictureDecoder#recognises}. */
  private static final int SIGNATURE = 32;

  private final ImageSource source;
  private final PictureDecoder decoder;
  private final long maxBytes;
  private final FileCounts counts;

  FileExaminer(ImageSource source, PictureDecoder decoder, long maxBytes, FileCounts counts) {
    this.source = source;
    this.decoder = decoder;
    this.maxBytes = maxBytes;
    this.counts = counts;
  }

  @Override
  public @Nullable NewImage process(FoundFile file) {
    try {
      if (!PictureNames.isPicture(file.fileName()) && !decoder.recognises(firstBytes(file))) {
        counts.add(FileOutcome.NOT_A_PICTURE);
        return null;
      }
      if (file.byteCount() > maxBytes) {
        LOG.warn("{} is larger than {} bytes; left out.", file.path(), maxBytes);
        counts.add(FileOutcome.TOO_LARGE);
        return null;
      }
      return examine(file);
    } catch (IOException | PluginException e) {
      LOG.warn("{} can't be read ({}); left out.", file.path(), e.getMessage());
      counts.add(FileOutcome.UNREADABLE);
      return null;
    }
  }

  private NewImage examine(FoundFile file) {
    byte[] bytes = source.read(file.uri());
    return new NewImage(
        new ImageRef(file.uri(), ContentHash.of(bytes)),
        file.fileName(),
        bytes.length,
        file.modifiedAt(),
        size(bytes));
  }

  private Optional<PictureSize> size(byte[] bytes) {
    try {
      return Optional.of(decoder.size(bytes));
    } catch (PluginException e) {
      if (e.category() != FailureCategory.BAD_INPUT) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private static byte[] firstBytes(FoundFile file) throws IOException {
    try (InputStream in = Files.newInputStream(file.path())) {
      return in.readNBytes(SIGNATURE);
    }
  }
}
