package hmrbench.io;

import hmrbench.core.Fault;
import hmrbench.core.VisibleText;
import hmrbench.io.bvh.Bvh;
import hmrbench.io.bvh.BvhSkeleton;
import hmrbench.io.joblib.Joblib;
import hmrbench.io.npy.Npy;
import hmrbench.io.npy.Npz;
import hmrbench.io.pickle.TreeNode;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.io.tensorflow.TensorBundle;
import hmrbench.io.torch.TorchCheckpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is in a file, as a tree of names, types and shapes, with units where they are known. Nothing
 * in the file is executed, and only single-element arrays are read for their values.
 */
public final class Inspector {

  private static final String INDENT = "  ";

  /** How many arrays of a file are shown; as many as lines of a tree. */
  private static final int MAX_LINES = 2000;

  private static final int MAX_WIDTH = 120;
  private static final int MEMBERS_NAMED = 3;

  private final List<String> lines = new ArrayList<>();

  private Inspector() {}

  /**
   * Describes a file in lines of text.
   *
   * @throws Fault if there is no such file, or it is of no known kind
   * @throws FormatException if it is damaged
   */
  public static List<String> describe(Path path) {
    ByteSource source = ByteSource.open(path);
    FileKind kind = FileKind.of(source);
    Inspector inspector = new Inspector();
    inspector.lines.add(
        "%s: %s, %s".formatted(source.name(), kindWords(kind, source), bytes(source.size())));
    inspector.describe(kind, path, source);
    return List.copyOf(inspector.lines);
  }

  /**
   * What is wrong with a file, judged by its header and layout: a web page or a pointer instead of
   * the file, truncated, damaged. Packed files are not unpacked, and no values are read.
   *
   * @return what the file is instead, to follow "is"; empty where nothing is wrong
   */
  public static Optional<String> wrong(Path path) {
    try {
      ByteSource source = ByteSource.map(path, path.toString());
      FailedDownload.refuse(source);
      FileKind kind = FileKind.of(source);
      switch (kind) {
        case NPY -> Npy.read(source, TorchCheckpoint.embedded());
        case SAFETENSORS -> SafeTensors.open(source);
        case TENSORFLOW -> TensorBundle.open(path);
        case TORCH -> TorchCheckpoint.open(source);
        case PICKLE -> {
          if (Compression.of(source).isEmpty()) {
            Joblib.readWithTorch(source);
          }
        }
        default -> {} // the header has all that can be known without unpacking or reading
      }
      return Optional.empty();
    } catch (Fault e) {
      String message = String.valueOf(e.getMessage());
      for (String lead : List.of(path + ": ", "expected a file, got ")) {
        message = message.startsWith(lead) ? message.substring(lead.length()) : message;
      }
      return Optional.of(message);
    }
  }

  private static String kindWords(FileKind kind, ByteSource source) {
    return Compression.of(source)
        .map(packing -> "%s, packed with %s".formatted(kind.words(), packing))
        .orElse(kind.words());
  }

  private static String bytes(long count) {
    return count < 1000
        ? count + " bytes"
        : count < 1_000_000
            ? String.format(Locale.ROOT, "%.1f kB", count / 1e3)
            : String.format(Locale.ROOT, "%.1f MB", count / 1e6);
  }

  private void describe(FileKind kind, Path path, ByteSource source) {
    switch (kind) {
      case NPY -> lines.add(INDENT + Npy.read(source, TorchCheckpoint.embedded()));
      case NPZ -> npz(Npz.open(source));
      case SAFETENSORS -> safeTensors(SafeTensors.open(source));
      case TENSORFLOW -> bundle(TensorBundle.open(path));
      case TORCH -> torch(TorchCheckpoint.open(source));
      case PICKLE -> tree(Joblib.readWithTorch(source));
      case BVH -> bvh(Bvh.readSkeleton(path));
      case TORCH_SCRIPT ->
          lines.add(
              INDENT
                  + "holds code: name it as the checkpoint of a model with architecture: "
                  + "torchscript");
      case ZIP ->
          throw new ByteCursor(source)
              .unsupported(
                  "file",
                  "arrays or a checkpoint in the archive",
                  "a ZIP archive of " + members(ZipMembers.of(source)),
                  "unpack it and name a file of it");
      case HDF5 ->
          throw new ByteCursor(source)
              .unsupported("file", "a format that inspect reads", "an HDF5 file");
      case UNKNOWN ->
          throw new ByteCursor(source)
              .foreign(
                  "file",
                  "a pickle, joblib file, torch checkpoint, TensorFlow checkpoint (.index), npy, npz,"
                      + " safetensors or BVH",
                  isShard(path)
                      ? "the values of a TensorFlow checkpoint, whose .index file lies beside it"
                      : "another kind of file");
    }
  }

