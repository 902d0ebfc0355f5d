package hmrbench.model.glot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import hmrbench.core.Fault;
import hmrbench.tensor.Linear;
import hmrbench.tensor.Parameters;
import java.util.List;

/**
 * GLoT's second stage: a transformer over the frames next to the middle; its middle token then
 * queries the memory of the whole window. There is no residual around that query.
 *
 * <ul>
 *   <li>B = windows, T = frames per window, F = features, S = stride, D = size of a memory token, E
 *       = size of a local token
 *   <li>in: features [B, T, F], memory [B, T, D]
 *   <li>out: feature of frame T/2 [B, E]
 *   <li>weights: {@code proj_short} [E, F]; {@code local_trans_en.pos_embed} [1, 2S+1, E], {@code
 *       local_trans_en.blocks.*}, {@code local_trans_en.norm}; {@code proj_mem} [E, D]; {@code
 *       local_trans_de.kv_l} [2E, E] and {@code q_l} [E, E], both without bias, {@code
 *       local_trans_de.proj} [E, E]
 * </ul>
 *
 * <p>The heads of a config are those of {@code local_trans_en}: lib/models/GLoT.py builds {@code
 * local_trans_de} with eight, whatever {@code short_num_head} says.
 *
 * <p>Source: lib/models/GLoT.py and transformer_local.py of GLoT at 109f478.
 */
final class LocalStage {

  /** Heads of {@code local_trans_de}; no config sets them. */
  private static final int CROSS_HEADS = 8;

  private final int stride;
  private final Linear embed;
  private final NDArray places;
  private final List<Block> encoder;
  private final Norm norm;
  private final Linear embedMemory;
  private final NDArray queries;
  private final NDArray keysValues;
  private final Linear project;

  LocalStage(Parameters parameters, int stride, int heads, long features, long memorySize) {
    this.stride = stride;
    this.embed = Linear.of(parameters, "proj_short", Parameters.ANY, features);
    long size = embed.out();
    this.places = parameters.get("local_trans_en.pos_embed", 1, Parameters.ANY, size);
    long frames = places.getShape().get(1);
    if (frames != 2L * stride + 1) {
      throw Fault.asked(
          "glot: local_trans_en.pos_embed: expected 2 x short-stride + 1 = %d places, got %d; set"
              + " short-stride: %d",
          2 * stride + 1, frames, (frames - 1) / 2);
    }
    if (size % CROSS_HEADS != 0) {
      throw Fault.asked(
          "glot: local_trans_de: tokens of %d values cannot be split among its %d heads, which no key"
              + " sets",
          size, CROSS_HEADS);
    }
    this.encoder = Block.allOf(parameters, "local_trans_en.blocks", size, heads, 1);
    this.norm = Norm.of(parameters, "local_trans_en.norm", size);
    this.embedMemory = Linear.of(parameters, "proj_mem", size, memorySize);
    this.queries = parameters.get("local_trans_de.q_l.weight", size, size);
    this.keysValues = parameters.get("local_trans_de.kv_l.weight", 2 * size, size);
    this.project = Linear.of(parameters, "local_trans_de.proj", size, size);
  }

  /** Size of a local token, E. */
  long size() {
    return embed.out();
  }

  NDArray forward(NDArray windows, NDArray memory) {
    int middle = Math.toIntExact(windows.getShape().get(1)) / 2;
    NDArray near =
        windows.get(new NDIndex().addAllDim().addSliceDim(middle - stride, middle + stride + 1L));
    NDArray tokens = embed.apply(near).add(places); // [B, 2S+1, E]
    NDArray local = norm.apply(Block.through(encoder, tokens));
    NDArray current = local.get(new NDIndex().addAllDim().addSliceDim(stride, stride + 1L));
    NDArray asked = embedMemory.apply(memory).matMul(keysValues.transpose()); // [B, T, 2E]
    NDArray answer =
        Attention.attend(
            current.matMul(queries.transpose()),
            Attention.part(asked, 0, size()),
            Attention.part(asked, 1, size()),
            CROSS_HEADS);
    return project.apply(answer).squeeze(1); // [B, E]
  }
}
