package hmrbench.model.hmmr;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import hmrbench.tensor.Linear;

/**
 * What a movie strip would look like of which one frame alone is known: three layers beside the
 * feature itself.
 *
 * <ul>
 *   <li>in and out: [R, F]
 *   <li>weights: {@code fc1} to {@code fc3} [F, F]; what is below 0 is cut off behind the first two
 * </ul>
 *
 * <p>Source: fc2_res in src/models.py of human_dynamics at 0887f37.
 */
record Hallucinator(Linear fc1, Linear fc2, Linear fc3) {

  NDArray apply(NDArray features) {
    NDArray hidden = Activation.relu(fc2.apply(Activation.relu(fc1.apply(features))));
    return features.add(fc3.apply(hidden));
  }
}
