package hmrbench.io.pickle;

import hmrbench.io.ByteCursor;
import hmrbench.io.FormatException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/**
 * How much memory and time a pickle may take: a few bytes that refer to each other can expand
 * beyond any memory, and a large file may hold nothing but tiny objects. All files that lie in one
 * file share its budget.
 *
 * <p>The limits are far above what files of this field need: databases and checkpoints are a few
 * thousand values around arrays, which cost nothing until they are read; a dictionary of 10,000
 * sequences of 20 arrays each takes some 3 million values.
 */
public final class Budget {

  /** Elements of lists, dictionaries, tuples, the stack and the memo, all together. */
  private static final long MAX_ELEMENTS = 10_000_000;

  /** Steps of the stack machine; a value takes two to four. */
  private static final long MAX_OPCODES = 50_000_000;

  /** Lists, tuples and dictionaries that are begun and not ended: how deep values lie in values. */
  private static final int MAX_MARKS = 100_000;

  /**
   * Bytes of text that are decoded or compared, all together. Arrays are not: they stay in the
   * file.
   */
  private static final long MAX_TEXT_BYTES = 1L << 28;

  /** How deep files may lie in files (objects in joblib arrays, torch files in pickles). */
  private static final int MAX_NESTING = 8;

  /** Processor time; waiting for a slow disk does not count. */
  private static final long MAX_SECONDS = 60;

  private static final int OPCODES_PER_LOOK = 1 << 16;

  private static final String ADVICE = "convert it to npz if you trust it";

  private long elements = MAX_ELEMENTS;
  private long opcodes = MAX_OPCODES;
  private long textBytes = MAX_TEXT_BYTES;
  private int nesting = MAX_NESTING;
  private final long started = cpuNanos();

  /** A fresh budget for one file. */
  public Budget() {}

  private static long cpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.isCurrentThreadCpuTimeSupported()
        ? threads.getCurrentThreadCpuTime()
        : System.nanoTime();
  }

  /** Takes room for elements. */
  public void elements(long count, ByteCursor place) {
    elements -= count;
    if (elements < 0) {
      throw tooMuch("at most %d values".formatted(MAX_ELEMENTS), place);
    }
  }

  /** Takes one step. */
  void opcode(ByteCursor place) {
    if (--opcodes < 0) {
      throw tooMuch("at most %d opcodes".formatted(MAX_OPCODES), place);
    }
    if (opcodes % OPCODES_PER_LOOK == 0 && cpuNanos() - started > MAX_SECONDS * 1_000_000_000L) {
      throw tooMuch("one that is read in %d s".formatted(MAX_SECONDS), place);
    }
  }

  /** Sees to it that values do not lie too deep in each other. */
  void marks(int open, ByteCursor place) {
    if (open > MAX_MARKS) {
      throw tooMuch("at most %d open marks".formatted(MAX_MARKS), place);
    }
  }

  /** Takes room for text. */
  public void text(long bytes, ByteCursor place) {
    textBytes -= bytes;
    if (textBytes < 0) {
      throw tooMuch("at most %d bytes of text".formatted(MAX_TEXT_BYTES), place);
    }
  }

  /** Goes into a file within a file. */
  public void enter(ByteCursor place) {
    if (--nesting < 0) {
      throw tooMuch("at most %d files in each other".formatted(MAX_NESTING), place);
    }
  }

  /** Comes out of it again. */
  public void leave() {
    nesting++;
  }

  private static FormatException tooMuch(String limit, ByteCursor place) {
    return place.unsupported("pickle", limit, "more", ADVICE);
  }
}
