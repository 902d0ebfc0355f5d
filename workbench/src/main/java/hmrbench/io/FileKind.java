package hmrbench.io;

import hmrbench.io.joblib.Joblib;
import hmrbench.io.npy.Npy;
import hmrbench.io.npy.Npz;
import hmrbench.io.pickle.Pickle;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.io.tensorflow.TensorBundle;
import hmrbench.io.torch.TorchCheckpoint;
import java.nio.charset.StandardCharsets;

/** What a file is, recognised by its content and never by its name. */
public enum FileKind {
  NPY("NumPy array (npy)"),
  NPZ("NumPy arrays (npz)"),
  /** An archive that holds no arrays, such as a project's download. */
  ZIP("ZIP archive"),
  SAFETENSORS("safetensors"),
  /** The table of one; its values are in another file. */
  TENSORFLOW("TensorFlow checkpoint"),
  TORCH("PyTorch checkpoint"),
  TORCH_SCRIPT("TorchScript module"),
  /** A pickle, with or without joblib's arrays in between, packed or not. */
  PICKLE("pickle or joblib"),
  BVH("Biovision hierarchy (BVH)"),
  HDF5("HDF5"),
  UNKNOWN("unknown");

  private static final int LOOK_AT_BYTES = 256;

  /** The mark that some editors put before UTF-8, byte by byte. */
  private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

  private final String words;

  FileKind(String words) {
    this.words = words;
  }

  /** In words. */
  public String words() {
    return words;
  }

  /**
   * What these bytes are. Where the first bytes are those of two kinds, the longer mark decides:
   * the length of a safetensors header may begin like a pickle, a ZIP archive or any packed file.
   */
  public static FileKind of(ByteSource source) {
    if (Npy.looksLike(source)) {
      return NPY;
    }
    if (source.startsWith(0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n')) {
      return HDF5;
    }
    if (TensorBundle.looksLike(source)) {
      return TENSORFLOW;
    }
    if (SafeTensors.looksLike(source)) {
      return SAFETENSORS;
    }
    if (ZipMembers.looksLike(source)) {
      return zip(ZipMembers.of(source));
    }
    if (TorchCheckpoint.looksLike(source)) {
      return TORCH;
    }
    if (Pickle.looksLike(source) || Compression.of(source).isPresent() || Joblib.isOld(source)) {
      return PICKLE;
    }
    return byText(source);
  }

  private static FileKind zip(ZipMembers members) {
    return switch (TorchCheckpoint.archive(members)) {
      case SCRIPT -> TORCH_SCRIPT;
      case CHECKPOINT -> TORCH;
      case OTHER ->
          members.names().isEmpty() || members.names().stream().anyMatch(Npz::isArray) ? NPZ : ZIP;
    };
  }

  private static FileKind byText(ByteSource source) {
    int length = (int) Math.min(source.size(), LOOK_AT_BYTES);
    String start = new String(source.bytes(0, length), StandardCharsets.ISO_8859_1);
    String marked = start.startsWith(BYTE_ORDER_MARK) ? start.substring(3) : start;
    if (marked.stripLeading().startsWith("HIERARCHY")) {
      return BVH;
    }
    // Pickles of protocols 0 and 1 have no mark; they begin by opening a container or naming a
    // class.
    boolean opens =
        start.startsWith("}q")
            || start.startsWith("]q")
            || start.matches("(?s)\\([dilcotIJKLMNFGSUVX(\\])}].*");
    boolean names = start.matches("(?s)c[A-Za-z_][A-Za-z0-9_.]*\n[A-Za-z_][A-Za-z0-9_.]*\n.*");
    return opens || names ? PICKLE : UNKNOWN;
  }
}
