package io.prelabel.integration.picture;

import io.prelabel.plugin.image.Picture;
import java.io.IOException;

/**
 * One file format. Stateless, so usable by any thread. Both reading methods refuse by {@link
 * io.prelabel.plugin.PluginException}; whatever else they throw is turned into one by {@link
 * ImageIoPictureDecoder}.
 */
interface PictureFormat {
  /** Returns whether the first bytes are those of this format. */
  boolean matches(Bytes first);

  /** Reads size, orientation and frame count. Decodes and allocates nothing. */
  Header header(Bytes file) throws IOException;

  /**
   * Decodes the first frame as it is stored, not yet upright. Called only after the header's size
   * was found to be within the limit.
   *
   * @return a picture of the header's size, with the header's notes and any that decoding adds
   */
  Picture decode(Bytes file, Header header) throws IOException;

  /**
   * Decodes every so many pixels alone, in a format whose reader can; all of them in any other.
   *
   * @return a picture of the header's size or of that which the subsampling leaves
   */
  default Picture decode(Bytes file, Header header, Subsampling subsampling) throws IOException {
    return decode(file, header);
  }
}
