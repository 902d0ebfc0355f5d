package hmrbench.io.pickle;

import hmrbench.io.ByteSource;

/**
 * Bytes, left where they lie in the file. A Python 2 string of more than 64 KiB is one too.
 *
 * @param source the bytes
 */
public record PyBytes(ByteSource source) {

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return source.size() + " bytes";
  }
}
