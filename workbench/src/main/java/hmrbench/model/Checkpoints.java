package hmrbench.model;

import hmrbench.core.Fault;
import hmrbench.io.ByteSource;
import hmrbench.io.FileKind;
import hmrbench.io.Tensors;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.io.torch.TorchCheckpoint;
import java.nio.file.Files;
import java.nio.file.Path;

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
      throw Fault.asked("checkpoint %s: there is no such file", file);
    }
    ByteSource source = ByteSource.open(file);
    if (SafeTensors.looksLike(source)) {
      return SafeTensors.open(source);
    }
    if (TorchCheckpoint.looksLike(source)) {
      return TorchCheckpoint.open(source).weights();
    }
    throw Fault.asked(
        "checkpoint %s: expected a .safetensors file or a PyTorch checkpoint (.pth.tar), got another"
            + " kind of file: %s",
        file, FileKind.of(source).words());
  }
}
