package hmrbench.model;

import hmrbench.core.Fault;
import hmrbench.io.ByteSource;
import hmrbench.io.FileKind;
import hmrbench.io.Tensors;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.io.tensorflow.TensorBundle;
import hmrbench.io.torch.TorchCheckpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens checkpoint files; the container format is recognised by the file's bytes. */
public final class Checkpoints {

  private Checkpoints() {}

  /**
   * Opens a checkpoint; values are read when asked for.
   *
   * @throws Fault if the file is missing, damaged or of another kind
   */
  public static Tensors open(Path file) {
    if (!Files.exists(file)) {
      requireNoPrefix(file);
      throw Fault.asked("checkpoint %s: there is no such file", file);
    }
    ByteSource source = ByteSource.open(file);
    if (SafeTensors.looksLike(source)) {
      return SafeTensors.open(source);
    }
    if (TensorBundle.looksLike(source)) {
      return TensorBundle.open(file);
    }
    if (TorchCheckpoint.looksLike(source)) {
      return TorchCheckpoint.open(source).weights();
    }
    throw Fault.asked(
        "checkpoint %s: expected a .safetensors file, a PyTorch checkpoint (.pth.tar) or a TensorFlow one"
            + " (.index), got another kind of file: %s",
        file, FileKind.of(source).words());
  }

  /** TensorFlow names a checkpoint by what its files begin with. */
  private static void requireNoPrefix(Path file) {
    Path index = file.resolveSibling(file.getFileName() + TensorBundle.INDEX);
    if (Files.exists(index)) {
      throw Fault.asked(
          "checkpoint %s: there is no such file, but a TensorFlow checkpoint of this name; name its"
              + " table, %s",
          file, index.getFileName());
    }
  }

  /**
   * Every file that a checkpoint consists of: the one that is named, and those with the values of a
   * TensorFlow checkpoint.
   *
   * @throws Fault if one is missing, or the table of such a checkpoint is damaged
   */
  public static List<Path> files(Path file) {
    boolean isTable = String.valueOf(file.getFileName()).endsWith(TensorBundle.INDEX);
    return isTable ? TensorBundle.files(file) : List.of(file);
  }
}
