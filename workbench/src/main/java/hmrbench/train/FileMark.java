package hmrbench.train;

import hmrbench.core.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What a file is known by in a card. */
final class FileMark {

  /** The part of a large file that is looked at, at either end. */
  private static final long END_BYTES = 1 << 20;

  /** Files up to this size are looked at as a whole. */
  private static final long SMALL_BYTES = 64 * END_BYTES;

  private static final int BLOCK = 1 << 16;

  private FileMark() {}

  /** The SHA-256 of a file, in hexadecimal. */
  static String sha256(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      MessageDigest digest = digest();
      update(digest, channel, 0, channel.size());
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, file, "cannot be read", e);
    }
  }

  /**
   * A file in words: its SHA-256; of one above 64 MiB its size and the SHA-256 of its first and
   * last MiB, since hashing gigabytes would take longer than looking at what is done.
   */
  static String of(Path file) {
    try (FileChannel channel = FileChannel.open(file)) {
      long size = channel.size();
      if (size <= SMALL_BYTES) {
        return "SHA-256 " + sha256(file);
      }
      MessageDigest digest = digest();
      update(digest, channel, 0, END_BYTES);
      update(digest, channel, size - END_BYTES, size);
      return "%d bytes, SHA-256 of its ends %s"
          .formatted(size, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, file, "cannot be read", e);
    }
  }

  private static void update(MessageDigest digest, FileChannel channel, long from, long to)
      throws IOException {
    ByteBuffer block = ByteBuffer.allocate(BLOCK);
    long at = from;
    while (at < to) {
      block.clear().limit((int) Math.min(BLOCK, to - at));
      int read = channel.read(block, at);
      if (read < 0) {
        return;
      }
      digest.update(block.flip());
      at += read;
    }
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
