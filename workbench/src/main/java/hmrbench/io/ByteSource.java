package hmrbench.io;

import hmrbench.core.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The bytes of a file, readable at any position without reading the rest: mapped into memory, so
 * that a file may be larger than the heap and than a Java array.
 *
 * <p>Thread-safe. Nothing needs closing: a mapping goes when the last array over it has gone.
 */
public final class ByteSource {

  /**
   * Windows start this far apart and are twice as long (less one byte), so that any run of up to
   * this many bytes lies within one window.
   */
  static final long STRIDE = 1L << 30;

  private final String name;
  private final ByteBuffer[] little;
  private final ByteBuffer[] big;
  private final long origin;
  private final long size;

  /** What messages add to a position, where the bytes were decoded from a place in a file. */
  private final long shift;

  private ByteSource(
      String name, ByteBuffer[] little, ByteBuffer[] big, long origin, long size, long shift) {
    this.name = name;
    this.little = little;
    this.big = big;
    this.origin = origin;
    this.size = size;
    this.shift = shift;
  }

  private static ByteSource of(String name, ByteBuffer[] windows, long size) {
    ByteBuffer[] little = new ByteBuffer[windows.length];
    ByteBuffer[] big = new ByteBuffer[windows.length];
    for (int i = 0; i < windows.length; i++) {
      little[i] = windows[i].duplicate().order(ByteOrder.LITTLE_ENDIAN);
      big[i] = windows[i].duplicate().order(ByteOrder.BIG_ENDIAN);
    }
    return new ByteSource(name, little, big, 0, size, 0);
  }

  /**
   * Opens a file. A gzipped one is unpacked to a temporary file first; where {@code path} does not
   * exist but {@code path.gz} does, that one is taken.
   *
   * @throws Fault if there is no such file, or it cannot be read
   * @throws FormatException if it is gzipped and damaged, or unpacks to far more than it should
   */
  public static ByteSource open(Path path) {
    Path packed = path.resolveSibling(path.getFileName() + ".gz");
    Path there = Files.exists(path) || !Files.exists(packed) ? path : packed;
    ByteSource source = map(there, there.toString());
    return source.startsWith(0x1f, 0x8b) ? source.unpacked() : source;
  }

  /**
   * These bytes unpacked, where they are packed in a way that {@link Packing} knows; else these.
   *
   * @throws FormatException if they are damaged, or unpack to far more than they should
   */
  public ByteSource unpacked() {
    return Packing.of(this).map(packing -> packing.unpack(this)).orElse(this);
  }

  /** Maps a file as it stands, packed or not. */
  static ByteSource map(Path path, String name) {
    if (Files.isDirectory(path)) {
      throw Fault.asked("%s: expected a file, got a folder; name a file in it", name);
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      int count = Math.toIntExact((size + STRIDE - 1) / STRIDE);
      ByteBuffer[] windows = new ByteBuffer[count];
      for (int i = 0; i < count; i++) {
        long from = i * STRIDE;
        long length = Math.min(size - from, 2 * STRIDE - 1);
        windows[i] = channel.map(FileChannel.MapMode.READ_ONLY, from, length);
      }
      return of(name, windows, size);
    } catch (NoSuchFileException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY, "%s: no such file; check the path".formatted(name), e);
    } catch (IOException e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING, "%s: cannot be read: %s".formatted(name, e.getMessage()), e);
    }
  }

  /** Bytes in memory; the caller gives the array up. */
  public static ByteSource owning(String name, byte[] bytes) {
    int count = Math.toIntExact((bytes.length + STRIDE - 1) / STRIDE);
    ByteBuffer[] windows = new ByteBuffer[count];
    for (int i = 0; i < count; i++) {
      int from = Math.toIntExact(i * STRIDE);
      windows[i] = ByteBuffer.wrap(bytes, from, bytes.length - from).slice();
    }
    return of(name, windows, bytes.length);
  }

  /** A part of these bytes as a source of its own, without a copy; errors keep naming the file. */
  public ByteSource slice(long from, long length) {
    if (from < 0 || length < 0 || from > size - length) {
      throw new IndexOutOfBoundsException(
          "bytes %d to %d of %s, which has %d".formatted(from, from + length, name, size));
    }
    return new ByteSource(name, little, big, origin + from, length, shift);
  }

  /** The same bytes under another name in messages. */
  public ByteSource named(String other) {
    return new ByteSource(other, little, big, origin, size, shift);
  }

  /** The same bytes, which were decoded from a place in a file, as messages should say. */
  ByteSource decodedAt(long place) {
    return new ByteSource(name, little, big, origin, size, place - origin);
  }

  /** How messages call it. */
  public String name() {
    return name;
  }

  public long size() {
    return size;
  }

  /** A position of this source, counted from the start of the file, as messages give it. */
  public long inFile(long position) {
    return shift + origin + position;
  }

  /** The byte at a position, 0 to 255. */
  public int u8(long position) {
    long at = origin + position;
    return little[windowOf(at)].get(indexIn(at)) & 0xff;
  }

  /** Copies bytes out. */
  public void copyTo(long position, byte[] target, int from, int length) {
    if (length == 0) {
      return;
    }
    int done = 0;
    while (done < length) {
      int part = (int) Math.min(length - done, STRIDE);
      long at = origin + position + done;
      little[windowOf(at)].get(indexIn(at), target, from + done, part);
      done += part;
    }
  }

  /** A copy of some bytes. */
  public byte[] bytes(long position, int length) {
    byte[] copy = new byte[length];
    copyTo(position, copy, 0, length);
    return copy;
  }

  /** Whether these bytes begin with {@code magic}, each given as 0 to 255. */
  public boolean startsWith(int... magic) {
    if (size < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if (u8(i) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /** The window that holds {@link #STRIDE} bytes from a position, for absolute reads only. */
  ByteBuffer window(long position, boolean bigEndian) {
    return (bigEndian ? big : little)[windowOf(origin + position)];
  }

  /** Where a position lies in its window. */
  int indexInWindow(long position) {
    return indexIn(origin + position);
  }

  private static int windowOf(long at) {
    return (int) (at / STRIDE);
  }

  private static int indexIn(long at) {
    return (int) (at % STRIDE);
  }

  @Override
  public String toString() {
    return "%s (%d bytes)".formatted(name, size);
  }
}
