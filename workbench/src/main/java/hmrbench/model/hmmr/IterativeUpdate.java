package hmrbench.model.hmmr;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import hmrbench.tensor.Linear;

/**
 * HMMR's iterative regressor: what it has so far, beside a feature, gives what to add to it, three
 * times with the same weights. Unlike SPIN's it cuts off below 0 between its layers.
 *
 * <ul>
 *   <li>R = rows, F = features, P = parameters, H = hidden
 *   <li>in: features [R, F], start [R, P]
 *   <li>out: [R, P]
 *   <li>weights: {@code fc1} [H, F + P], {@code fc2} [H, H], {@code fc3} [P, H]
 * </ul>
 *
 * <p>Source: hmr_ief and encoder_fc3_dropout in src/models.py of human_dynamics at 0887f37.
 */
record IterativeUpdate(Linear fc1, Linear fc2, Linear fc3) {

  private static final int ROUNDS = 3;

  NDArray apply(NDArray features, NDArray start) {
    NDArray state = start;
    for (int round = 0; round < ROUNDS; round++) {
      NDArray seen = NDArrays.concat(new NDList(features, state), 1); // [R, F + P]
      NDArray hidden = Activation.relu(fc2.apply(Activation.relu(fc1.apply(seen)))); // [R, H]
      state = state.add(fc3.apply(hidden));
    }
    return state;
  }
}
