package hmrbench.io.torch;

import hmrbench.core.VisibleText;
import hmrbench.io.ByteCursor;
import hmrbench.io.ByteSource;
import hmrbench.io.DType;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A run of elements that one or more tensors show parts of. */
public final class TorchStorage {

  private final String key;
  private final DType dtype;
  private final long elements;
  private final ByteCursor place;
  private @Nullable Supplier<ByteSource> bytes;

  /**
   * @param key its name in the file
   * @param elements how many elements it has
   * @param place where the file names it
   */
  TorchStorage(String key, DType dtype, long elements, ByteCursor place) {
    this.key = key;
    this.dtype = dtype;
    this.elements = elements;
    this.place = place;
  }

  public String key() {
    return key;
  }

  public DType dtype() {
    return dtype;
  }

  /** How many elements it has. */
  public long elements() {
    return elements;
  }

  /**
   * Says where its bytes lie.
   *
   * @param size how many they are
   * @param where gives them when one of its tensors is read; an archive looks at their check sum
   *     then
   */
  void locate(long size, Supplier<ByteSource> where) {
    long expected = elements * dtype.itemBytes();
    if (size != expected) {
      throw place.corrupt(
          "storage " + VisibleText.value(key), expected + " bytes", size + " bytes");
    }
    bytes = where;
  }

  boolean isLocated() {
    return bytes != null;
  }

  /** Its bytes. */
  synchronized ByteSource bytes() {
    if (bytes == null) {
      throw place.corrupt("storage " + VisibleText.value(key), "its bytes in the file", "none");
    }
    ByteSource found = bytes.get();
    bytes = () -> found;
    return found;
  }

  @Override
  public String toString() {
    return "storage of %d %s".formatted(elements, dtype.words());
  }
}
