package hmrbench.data.official;

import hmrbench.io.NdArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which rows of a file are which sequence, and which frame of the recording each row is. */
final class FrameRows {

  /** A frame name that ends in its number, such as {@code img_000001}. */
  private static final Pattern NUMBER_AT_END = Pattern.compile("(?:.*[^0-9])?([0-9]{1,18})");

  private static final Pattern PICTURE_ENDING = Pattern.compile("\\.[A-Za-z][A-Za-z0-9]{1,4}$");

  private final List<String> fileOrder;
  private final List<String> sorted;
  private final Map<String, int[]> rows = new LinkedHashMap<>();
  private final boolean contiguous;

  /**
   * @param sequenceOfFrame name of the sequence of every row [N]
   */
  FrameRows(String... sequenceOfFrame) {
    Map<String, List<Integer>> byName = new LinkedHashMap<>();
    String previous = "";
    List<Integer> current = List.of();
    int runs = 0;
    for (int row = 0; row < sequenceOfFrame.length; row++) {
      if (row == 0 || !sequenceOfFrame[row].equals(previous)) {
        previous = sequenceOfFrame[row];
        current = byName.computeIfAbsent(previous, name -> new ArrayList<>());
        runs++;
      }
      current.add(row);
    }
    byName.forEach(
        (name, list) -> rows.put(name, list.stream().mapToInt(Integer::intValue).toArray()));
    contiguous = runs == byName.size();
    fileOrder = List.copyOf(byName.keySet());
    TreeMap<String, Integer> byCodePoint = new TreeMap<>(FrameRows::compareCodePoints);
    byName.keySet().forEach(name -> byCodePoint.put(name, 0));
    sorted = List.copyOf(byCodePoint.keySet());
  }

  /** Order of numpy's unique: by code point, where Java's own order compares UTF-16 units. */
  private static int compareCodePoints(String a, String b) {
    return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
  }

  /** The names in the order of their first rows. */
  List<String> fileOrder() {
    return fileOrder;
  }

  /** The names by code point. */
  List<String> sorted() {
    return sorted;
  }

  /** Whether the rows of every sequence follow each other. */
  boolean contiguous() {
    return contiguous;
  }

  /** The rows of a sequence, ascending. */
  int[] of(String sequence) {
    int[] found = rows.get(sequence);
    if (found == null) {
      throw new IllegalArgumentException("no sequence " + sequence);
    }
    return found.clone();
  }

  /**
   * The frame names of some rows as text.
   *
   * @param frameIds numbers or text [N]
   */
  static List<String> labels(NdArray frameIds, int... rows) {
    List<String> labels = new ArrayList<>();
    for (int row : rows) {
      NdArray one = frameIds.rows(row, row + 1);
      labels.add(one.dtype().isNumeric() ? Long.toString(one.longs()[0]) : one.strings()[0]);
    }
    return labels;
  }

  /** A frame name without the folders before it and the ending of a picture after it. */
  static String bare(String label) {
    String name = label.substring(Math.max(label.lastIndexOf('/'), label.lastIndexOf('\\')) + 1);
    return PICTURE_ENDING.matcher(name).replaceFirst("");
  }

  /** The frame numbers in some labels, or an empty array if not every label ends in one. */
  static long[] numbers(List<String> labels) {
    long[] numbers = new long[labels.size()];
    for (int i = 0; i < numbers.length; i++) {
      Matcher matcher = NUMBER_AT_END.matcher(labels.get(i));
      if (!matcher.matches()) {
        return new long[0];
      }
      numbers[i] = Long.parseLong(matcher.group(1));
    }
    return numbers;
  }

  /**
   * Every {@code step}-th frame in time: where frames are missing, the kept ones still lie whole
   * multiples of the step apart. Without ascending frame numbers, every {@code step}-th row.
   *
   * @param numbers frame numbers, or none
   * @return indices into the frames, ascending
   */
  static int[] everyNth(int frames, int step, long... numbers) {
    long unit = 0;
    boolean ascending = numbers.length == frames;
    for (int t = 1; t < frames && ascending; t++) {
      ascending = numbers[t] > numbers[t - 1];
      unit = greatestCommonDivisor(unit, numbers[t] - numbers[t - 1]);
    }
    int[] kept = new int[frames];
    int count = 0;
    for (int t = 0; t < frames; t++) {
      long ticks = ascending && unit > 0 ? (numbers[t] - numbers[0]) / unit : t;
      if (ticks % step == 0) {
        kept[count++] = t;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  private static long greatestCommonDivisor(long a, long b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
