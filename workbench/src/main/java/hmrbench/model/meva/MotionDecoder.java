package hmrbench.model.meva;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import hmrbench.tensor.GruCell;
import hmrbench.tensor.Linear;
import hmrbench.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;

/**
 * The decoder of MEVA's variational autoencoder: a code becomes a coarse motion, pose by pose, each
 * one made from the one before.
 *
 * <ul>
 *   <li>B = windows, T = frames, Z = length of a code, H = hidden
 *   <li>in: codes [B, Z]
 *   <li>out: six numbers per joint [B, T, 144], for each joint the first column, then the second
 *   <li>weights, under {@code vae_model.}: {@code init_pose_mlp}, {@code init_pose_out} [144, ...],
 *       {@code d_rnn.rnn_f} on 144 + Z numbers, {@code d_mlp}, {@code d_out} [144, ...]
 * </ul>
 *
 * <p>Source: meva/lib/vae_recs.py, VAErecV2.decode, of MEVA at 255d1d4.
 */
final class MotionDecoder {

  static final int POSE = 144;

  private final List<Linear> startLayers;
  private final Linear start;
  private final GruCell cell;
  private final List<Linear> layers;
  private final Linear out;

  MotionDecoder(Parameters parameters, long code) {
    String prefix = "vae_model.";
    this.startLayers = layers(parameters, prefix + "init_pose_mlp", code);
    this.start = Linear.of(parameters, prefix + "init_pose_out", POSE, width(startLayers, code));
    this.cell = GruCell.of(parameters, prefix + "d_rnn.rnn_f", POSE + code);
    this.layers = layers(parameters, prefix + "d_mlp", cell.hidden());
    this.out = Linear.of(parameters, prefix + "d_out", POSE, width(layers, cell.hidden()));
  }

  private static List<Linear> layers(Parameters parameters, String prefix, long in) {
    List<Linear> layers = new ArrayList<>();
    while (parameters.has("%s.affine_layers.%d.weight".formatted(prefix, layers.size()))) {
      String name = "%s.affine_layers.%d".formatted(prefix, layers.size());
      layers.add(Linear.of(parameters, name, Parameters.ANY, width(layers, in)));
    }
    return layers;
  }

  /** Width of the last layer's output; {@code in} where there are no layers. */
  private static long width(List<Linear> layers, long in) {
    return layers.isEmpty() ? in : layers.get(layers.size() - 1).out();
  }

  /**
   * A pose for each of so many frames, without the initial pose that the first one is decoded from.
   */
  NDArray decode(NDArray code, int frames) {
    NDArray pose = code;
    for (Linear layer : startLayers) {
      pose = Activation.relu(layer.apply(pose));
    }
    pose = start.apply(pose); // [B, 144]
    NDArray state =
        code.getManager().zeros(new Shape(code.getShape().get(0), cell.hidden())); // [B, H]
    NDList poses = new NDList();
    for (int t = 0; t < frames; t++) {
      state = cell.step(pose.concat(code, 1), state);
      NDArray hidden = state;
      for (Linear layer : layers) {
        hidden = Activation.tanh(layer.apply(hidden));
      }
      pose = out.apply(hidden);
      poses.add(pose);
    }
    return NDArrays.stack(poses, 1);
  }
}
