package hmrbench.io;

import hmrbench.core.VisibleText;
import hmrbench.io.pickle.ArrayLike;
import hmrbench.io.pickle.PyDict;
import hmrbench.io.pickle.PyList;
import hmrbench.io.pickle.PyNone;
import hmrbench.io.pickle.PyObject;
import hmrbench.io.pickle.PyTuple;
import hmrbench.io.pickle.TreeNode;
import hmrbench.io.pickle.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A tree of values as lines of text. A value that contains itself, is nested too deeply, or comes
 * after very many lines is named but not expanded, so that every graph ends.
 */
final class TreeLines {

  private static final String INDENT = "  ";
  private static final int MAX_DEPTH = 12;
  private static final int MAX_LINES = 2000;
  private static final int MAX_WIDTH = 40;

  /** An object's own state is nested one deeper, without a line for it. */
  private static final int MAX_NESTING = 64;

  private static final int MAX_ITEMS = 12;

  /** Text of arrays with at most this many elements is shown. */
  private static final int SHOWN_ELEMENTS = 1;

  private static final int MAX_TEXT_BYTES = 4096;

  private final List<String> lines = new ArrayList<>();
  private final Set<Object> above = Collections.newSetFromMap(new IdentityHashMap<>());

  List<String> of(TreeNode root) {
    children(root, 1);
    if (lines.isEmpty()) {
      lines.add(INDENT + words(root));
    }
    return lines;
  }

  /** Type, shape and, for a single element, the value. */
  static String array(NdArray array) {
    if (array.count() != SHOWN_ELEMENTS || array.dtype().kind() == DType.Kind.OBJECT) {
      return array.toString();
    }
    if (array.dtype().itemBytes() > MAX_TEXT_BYTES) {
      return array.toString();
    }
    String value =
        array.dtype().isText()
            ? "'" + VisibleText.value(array.strings()[0]) + "'"
            : Double.toString(array.doubles()[0]);
    return array + " = " + value;
  }

  private void children(TreeNode node, int depth) {
    Object value = node.value();
    if (depth > MAX_DEPTH || above.size() > MAX_NESTING || !above.add(value)) {
      add(depth, "...");
      return;
    }
    if (value instanceof PyDict dict) {
      entries(node, dict, depth);
    } else if (value instanceof PyList list) {
      items(node, list.items(), depth);
    } else if (value instanceof PyTuple tuple) {
      items(node, tuple.items(), depth);
    } else if (value instanceof PyObject object && object.state() != null) {
      children(TreeNode.root(node.file(), object.state()), depth);
    }
    above.remove(value);
  }

  private void entries(TreeNode node, PyDict dict, int depth) {
    KnownKeys known = KnownKeys.of(key -> dict.get(key) != null);
    int width =
        dict.entries().stream()
            .limit(MAX_LINES)
            .filter(entry -> entry.key() instanceof String || entry.key() instanceof Long)
            .mapToInt(entry -> entry.key().toString().length())
            .max()
            .orElse(0);
    for (PyDict.Entry entry : dict.entries()) {
      if (lines.size() >= MAX_LINES) {
        add(depth, "... of %d entries".formatted(dict.size()));
        return;
      }
      String key = VisibleText.value(entry.key().toString());
      child(
          TreeNode.root(node.file(), entry.value()),
          key + " ".repeat(Math.max(0, Math.min(MAX_WIDTH, width) - key.length()) + 2),
          known.inBrackets(key),
          depth);
    }
  }

  private void items(TreeNode node, List<Object> items, int depth) {
    boolean plain = items.stream().limit(MAX_ITEMS).noneMatch(TreeLines::hasMore);
    if (plain) {
      return;
    }
    for (int i = 0; i < items.size(); i++) {
      if (i >= MAX_ITEMS || lines.size() >= MAX_LINES) {
        add(depth, "... of %d items".formatted(items.size()));
        return;
      }
      child(TreeNode.root(node.file(), items.get(i)), "[%d]  ".formatted(i), "", depth);
    }
  }

  private void child(TreeNode node, String name, String meaning, int depth) {
    add(depth, name + words(node) + meaning);
    if (hasMore(node.value()) && !node.isArray() && !node.isSparse()) {
      children(node, depth + 1);
    }
  }

  private static boolean hasMore(Object value) {
    return value instanceof PyDict
        || value instanceof PyList
        || value instanceof PyTuple
        || value instanceof PyObject
        || value instanceof ArrayLike;
  }

  private static String words(TreeNode node) {
    Object value = node.value();
    if (value instanceof PyObject object && node.isArray()) {
      return array(node.array()) + " in " + object.type();
    }
    if (node.isSparse()) {
      return node.sparseWords();
    }
    if (value instanceof ArrayLike like) {
      return array(like.array());
    }
    boolean flat =
        value instanceof PyList list
            && list.items().size() <= MAX_ITEMS
            && list.items().stream().noneMatch(TreeLines::hasMore);
    if (flat) {
      return ((PyList) value).items().stream().map(Values::kindOf).toList().toString();
    }
    return value == PyNone.NONE ? "None" : Values.kindOf(value);
  }

  private void add(int depth, String line) {
    if (lines.size() < MAX_LINES) {
      lines.add(INDENT.repeat(depth) + line);
    } else if (lines.size() == MAX_LINES) {
      lines.add(INDENT + "... (more than %d lines)".formatted(MAX_LINES));
    }
  }
}
