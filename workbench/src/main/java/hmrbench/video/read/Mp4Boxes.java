package hmrbench.video.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The outermost boxes of an MP4 or MOV file (ISO/IEC 14496-12, section 4.2): each starts with its
 * length in four bytes and its type in four more. FFmpeg plays what is left of a cut file without a
 * word; the lengths show that it was cut.
 */
final class Mp4Boxes {

  private static final int HEADER = 8;
  private static final int LONG_HEADER = 16;

  private Mp4Boxes() {}

  /**
   * Why a file is not whole.
   *
   * @return what befell it and where, to follow "the video"; empty for a whole file, and for
   *     anything that is not MP4 or MOV
   */
  static Optional<String> fault(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      boolean indexSeen = false;
      boolean first = true;
      long at = 0;
      while (at + HEADER <= size) {
        ByteBuffer header = read(channel, at, (int) Math.min(LONG_HEADER, size - at));
        String type = type(header);
        if (first && !type.equals("ftyp")) {
          return Optional.empty();
        }
        first = false;
        indexSeen |= type.equals("moov");
        Optional<String> fault = fault(type, at, length(header, size - at), size);
        if (fault.isPresent()) {
          return fault;
        }
        at += length(header, size - at);
      }
      return first || indexSeen
          ? Optional.empty()
          : Optional.of("was cut off: it has no index (no box 'moov' in %d bytes)".formatted(size));
    }
  }

  private static Optional<String> fault(String type, long at, long length, long size) {
    if (!type.chars().allMatch(Mp4Boxes::isOfNames)) {
      return Optional.of("is damaged: what lies at byte %d is no box of MP4".formatted(at));
    }
    if (length < HEADER) {
      return Optional.of(
          "is damaged: the box '%s' at byte %d has length %s"
              .formatted(type, at, Long.toUnsignedString(length)));
    }
    return length > size - at
        ? Optional.of(
            "was cut off: the box '%s' at byte %d is %d bytes long, the rest of the file %d"
                .formatted(type, at, length, size - at))
        : Optional.empty();
  }

  /** Types are four printable characters; the first of some of Apple's is a copyright sign. */
  private static boolean isOfNames(int character) {
    return (character >= ' ' && character <= '~') || character == 0xa9;
  }

  private static long length(ByteBuffer header, long rest) {
    long length = Integer.toUnsignedLong(header.getInt(0));
    if (length == 1 && header.limit() == LONG_HEADER) {
      return header.getLong(HEADER);
    }
    return length == 0 ? rest : length;
  }

  private static String type(ByteBuffer header) {
    byte[] type = new byte[4];
    header.get(4, type);
    return new String(type, StandardCharsets.ISO_8859_1);
  }

  private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    int got = 0;
    while (buffer.hasRemaining() && got >= 0) {
      got = channel.read(buffer, at + buffer.position());
    }
    return buffer.flip();
  }
}
