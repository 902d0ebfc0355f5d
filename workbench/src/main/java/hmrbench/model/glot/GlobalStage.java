package hmrbench.model.glot;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import hmrbench.model.BodyOutput;
import hmrbench.tensor.Linear;
import hmrbench.tensor.Parameters;
import java.util.List;
import java.util.Optional;

/**
 * GLoT's first stage: a transformer over the whole window, and a first body for its middle frame.
 *
 * <ul>
 *   <li>B = windows, T = frames per window, F = features, D = size of a token, H = hidden
 *   <li>in: features [B, T, F]
 *   <li>out: memory [B, T, D]; body parameters of frame T/2, rows B
 *   <li>weights, under {@code global_modeling.}: {@code proj} [D, F]; {@code trans.pos_embed} [1,
 *       T, D], {@code trans.blocks.*}, {@code trans.norm}; {@code trans.decoder_embed} [D/2, D],
 *       {@code trans.decoder_pos_embed} [1, T, D/2], {@code trans.decoder_blocks.*}, {@code
 *       trans.decoder_norm}; {@code out_proj} [F, D/2]; {@code regressor.*}
 * </ul>
 *
 * <p>Its regressor is SPIN's without fc2: the heads act on the output of fc1. {@code regressor.fc2}
 * and {@code trans.mask_token_mlp} are in the file and have no part in an evaluation.
 *
 * <p>Source: lib/models/GMM.py, transformer_global.py and spin.py of GLoT at 109f478.
 */
final class GlobalStage {

  private static final String STAGE = "global_modeling.";
  private static final String TRANSFORMER = STAGE + "trans.";
  private static final String REGRESSOR = STAGE + "regressor.";
  private static final int ITERATIONS = 3;
  private static final int POSE = 144;
  private static final int SHAPE = 10;
  private static final int CAMERA = 3;
  private static final int BODY = POSE + SHAPE + CAMERA;

  private final Linear embed;
  private final NDArray places;
  private final List<Block> encoder;
  private final Norm encoderNorm;
  private final Linear decoderEmbed;
  private final NDArray decoderPlaces;
  private final List<Block> decoder;
  private final Norm decoderNorm;
  private final Linear expand;
  private final Linear fc1;
  private final Linear poseUpdate;
  private final Linear shapeUpdate;
  private final Linear cameraUpdate;
  private final NDArray meanPose;
  private final NDArray meanShape;
  private final NDArray meanCamera;

  /** What the window remembers, and a first body for its middle frame. */
  record Output(NDArray memory, BodyOutput body) {}

  GlobalStage(Parameters parameters, int heads) {
    this.embed = Linear.of(parameters, STAGE + "proj", Parameters.ANY, Parameters.ANY);
    long size = embed.out();
    this.places = parameters.get(TRANSFORMER + "pos_embed", 1, Parameters.ANY, size);
    this.encoder = Block.allOf(parameters, TRANSFORMER + "blocks", size, heads, 1);
    this.encoderNorm = Norm.of(parameters, TRANSFORMER + "norm", size);
    this.decoderEmbed = Linear.of(parameters, TRANSFORMER + "decoder_embed", Parameters.ANY, size);
    long half = decoderEmbed.out();
    this.decoderPlaces = parameters.get(TRANSFORMER + "decoder_pos_embed", 1, frames(), half);
    // The official decoder has half as many blocks as the encoder, rounded down: none for one.
    this.decoder =
        Block.allOf(parameters, TRANSFORMER + "decoder_blocks", half, heads, encoder.size() / 2);
    this.decoderNorm = Norm.of(parameters, TRANSFORMER + "decoder_norm", half);
    this.expand = Linear.of(parameters, STAGE + "out_proj", embed.in(), half);
    this.fc1 = Linear.of(parameters, REGRESSOR + "fc1", Parameters.ANY, embed.in() + BODY);
    this.poseUpdate = Linear.of(parameters, REGRESSOR + "decpose", POSE, fc1.out());
    this.shapeUpdate = Linear.of(parameters, REGRESSOR + "decshape", SHAPE, fc1.out());
    this.cameraUpdate = Linear.of(parameters, REGRESSOR + "deccam", CAMERA, fc1.out());
    this.meanPose = parameters.get(REGRESSOR + "init_pose", 1, POSE);
    this.meanShape = parameters.get(REGRESSOR + "init_shape", 1, SHAPE);
    this.meanCamera = parameters.get(REGRESSOR + "init_cam", 1, CAMERA);
    takeWhatTrainingReads(parameters, half);
  }

  /** Looks at the shapes of weights that only the official training reads. */
  private void takeWhatTrainingReads(Parameters parameters, long half) {
    if (parameters.has(REGRESSOR + "fc2.weight")) {
      Linear.of(parameters, REGRESSOR + "fc2", fc1.out(), fc1.out());
    }
    String mask = TRANSFORMER + "mask_token_mlp.";
    if (parameters.has(mask + "0.weight")) {
      Linear first = Linear.of(parameters, mask + "0", Parameters.ANY, BODY);
      Linear second = Linear.of(parameters, mask + "2", Parameters.ANY, first.out());
      Linear.of(parameters, mask + "4", half, second.out());
    }
  }

  int featureSize() {
    return Math.toIntExact(embed.in());
  }

  int frames() {
    return Math.toIntExact(places.getShape().get(1));
  }

  /** Size of a token of the memory, D. */
  long memorySize() {
    return embed.out();
  }

  Output forward(NDArray windows) {
    NDArray tokens = embed.apply(windows).add(places); // [B, T, D]
    NDArray memory = encoderNorm.apply(Block.through(encoder, tokens));
    NDArray small = decoderEmbed.apply(memory).add(decoderPlaces); // [B, T, D/2]
    NDArray decoded = decoderNorm.apply(Block.through(decoder, small));
    NDArray middle = decoded.get(new NDIndex().addAllDim().addIndices(frames() / 2)); // [B, D/2]
    return new Output(memory, regress(expand.apply(middle)));
  }

  private BodyOutput regress(NDArray feature) {
    long rows = feature.getShape().get(0);
    NDArray pose = meanPose.broadcast(new Shape(rows, POSE));
    NDArray shape = meanShape.broadcast(new Shape(rows, SHAPE));
    NDArray camera = meanCamera.broadcast(new Shape(rows, CAMERA));
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      NDArray update =
          fc1.apply(NDArrays.concat(new NDList(feature, pose, shape, camera), 1)); // [B, H]
      pose = pose.add(poseUpdate.apply(update));
      shape = shape.add(shapeUpdate.apply(update));
      camera = camera.add(cameraUpdate.apply(update));
    }
    return new BodyOutput(pose, shape, camera, Optional.empty());
  }
}
