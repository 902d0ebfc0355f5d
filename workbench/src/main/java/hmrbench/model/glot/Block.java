package hmrbench.model.glot;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import hmrbench.core.Fault;
import hmrbench.tensor.Linear;
import hmrbench.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * A pre-norm transformer block: x + attention(norm1 x), then x + mlp(norm2 x), with the exact
 * (error function) GELU between the two layers of the mlp. DropPath and dropout act in training
 * only.
 *
 * <ul>
 *   <li>B = windows, N = tokens, D = size of a token
 *   <li>in: [B, N, D]
 *   <li>out: [B, N, D]
 *   <li>weights: {@code norm1}, {@code norm2} [D]; {@code attn.qkv} [3D, D] (queries, keys,
 *       values), {@code attn.proj} [D, D]; {@code mlp.fc1} [M, D], {@code mlp.fc2} [D, M]
 * </ul>
 *
 * <p>Source: lib/models/trans_operator.py of GLoT at 109f478.
 */
final class Block {

  private final int heads;
  private final long size;
  private final Norm norm1;
  private final Linear packed;
  private final Linear project;
  private final Norm norm2;
  private final Linear widen;
  private final Linear narrow;

  private Block(Parameters parameters, String prefix, long size, int heads) {
    this.heads = heads;
    this.size = size;
    this.norm1 = Norm.of(parameters, prefix + ".norm1", size);
    this.packed = Linear.of(parameters, prefix + ".attn.qkv", 3 * size, size);
    this.project = Linear.of(parameters, prefix + ".attn.proj", size, size);
    this.norm2 = Norm.of(parameters, prefix + ".norm2", size);
    this.widen = Linear.of(parameters, prefix + ".mlp.fc1", Parameters.ANY, size);
    this.narrow = Linear.of(parameters, prefix + ".mlp.fc2", size, widen.out());
  }

  /**
   * All blocks {@code prefix.0}, {@code prefix.1} and so on that there are.
   *
   * @param least how many there must be
   */
  static List<Block> allOf(Parameters parameters, String prefix, long size, int heads, int least) {
    if (size % heads != 0) {
      throw Fault.asked(
          "glot: %s: tokens of %d values cannot be split among %d heads; set heads (global) or"
              + " short-heads (local)",
          prefix, size, heads);
    }
    List<Block> blocks = new ArrayList<>();
    while (blocks.size() < least
        || parameters.has(prefix + "." + blocks.size() + ".norm1.weight")) {
      blocks.add(new Block(parameters, prefix + "." + blocks.size(), size, heads));
    }
    return List.copyOf(blocks);
  }

  /** The blocks one after the other. */
  static NDArray through(List<Block> blocks, NDArray tokens) {
    NDArray result = tokens;
    for (Block block : blocks) {
      result = block.apply(result);
    }
    return result;
  }

  private NDArray apply(NDArray tokens) {
    NDArray qkv = packed.apply(norm1.apply(tokens)); // [B, N, 3D]
    NDArray mixed =
        Attention.attend(
            Attention.part(qkv, 0, size),
            Attention.part(qkv, 1, size),
            Attention.part(qkv, 2, size),
            heads);
    NDArray attended = tokens.add(project.apply(mixed));
    NDArray wide = Activation.gelu(widen.apply(norm2.apply(attended)));
    return attended.add(narrow.apply(wide));
  }
}