  private static boolean isShard(Path path) {
    return String.valueOf(path.getFileName()).matches(".*\\.data-\\d{5}-of-\\d{5}");
  }

  private static String members(ZipMembers zip) {
    String first =
        VisibleText.value(
            zip.names().stream().limit(MEMBERS_NAMED).collect(Collectors.joining(", ")));
    return zip.names().size() > MEMBERS_NAMED
        ? "%d members (%s, ...)".formatted(zip.names().size(), first)
        : first;
  }

  private void npz(Npz npz) {
    KnownKeys known = KnownKeys.of(npz.names());
    List<String> keys = npz.names().stream().limit(MAX_LINES).toList();
    int width = width(keys);
    for (String key : keys) {
      lines.add(
          INDENT + padded(key, width) + TreeLines.array(npz.get(key)) + known.inBrackets(key));
    }
    if (npz.names().size() > keys.size()) {
      lines.add(INDENT + "... of %d arrays".formatted(npz.names().size()));
    }
  }

  private void safeTensors(SafeTensors weights) {
    for (Map.Entry<String, String> word : weights.metadata().entrySet()) {
      lines.add(
          "%s%s = %s"
              .formatted(
                  INDENT, VisibleText.value(word.getKey()), VisibleText.value(word.getValue())));
    }
    List<String> shown = weights.names().stream().limit(MAX_LINES).toList();
    int width = width(shown);
    for (String name : shown) {
      lines.add(INDENT + padded(name, width) + TreeLines.array(weights.array(name)));
    }
    if (weights.names().size() > shown.size()) {
      lines.add(INDENT + "...");
    }
    long values = weights.names().stream().mapToLong(name -> weights.array(name).count()).sum();
    lines.add("%s%d tensors, %d values".formatted(INDENT, weights.names().size(), values));
  }

  private void bundle(TensorBundle bundle) {
    List<String> shown = bundle.names().stream().limit(MAX_LINES).toList();
    int width = width(shown);
    for (String name : shown) {
      String words =
          bundle.isNumber(name) ? TreeLines.array(bundle.array(name)) : bundle.words(name);
      lines.add(INDENT + padded(name, width) + words);
    }
    if (bundle.names().size() > shown.size()) {
      lines.add(INDENT + "...");
    }
    lines.add("%s%d tensors".formatted(INDENT, bundle.names().size()));
  }

  private void torch(TorchCheckpoint checkpoint) {
    lines.add(INDENT + checkpoint.container());
    tree(checkpoint.root());
  }

  private void tree(TreeNode root) {
    lines.addAll(new TreeLines().of(root));
  }

  private void bvh(BvhSkeleton skeleton) {
    lines.add(
        String.format(
            Locale.ROOT,
            "%s%d joints, %d channels, %d frames, %.6g s per frame",
            INDENT,
            skeleton.joints().size(),
            skeleton.channels(),
            skeleton.frames(),
            skeleton.secondsPerFrame()));
    for (String name : skeleton.names()) {
      lines.add(INDENT + INDENT + VisibleText.value(name));
    }
  }

  private static int width(List<String> names) {
    return Math.min(MAX_WIDTH, names.stream().mapToInt(String::length).max().orElse(0));
  }

  private static String padded(String name, int width) {
    return VisibleText.value(name) + " ".repeat(Math.max(0, width - name.length()) + 2);
  }
}
