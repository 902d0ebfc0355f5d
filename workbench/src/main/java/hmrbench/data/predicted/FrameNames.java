package hmrbench.data.predicted;

import hmrbench.core.Fault;
import hmrbench.io.NdArray;
import hmrbench.io.pickle.TreeNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How files name the frames of their rows. */
final class FrameNames {

  private FrameNames() {}

  /** Names of rows that are taken in their order. */
  static List<String> inOrder(int rows) {
    return IntStream.range(0, rows).mapToObj(Integer::toString).toList();
  }

  /**
   * The frames that an array names: whole numbers, also written as real ones, or text.
   *
   * @throws Fault if it is no list, or holds a number that is none of a frame
   */
  static List<String> of(String file, String key, NdArray frames) {
    if (frames.rank() != 1) {
      throw WorldArrays.wrong(file, key, "one frame per row", frames);
    }
    if (frames.dtype().isText()) {
      return List.of(frames.strings());
    }
    double[] numbers = frames.doubles();
    for (int row = 0; row < numbers.length; row++) {
      if (numbers[row] != Math.rint(numbers[row])) {
        throw WorldArrays.wrong(
            file, key, "whole numbers of frames", "%s in row %d".formatted(numbers[row], row));
      }
    }
    return Arrays.stream(numbers).mapToObj(it -> Long.toString((long) it)).toList();
  }

  /** The texts of an array or a list, such as paths of pictures. */
  static List<String> texts(String file, String key, TreeNode node) {
    if (node.isArray() && node.array().dtype().isText() && node.array().rank() == 1) {
      return List.of(node.array().strings());
    }
    List<String> texts = new ArrayList<>();
    for (TreeNode item : node.items()) {
      if (!(item.value() instanceof String text)) {
        throw WorldArrays.wrong(file, key, "a list of texts", item);
      }
      texts.add(text);
    }
    return texts;
  }
}
