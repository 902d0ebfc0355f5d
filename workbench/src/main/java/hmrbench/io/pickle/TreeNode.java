package hmrbench.io.pickle;

import hmrbench.core.Fault;
import hmrbench.core.VisibleText;
import hmrbench.io.ByteCursor;
import hmrbench.io.ByteSource;
import hmrbench.io.NdArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tree of a file: a value and the way to it, which every message names. Asking for
 * something that is not there is a {@link Fault} of exit code 2.
 */
public final class TreeNode {

  private static final int MOST_NAMES = 30;

  private final String file;
  private final String path;
  private final Object value;

  private TreeNode(String file, String path, Object value) {
    this.file = file;
    this.path = path;
    this.value = value;
  }

  /** The top of a file's tree. */
  public static TreeNode root(String file, Object value) {
    return new TreeNode(file, "", value);
  }

  /** The value itself. */
  public Object value() {
    return value;
  }

  /** The way from the top, for example {@code poses[0]}; empty for the top itself. */
  public String path() {
    return path;
  }

  /** The file's name in messages. */
  public String file() {
    return file;
  }

  /** Whether this is a dictionary. */
  public boolean isDict() {
    return value instanceof PyDict;
  }

  /** Whether this is a list or tuple. */
  public boolean isList() {
    return value instanceof PyList || value instanceof PyTuple;
  }

  /** Whether this is Python's {@code None}. */
  public boolean isNone() {
    return value == PyNone.NONE;
  }

  /** Whether this is an array, a torch tensor, or an object that wraps one. */
  public boolean isArray() {
    return value instanceof ArrayLike || wrapped() != null;
  }

  /** The keys of a dictionary that are text or numbers, as text, in the order of the file. */
  public List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (PyDict.Entry entry : dict().entries()) {
      if (entry.key() instanceof String || entry.key() instanceof Long) {
        keys.add(entry.key().toString());
      }
    }
    return keys;
  }

  /** The value under a key of a dictionary (text, or a number written as text), or an attribute. */
  public Optional<TreeNode> find(String key) {
    Object found = null;
    if (value instanceof PyDict dict) {
      found = dict.get(key);
      if (found == null && key.matches("-?[0-9]{1,18}")) {
        found = dict.get(Long.parseLong(key));
      }
    } else if (value instanceof PyObject object) {
      found = object.attribute(key);
    } else {
      throw wrong("a dictionary");
    }
    String way = path.isEmpty() ? key : path + "." + key;
    return Optional.ofNullable(found).map(v -> new TreeNode(file, way, v));
  }

  /** As {@link #find}, where it must be there. */
  public TreeNode key(String key) {
    return find(key)
        .orElseThrow(
            () ->
                Fault.asked(
                    "%s: %s: expected a key %s, got %s; check that this is the right file",
                    file, place(), key, someKeys()));
  }

  private String someKeys() {
    if (!isDict()) {
      return Values.kindOf(value);
    }
    return VisibleText.value(
        keys().stream().limit(MOST_NAMES).collect(Collectors.joining(", ", "[", "]")));
  }

  /** The elements of a list or tuple, or of an array of objects. */
  public List<TreeNode> items() {
    List<?> items =
        value instanceof PyList list
            ? list.items()
            : value instanceof PyTuple tuple
                ? tuple.items()
                : value instanceof PyArray array ? array.array().objects() : null;
    if (items == null) {
      throw wrong("a list");
    }
    List<TreeNode> nodes = new ArrayList<>();
    for (Object item : items) {
      nodes.add(new TreeNode(file, path + "[" + nodes.size() + "]", item));
    }
    return nodes;
  }

  /**
   * The array that this is, or that it wraps: a chumpy object's value, a sparse matrix made full.
   */
  public NdArray array() {
    if (value instanceof ArrayLike like) {
      return like.array();
    }
    if (value instanceof PyObject object && SparseMatrix.isOne(object)) {
      return sparse().dense();
    }
    ArrayLike inner = wrapped();
    if (inner == null) {
      throw wrong("an array");
    }
    return inner.array();
  }

  private @Nullable ArrayLike wrapped() {
    boolean chumpy =
        value instanceof PyObject object && (object.type().module() + ".").startsWith("chumpy.");
    // A Ch that is an input, not a formula of others, keeps its array in x (chumpy/ch.py).
    return chumpy && ((PyObject) value).attribute("x") instanceof ArrayLike inner ? inner : null;
  }

  /** The sparse matrix that this is. */
  public SparseMatrix sparse() {
    if (value instanceof PyObject object && SparseMatrix.isOne(object)) {
      return SparseMatrix.of(object, cursor());
    }
    throw wrong("a sparse matrix");
  }

  /** Type, shape and number of values of a sparse matrix, without a look at its values. */
  public String sparseWords() {
    if (value instanceof PyObject object && SparseMatrix.isOne(object)) {
      return SparseMatrix.words(object, cursor());
    }
    throw wrong("a sparse matrix");
  }

  /** Whether this is a sparse matrix. */
  public boolean isSparse() {
    return value instanceof PyObject object && SparseMatrix.isOne(object);
  }

  /** The text that this is. */
  public String text() {
    if (value instanceof String text) {
      return text;
    }
    if (value instanceof PyArray array
        && array.array().dtype().isText()
        && array.array().count() == 1) {
      return array.array().strings()[0];
    }
    throw wrong("text");
  }

  /** The number that this is, also as an array of one element. */
  public double number() {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof Boolean truth) {
      return truth ? 1 : 0;
    }
    if (value instanceof ArrayLike like
        && like.array().count() == 1
        && like.array().dtype().isNumeric()) {
      return like.array().doubles()[0];
    }
    throw wrong("a number");
  }

  private PyDict dict() {
    if (value instanceof PyDict dict) {
      return dict;
    }
    throw wrong("a dictionary");
  }

  private ByteCursor cursor() {
    return new ByteCursor(ByteSource.owning(file + ": " + place(), new byte[0]));
  }

  private String place() {
    return path.isEmpty() ? "top" : VisibleText.value(path);
  }

  private Fault wrong(String expected) {
    return Fault.asked(
        "%s: %s: expected %s, got %s; check that this is the right file",
        file, place(), expected, Values.kindOf(value));
  }

  @Override
  public String toString() {
    return place() + ": " + Values.kindOf(value);
  }
}
