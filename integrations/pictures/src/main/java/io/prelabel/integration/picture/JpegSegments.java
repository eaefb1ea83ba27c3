package io.prelabel.integration.picture;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A JPEG file as its marker segments (ITU-T T.81, annex B). Keeps where those lie that make up the
 * picture, and what the others say about colour and orientation.
 */
final class JpegSegments {
  private static final int TEM = 0x01;
  private static final int RST0 = 0xD0;
  private static final int RST7 = 0xD7;
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int COM = 0xFE;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP14 = 0xEE;
  private static final int APP15 = 0xEF;

  private final Bytes file;
  private final List<Bytes> picture = new ArrayList<>();
  private @Nullable JpegFrame frame;
  private @Nullable Orientation orientation;
  private OptionalInt adobeTransform = OptionalInt.empty();
  private boolean jfif;
  private int scans;
  private boolean ended;

  private JpegSegments(Bytes file) {
    this.file = file;
  }

  /** Reads up to the first scan. */
  static JpegSegments header(Bytes file) {
    JpegSegments segments = new JpegSegments(file);
    segments.walk(2, true);
    return segments;
  }

  /** Reads up to the end marker, or to the end of the file where there is none. */
  static JpegSegments all(Bytes file) {
    JpegSegments segments = new JpegSegments(file);
    segments.walk(2, false);
    return segments;
  }

  /** Returns the first frame header; a file that ends before it is truncated. */
  JpegFrame frame() {
    if (frame == null) {
      throw Refusal.truncated();
    }
    return frame;
  }

  Orientation orientation() {
    return orientation == null ? Orientation.NORMAL : orientation;
  }

  int scans() {
    return scans;
  }

  /** Returns whether the end marker was there. */
  boolean ended() {
    return ended;
  }

  /** Decides as libjpeg's {@code default_decompress_parms} does; Java's reader has other rules. */
  AdobeTransform transform() {
    JpegFrame known = frame();
    boolean luminance;
    if (known.components() == 4) {
      luminance = adobeTransform.isPresent() && adobeTransform.getAsInt() != 0;
    } else if (jfif) {
      luminance = true;
    } else if (adobeTransform.isPresent()) {
      luminance = adobeTransform.getAsInt() != 0;
    } else {
      luminance = !known.componentIds().equals("RGB");
    }
    return luminance ? AdobeTransform.LUMINANCE : AdobeTransform.NONE;
  }

  /**
   * Returns the file without application segments and comments, and with its colours spelled out.
   */
  byte[] pictureAlone() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length());
    out.write(0xFF);
    out.write(SOI);
    if (frame().components() > 1) {
      out.writeBytes(transform().segment(frame().components()));
    }
    picture.forEach(part -> part.writeTo(out));
    out.write(0xFF);
    out.write(EOI);
    return out.toByteArray();
  }

  private void walk(int from, boolean headerAlone) {
    int at = nextMarker(from);
    while (at >= 0) {
      int marker = file.u8(at);
      if (marker == EOI) {
        ended = true;
        return;
      }
      if (marker == SOS && headerAlone) {
        return;
      }
      at = nextMarker(standsAlone(marker) ? at + 1 : segment(marker, at + 1));
    }
  }

  /** TEM and the restart markers have no content; between segments they mean nothing. */
  private static boolean standsAlone(int marker) {
    return marker == TEM || (marker >= RST0 && marker <= RST7);
  }

  /** Takes in a segment whose length stands at {@code at}; returns where the next is looked for. */
  private int segment(int marker, int at) {
    int length = file.u16be(at);
    if (length < 2) {
      throw Refusal.damaged("a segment of length " + length);
    }
    Bytes content = file.slice(at + 2, length - 2);
    int end = at + length;
    if (marker == SOS) {
      scans++;
      end = endOfScan(end);
    } else if (JpegFrame.startsWith(marker) && frame == null) {
      frame = JpegFrame.of(marker, content);
    } else if (marker == COM || (marker >= APP0 && marker <= APP15)) {
      application(marker, content);
      return end;
    }
    picture.add(file.slice(at - 2, end - at + 2));
    return end;
  }

  private void application(int marker, Bytes content) {
    if (marker == APP0 && content.matches(0, "JFIF\u0000")) {
      jfif = true;
    } else if (marker == APP1 && orientation == null && Exif.startsHere(content)) {
      orientation = Exif.orientation(content);
    } else if (marker == APP14 && content.matches(0, "Adobe") && content.length() >= 12) {
      adobeTransform = OptionalInt.of(content.u8(11));
    }
  }

  /** Entropy-coded data end at a marker other than a restart; 0xFF 0x00 is a coded 0xFF. */
  private int endOfScan(int from) {
    for (int at = from; at + 1 < file.length(); at++) {
      if (file.u8(at) == 0xFF) {
        int next = file.u8(at + 1);
        boolean insideScan = next == 0 || next == 0xFF || (next >= RST0 && next <= RST7);
        if (!insideScan) {
          return at;
        }
      }
    }
    return file.length();
  }

  /**
   * Returns where the next marker's second byte is, or -1; bytes that belong to none are skipped.
   */
  private int nextMarker(int from) {
    for (int at = from; at + 1 < file.length(); at++) {
      int next = file.u8(at + 1);
      if (file.u8(at) == 0xFF && next != 0 && next != 0xFF) {
        return at + 1;
      }
    }
    return -1;
  }
}
