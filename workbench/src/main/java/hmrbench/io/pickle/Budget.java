package hmrbench.io.pickle;

import hmrbench.io.ByteCursor;

/**
 * How much a pickle may make: a few bytes that name each other can stand for more than any memory,
 * and a large file may hold nothing but tiny objects.
 */
public final class Budget {

  /** Elements of lists, dictionaries, tuples and the memo, all together. */
  private static final long MAX_ELEMENTS = 10_000_000;

  /** Bytes of text that are decoded, all together. Arrays are not: they stay in the file. */
  private static final long MAX_TEXT_BYTES = 1L << 28;

  /** How deep files may lie in files (objects in joblib arrays, torch files in pickles). */
  private static final int MAX_NESTING = 8;

  private long elements = MAX_ELEMENTS;
  private long textBytes = MAX_TEXT_BYTES;
  private int nesting = MAX_NESTING;

  /** A fresh budget for one file. */
  public Budget() {}

  /** Takes room for elements. */
  public void elements(long count, ByteCursor place) {
    elements -= count;
    if (elements < 0) {
      throw place.unsupported(
          "pickle", "at most %d values".formatted(MAX_ELEMENTS), "more", Budget.ADVICE);
    }
  }

  /** Takes room for text. */
  public void text(long bytes, ByteCursor place) {
    textBytes -= bytes;
    if (textBytes < 0) {
      throw place.unsupported(
          "pickle", "at most %d bytes of text".formatted(MAX_TEXT_BYTES), "more", Budget.ADVICE);
    }
  }

  /** Goes into a file within a file. */
  public void enter(ByteCursor place) {
    if (--nesting < 0) {
      throw place.unsupported(
          "pickle", "at most %d files in each other".formatted(MAX_NESTING), "more", ADVICE);
    }
  }

  /** Comes out of it again. */
  public void leave() {
    nesting++;
  }

  private static final String ADVICE = "convert it to npz if you trust it";
}
