package hmrbench.model.resnet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import hmrbench.core.FloatGrid;
import hmrbench.tensor.ComputeDevice;
import hmrbench.tensor.Grids;
import hmrbench.tensor.Scope;
import hmrbench.tensor.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@link ResNet50} as one program of TorchScript: the same operators on the same weights, without a
 * call and a copy for each layer; or with images and kernels in another layout of memory.
 *
 * <ul>
 *   <li>N = images
 *   <li>in: [N, 3, 224, 224], as {@link ResNet50}
 *   <li>out: [N, 2048]
 * </ul>
 */
public final class ScriptedResNet50 implements AutoCloseable {

  /** How images and kernels lie in memory. */
  public enum Layout {
    /** As PyTorch has them; oneDNN lays them out anew for each convolution. */
    CHANNELS_FIRST("channels first", "x0 = x", "", "y"),
    /** The channels of a pixel side by side. */
    CHANNELS_LAST(
        "channels last",
        "x0 = torch.contiguous(x, memory_format=2)",
        "return torch.contiguous(w, memory_format=2)",
        "y"),
    /** As oneDNN has them, kernels laid out once, beforehand. */
    PACKED(
        "packed by oneDNN",
        "x0 = torch.to_mkldnn(x)",
        "return torch.mkldnn_reorder_conv2d_weight(torch.to_mkldnn(w), %s, %s, [1, 1], 1)",
        "torch.to_dense(y)");

    private final String words;
    private final String entry;
    private final String kernel;
    private final String exit;

    Layout(String words, String entry, String kernel, String exit) {
      this.words = words;
      this.entry = entry;
      this.kernel = kernel;
      this.exit = exit;
    }

    /** In words. */
    public String words() {
      return words;
    }
  }

  private final NDManager manager;
  private final NDList weights;
  private final Script script;

  /**
   * @param manager owns weights that are laid out anew
   */
  private ScriptedResNet50(NDManager manager, NDList weights, Script script) {
    this.manager = manager;
    this.weights = weights;
    this.script = script;
  }

  /**
   * The same network in a layout.
   *
   * @param owner of its weights, which are used as they are where their layout stays
   */
  static ScriptedResNet50 of(
      ResNet50 network, Layout layout, NDManager owner, ComputeDevice device) {
    NDManager manager = owner.newSubManager();
    NDList weights = new NDList();
    for (Convolution layer : network.convolutions()) {
      boolean same = layout == Layout.CHANNELS_FIRST;
      weights.add(same ? layer.kernel() : laidOut(layer, layout, manager, device));
      weights.add(
          layout == Layout.PACKED
              ? made("return torch.to_mkldnn(w)", layer.bias(), manager, device)
              : layer.bias());
    }
    return new ScriptedResNet50(manager, weights, Script.of(source(network, layout), device));
  }

  private static NDArray laidOut(
      Convolution layer, Layout layout, NDManager manager, ComputeDevice device) {
    String body = layout.kernel.formatted(pair(layer.size() / 2), pair(layer.stride()));
    return made(body, layer.kernel(), manager, device);
  }

  private static NDArray made(String body, NDArray of, NDManager manager, ComputeDevice device) {
    String forward = "def forward(self: __torch__.M, w: Tensor) -> Tensor:\n  " + body + "\n";
    try (Script script = Script.of(forward, device)) {
      return script.run(manager, new NDList(of)).singletonOrThrow();
    }
  }

  private static String pair(int of) {
    return "[%d, %d]".formatted(of, of);
  }

  /** Its source: a line per layer. */
  private static String source(ResNet50 network, Layout layout) {
    List<Convolution> layers = network.convolutions();
    StringBuilder text = new StringBuilder("def forward(self: __torch__.M, x: Tensor");
    IntStream.range(0, layers.size())
        .forEach(it -> text.append(", w%d: Tensor, b%d: Tensor".formatted(it, it)));
    text.append(") -> Tensor:\n");
    List<String> lines = new ArrayList<>();
    lines.add(layout.entry);
    Lines write = new Lines(lines, layers);
    write.convolution("y", "x0", true);
    lines.add("y = torch.max_pool2d(y, [3, 3], [2, 2], [1, 1], [1, 1], False)");
    for (Bottleneck block : network.blocks()) {
      write.convolution("a", "y", true);
      write.convolution("a", "a", true);
      write.convolution("a", "a", false);
      if (block.hasShortcut()) {
        write.convolution("y", "y", false);
      }
      lines.add("y = torch.relu_(torch.add_(a, y, alpha=1))");
    }
    lines.add("y = " + layout.exit);
    lines.add("return torch.mean(torch.flatten(y, 2, 3), [2])");
    lines.forEach(line -> text.append("  ").append(line).append('\n'));
    return text.toString();
  }

  /** Writes convolutions in the order of the layers. */
  private static final class Lines {
    private final List<String> lines;
    private final List<Convolution> layers;
    private int next;

    Lines(List<String> lines, List<Convolution> layers) {
      this.lines = lines;
      this.layers = layers;
    }

    void convolution(String to, String from, boolean rectified) {
      Convolution layer = layers.get(next);
      String call =
          "torch.conv2d(%s, w%d, b%d, %s, %s, [1, 1], 1)"
              .formatted(from, next, next, pair(layer.stride()), pair(layer.size() / 2));
      lines.add(to + " = " + (rectified ? "torch.relu_(" + call + ")" : call));
      next++;
    }
  }

  /** Static features of images, all at once: [N, 3, 224, 224] to [N, 2048]. */
  public FloatGrid features(FloatGrid images) {
    return Scope.values(
        manager,
        new NDList(),
        scope -> {
          NDList inputs = new NDList(Grids.toTensor(scope, images));
          inputs.addAll(weights);
          return Grids.toGrid(script.run(scope, inputs).singletonOrThrow());
        });
  }

  @Override
  public void close() {
    script.close();
    manager.close();
  }
}
