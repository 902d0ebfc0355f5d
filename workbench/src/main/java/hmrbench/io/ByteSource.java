package hmrbench.io;

import hmrbench.core.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

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

  /** For fewer bytes a look at the file would cost more than reading them. */
  private static final int LOOK_BEFORE_BYTES = 1 << 12;

  /**
   * More than any disk that we know; a longer file is a sparse one, and mapping it costs memory.
   */
  private static final long MOST_BYTES = 1L << 44;

  private final String name;
  private final ByteBuffer[] little;
  private final ByteBuffer[] big;
  private final long origin;
  private final long size;

  /** What messages add to a position, where the bytes were decoded from a place in a file. */
  private final long shift;

  /** Where the bytes come from. */
  private final Origin from;

  /**
   * @param file the file that is mapped, as it was then; null where the bytes are in memory or in a
   *     private file
   * @param storedBytes how long the file on the disk was, before anything was unpacked
   */
  private record Origin(@Nullable FileStamp file, long storedBytes) {}

  private ByteSource(
      String name,
      ByteBuffer[] little,
      ByteBuffer[] big,
      long origin,
      long size,
      long shift,
      Origin from) {
    this.name = name;
    this.little = little;
    this.big = big;
    this.origin = origin;
    this.size = size;
    this.shift = shift;
    this.from = from;
  }

  private static ByteSource of(String name, ByteBuffer[] windows, long size, Origin from) {
    ByteBuffer[] little = new ByteBuffer[windows.length];
    ByteBuffer[] big = new ByteBuffer[windows.length];
    for (int i = 0; i < windows.length; i++) {
      little[i] = windows[i].duplicate().order(ByteOrder.LITTLE_ENDIAN);
      big[i] = windows[i].duplicate().order(ByteOrder.BIG_ENDIAN);
    }
    return new ByteSource(name, little, big, 0, size, 0, from);
  }

  /**
   * Opens a file. A gzipped one is unpacked to a temporary file first; where {@code path} does not
   * exist but {@code path.gz} does, that one is taken.
   *
   * @throws Fault if there is no such file, it is no regular file, or it cannot be read
   * @throws FormatException if it is empty or what a failed download leaves, or if it is gzipped
   *     and damaged, or unpacks to far more than it should
   */
  public static ByteSource open(Path path) {
    Path packed = path.resolveSibling(path.getFileName() + ".gz");
    Path there = Files.exists(path) || !Files.exists(packed) ? path : packed;
    ByteSource source = map(there, there.toString());
    FailedDownload.refuse(source);
    if (Compression.of(source).filter(Compression.GZIP::equals).isEmpty()) {
      return source;
    }
    ByteSource content = source.unpacked();
    FailedDownload.refuse(content);
    return content;
  }

  /**
   * These bytes unpacked, where they are packed in a way that {@link Compression} knows; else
   * these.
   *
   * @throws FormatException if they are damaged, or unpack to far more than they should
   */
  public ByteSource unpacked() {
    return Compression.of(this).map(packing -> packing.unpack(this)).orElse(this);
  }

  /** Maps a file unchanged, packed or not. */
  static ByteSource map(Path path, String name) {
    FileStamp stamp = FileStamp.of(path, name);
    MappedFiles.add(stamp);
    return map(path, name, new Origin(stamp, stamp.bytes()));
  }

  /** Maps a private file that holds the unpacked bytes. */
  ByteSource unpackedIn(Path path, String unpackedName) {
    return map(path, unpackedName, new Origin(null, from.storedBytes()));
  }

  /** Bytes in memory that these unpack to. */
  ByteSource unpackedAs(byte[] bytes, String unpackedName) {
    return inMemory(unpackedName, bytes, new Origin(null, from.storedBytes()));
  }

  private static ByteSource map(Path path, String name, Origin from) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > MOST_BYTES) {
        throw Fault.asked(
            "%s: expected a file of at most %d bytes, got one of %d", name, MOST_BYTES, size);
      }
      int count = Math.toIntExact((size + STRIDE - 1) / STRIDE);
      ByteBuffer[] windows = new ByteBuffer[count];
      for (int i = 0; i < count; i++) {
        long start = i * STRIDE;
        long length = Math.min(size - start, 2 * STRIDE - 1);
        windows[i] = channel.map(FileChannel.MapMode.READ_ONLY, start, length);
      }
      return of(name, windows, size, from);
    } catch (IOException e) {
      throw FileStamp.cannotBeRead(name, e);
    }
  }

  /** Bytes in memory; the caller gives the array up. */
  public static ByteSource owning(String name, byte[] bytes) {
    return inMemory(name, bytes, new Origin(null, bytes.length));
  }

  private static ByteSource inMemory(String name, byte[] bytes, Origin from) {
    int count = Math.toIntExact((bytes.length + STRIDE - 1) / STRIDE);
    ByteBuffer[] windows = new ByteBuffer[count];
    for (int i = 0; i < count; i++) {
      int start = Math.toIntExact(i * STRIDE);
      windows[i] = ByteBuffer.wrap(bytes, start, bytes.length - start).slice();
    }
    return of(name, windows, bytes.length, from);
  }

  /** A part of these bytes as a separate source, without a copy; errors still name the file. */
  public ByteSource slice(long start, long length) {
    if (start < 0 || length < 0 || start > size - length) {
      throw new IndexOutOfBoundsException(
          "bytes %d to %d of %s, which has %d".formatted(start, start + length, name, size));
    }
    return new ByteSource(name, little, big, origin + start, length, shift, from);
  }

  /** The same bytes under another name in messages. */
  public ByteSource named(String other) {
    return new ByteSource(other, little, big, origin, size, shift, from);
  }

  /** The same bytes, which were decoded from a place in a file, as messages should say. */
  ByteSource decodedAt(long place) {
    return new ByteSource(name, little, big, origin, size, place - origin, from);
  }

  /** Its name in messages. */
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

  /** Size of the file on disk that holds these bytes or their packed form. */
  long storedBytes() {
    return from.storedBytes();
  }

  /**
   * Checks that the mapped file is still as it was when it was opened.
   *
   * @throws Fault if it has been written to since
   */
  public void requireUnwritten() {
    if (from.file() != null) {
      from.file().requireUnwritten(name);
    }
  }

  /** The byte at a position, 0 to 255. */
  public int u8(long position) {
    long at = origin + position;
    try {
      return little[windowOf(at)].get(indexIn(at)) & 0xff;
    } catch (InternalError e) {
      throw MappedFiles.fault(e);
    }
  }

  /** Copies bytes out. */
  public void copyTo(long position, byte[] target, int start, int length) {
    if (length == 0) {
      return;
    }
    if (length >= LOOK_BEFORE_BYTES) {
      requireUnwritten();
    }
    int done = 0;
    while (done < length) {
      int part = (int) Math.min(length - done, STRIDE);
      long at = origin + position + done;
      try {
        little[windowOf(at)].get(indexIn(at), target, start + done, part);
      } catch (InternalError e) {
        throw MappedFiles.fault(e);
      }
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
