package hmrbench.io;

import hmrbench.io.joblib.Joblib;
import hmrbench.io.npy.Npy;
import hmrbench.io.pickle.Pickle;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.io.torch.TorchCheckpoint;
import java.nio.charset.StandardCharsets;

/** What a file is, told by its content and never by its name. */
public enum FileKind {
  NPY("NumPy array (npy)"),
  NPZ("NumPy arrays (npz)"),
  SAFETENSORS("safetensors"),
  TORCH("PyTorch checkpoint"),
  TORCH_SCRIPT("TorchScript module"),
  /** A pickle, with or without joblib's arrays in between, packed or not. */
  PICKLE("pickle or joblib"),
  BVH("Biovision hierarchy (BVH)"),
  HDF5("HDF5"),
  UNKNOWN("unknown");

  private static final int LOOK_AT_BYTES = 256;

  private final String words;

  FileKind(String words) {
    this.words = words;
  }

  /** In words. */
  public String words() {
    return words;
  }

  /** What these bytes are. */
  public static FileKind of(ByteSource source) {
    if (Npy.looksLike(source)) {
      return NPY;
    }
    if (source.startsWith(0x89, 'H', 'D', 'F')) {
      return HDF5;
    }
    if (ZipMembers.looksLike(source)) {
      return TorchCheckpoint.isTorchScript(source)
          ? TORCH_SCRIPT
          : TorchCheckpoint.looksLike(source) ? TORCH : NPZ;
    }
    if (TorchCheckpoint.looksLike(source)) {
      return TORCH;
    }
    if (Pickle.looksLike(source) || Packing.of(source).isPresent() || Joblib.isOld(source)) {
      return PICKLE;
    }
    if (SafeTensors.looksLike(source)) {
      return SAFETENSORS;
    }
    return byText(source);
  }

  private static FileKind byText(ByteSource source) {
    int length = (int) Math.min(source.size(), LOOK_AT_BYTES);
    String start = new String(source.bytes(0, length), StandardCharsets.ISO_8859_1);
    if (start.stripLeading().startsWith("HIERARCHY")) {
      return BVH;
    }
    // Pickles of protocols 0 and 1 have no mark; they begin by opening a container or naming a
    // class.
    boolean opens = start.startsWith("(") || start.startsWith("}q") || start.startsWith("]q");
    boolean names = start.matches("(?s)c[A-Za-z_][A-Za-z0-9_.]*\n[A-Za-z_][A-Za-z0-9_.]*\n.*");
    return opens || names ? PICKLE : UNKNOWN;
  }
}
