package hmrbench.data.predicted;

import hmrbench.core.Fault;
import hmrbench.core.VisibleText;
import hmrbench.io.ByteSource;
import hmrbench.io.FileKind;
import hmrbench.io.NdArray;
import hmrbench.io.joblib.Joblib;
import hmrbench.io.npy.Npy;
import hmrbench.io.npy.Npz;
import hmrbench.io.pickle.TreeNode;
import hmrbench.io.torch.TorchCheckpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A file of predictions, opened once: arrays of an npz, or the tree of a pickle, a joblib or torch
 * file, or of an npy that holds one object.
 */
public final class OpenedFile {

  private static final int MOST_NAMED = 12;

  private final Path path;
  private final String name;
  private final FileKind kind;
  private final Optional<Npz> npz;
  private final Optional<TreeNode> tree;
  private final Optional<NdArray> array;

  private OpenedFile(Path path, ByteSource source) {
    this.path = path;
    this.name = source.name();
    this.kind = FileKind.of(source);
    this.npz = kind == FileKind.NPZ ? Optional.of(Npz.open(source)) : Optional.empty();
    this.array =
        kind == FileKind.NPY
            ? Optional.of(Npy.read(source, TorchCheckpoint.embedded()))
            : Optional.empty();
    this.tree =
        switch (kind) {
          case PICKLE -> Optional.of(Joblib.readWithTorch(source));
          case TORCH -> Optional.of(TorchCheckpoint.open(source).root());
          case NPY -> array.flatMap(it -> boxed(name, it));
          default -> Optional.empty();
        };
  }

  /**
   * Opens a file.
   *
   * @throws Fault if it cannot be read, or is damaged
   */
  public static OpenedFile of(Path path) {
    return new OpenedFile(path, ByteSource.open(path));
  }

  /** The one object that numpy saved as an array. */
  private static Optional<TreeNode> boxed(String name, NdArray array) {
    return array.dtype().isNumeric() || array.dtype().isText() || array.count() != 1
        ? Optional.empty()
        : Optional.of(TreeNode.root(name, array.objects().get(0)));
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** How messages call it. */
  public String name() {
    return name;
  }

  /** What it is by its first bytes. */
  public FileKind kind() {
    return kind;
  }

  /** Its arrays, where it is an npz. */
  Optional<Npz> npz() {
    return npz;
  }

  /** The top of its tree, where it has one. */
  Optional<TreeNode> tree() {
    return tree;
  }

  /** Its only array, where it is an npy of numbers. */
  Optional<NdArray> array() {
    return array.filter(it -> it.dtype().isNumeric());
  }

  /** The name of the file without its ending. */
  String stem() {
    return fileName().replaceFirst("\\.(npz|pkl|pt|pth|npy)(\\.gz)?$", "");
  }

  String fileName() {
    return String.valueOf(path.getFileName());
  }

  /** The folder that it is in. */
  Path folder() {
    return above(path);
  }

  /** The folder above a path; the path itself where there is none. */
  static Path above(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    Path parent = whole.getParent();
    return parent == null ? whole : parent;
  }

  /** The last name of a folder. */
  static String nameOf(Path folder) {
    return String.valueOf(folder.getFileName());
  }

  /** The keys at its top. */
  List<String> keys() {
    return npz.map(it -> List.copyOf(it.names()))
        .or(() -> tree.filter(TreeNode::isDict).map(TreeNode::keys))
        .orElse(List.of());
  }

  /** The first of its keys, for messages. */
  String someKeys() {
    List<String> all = keys();
    return VisibleText.value(
        all.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
            + (all.size() > MOST_NAMED ? ", ..." : ""));
  }

  /** Whether all of these are keys at its top. */
  boolean has(String... wanted) {
    return keys().containsAll(List.of(wanted));
  }

  /** Whether one of these is a key at its top. */
  boolean hasOneOf(String... wanted) {
    List<String> all = keys();
    return List.of(wanted).stream().anyMatch(all::contains);
  }

  /** The array under a key, where there is one. */
  Optional<NdArray> find(String key) {
    return npz.isPresent()
        ? npz.get().find(key)
        : tree.filter(TreeNode::isDict)
            .flatMap(it -> it.find(key))
            .filter(TreeNode::isArray)
            .map(TreeNode::array);
  }

  /**
   * The array under a key.
   *
   * @throws Fault if there is none
   */
  NdArray need(String key) {
    return find(key)
        .orElseThrow(
            () ->
                Fault.asked(
                    "%s: expected an array %s, got %s; write the file again",
                    name, key, someKeys()));
  }

  /** What is under a key: the value of a dictionary, or the object in an array of an npz. */
  Optional<TreeNode> node(String key) {
    return npz.isPresent()
        ? npz.get().find(key).flatMap(it -> boxed("%s: %s".formatted(name, key), it))
        : tree.filter(TreeNode::isDict).flatMap(it -> it.find(key));
  }

  /**
   * The dictionary at its top.
   *
   * @throws Fault if it has none
   */
  TreeNode dictionary() {
    return tree.filter(TreeNode::isDict)
        .orElseThrow(
            () ->
                Fault.asked(
                    "%s: expected a dictionary, got %s; write the file again",
                    name, tree.map(TreeNode::toString).orElse(kind.words())));
  }
}
