package hmrbench.tensor;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.ParameterStore;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A program in TorchScript, made of its source: operators and layouts of PyTorch that DJL has no
 * call for.
 */
public final class Script implements AutoCloseable {

  private static final String MODULE =
      """
      class M(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
      """;

  /** An object of class M whose state says that it does not train, as pickle of protocol 2. */
  private static final String OBJECT =
      "\u0080\u0002c__torch__\nM\n)\u0081}(X\b\u0000\u0000\u0000training\u0089ub.";

  /** No constants: an empty tuple. */
  private static final String CONSTANTS = "\u0080\u0002).";

  private final Model model;
  private final boolean differentiable;

  private Script(Model model, boolean differentiable) {
    this.model = model;
    this.differentiable = differentiable;
  }

  /**
   * Loads a program.
   *
   * @param forward the method {@code forward}, from {@code def} on, as TorchScript writes it
   * @throws ai.djl.engine.EngineException if PyTorch refuses it
   */
  public static Script of(String forward, ComputeDevice device) {
    return of(forward, device.djl(), false);
  }

  /** The same of a program that gradients flow through, where the thread asks for them. */
  static Script differentiable(String forward, Device device) {
    return of(forward, device, true);
  }

  private static Script of(String forward, Device device, boolean differentiable) {
    TensorEngine.engine();
    Model model = Model.newInstance("script", device, "PyTorch");
    try {
      model.load(new ByteArrayInputStream(archive(forward)));
      return new Script(model, differentiable);
    } catch (IOException | MalformedModelException e) {
      model.close();
      throw new IllegalArgumentException(forward, e);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /** The file that {@code torch.jit.save} would write. */
  private static byte[] archive(String forward) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Map<String, String> files =
        Map.of(
            "data.pkl",
            OBJECT,
            "code/__torch__.py",
            MODULE + forward.indent(2),
            "constants.pkl",
            CONSTANTS,
            "version",
            "3\n");
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.ISO_8859_1);
        CRC32 sum = new CRC32();
        sum.update(content);
        ZipEntry entry = new ZipEntry("archive/" + file.getKey());
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
      }
    }
    return bytes.toByteArray();
  }

  /**
   * Runs it.
   *
   * @param scope owns the results
   * @param inputs in the order of its arguments
   */
  public NDList run(NDManager scope, NDList inputs) {
    NDList results =
        model.getBlock().forward(new ParameterStore(scope, false), inputs, differentiable);
    results.attach(scope); // DJL leaves them with the manager of the first input.
    return results;
  }

  @Override
  public void close() {
    model.close();
  }
}
