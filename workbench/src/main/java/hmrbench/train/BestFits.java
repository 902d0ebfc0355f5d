package hmrbench.train;

import hmrbench.core.FloatGrid;
import hmrbench.io.NdArray;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.model.fitting.BodyFitter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The best body that was fitted to each frame of the training clips so far. */
final class BestFits {

  private static final String BODIES = "fits.bodies";
  private static final String ENERGIES = "fits.energies";

  private static final int ROTATIONS = SkeletonRow.JOINTS * 9;
  private static final int SHAPES = SkeletonRow.SHAPES;
  private static final int CAMERA = 3;
  private static final int BODY = ROTATIONS + SHAPES + CAMERA;

  private final int[] firstRows;
  private final float[] bodies;
  private final float[] energies;

  /** Of no fit yet. */
  BestFits(ClipStore clips) {
    firstRows = new int[clips.size()];
    int rows = 0;
    for (int clip = 0; clip < clips.size(); clip++) {
      firstRows[clip] = rows;
      rows += clips.seen(clip).frames();
    }
    bodies = new float[rows * BODY];
    energies = new float[rows];
    Arrays.fill(energies, Float.POSITIVE_INFINITY);
  }

  private int row(WindowSampler.Frame frame) {
    return firstRows[frame.clip()] + frame.frame();
  }

  /** Whether a frame has a fit. */
  boolean has(WindowSampler.Frame frame) {
    return Float.isFinite(energies[row(frame)]);
  }

  /** Keeps a fit where it is better than the one that is kept. */
  void offer(WindowSampler.Frame frame, BodyFitter.Fit fit) {
    int row = row(frame);
    if ((float) fit.energy() < energies[row]) {
      energies[row] = (float) fit.energy();
      copy(fit.body().rotations(), row * BODY);
      copy(fit.body().betas(), row * BODY + ROTATIONS);
      copy(fit.body().camera(), row * BODY + ROTATIONS + SHAPES);
    }
  }

  private void copy(double[] values, int to) {
    for (int i = 0; i < values.length; i++) {
      bodies[to + i] = (float) values[i];
    }
  }

  /** The energy of the fit of a frame, infinite where there is none. */
  double energy(WindowSampler.Frame frame) {
    return energies[row(frame)];
  }

  /** The fits of some frames, which all have one. */
  BodyTargets of(List<WindowSampler.Frame> frames) {
    float[] rotations = new float[frames.size() * ROTATIONS];
    float[] betas = new float[frames.size() * SHAPES];
    float[] camera = new float[frames.size() * CAMERA];
    for (int i = 0; i < frames.size(); i++) {
      int from = row(frames.get(i)) * BODY;
      System.arraycopy(bodies, from, rotations, i * ROTATIONS, ROTATIONS);
      System.arraycopy(bodies, from + ROTATIONS, betas, i * SHAPES, SHAPES);
      System.arraycopy(bodies, from + ROTATIONS + SHAPES, camera, i * CAMERA, CAMERA);
    }
    return new BodyTargets(
        FloatGrid.owning(rotations, frames.size(), ROTATIONS),
        FloatGrid.owning(betas, frames.size(), SHAPES),
        FloatGrid.owning(camera, frames.size(), CAMERA));
  }

  Map<String, NdArray> saved() {
    return Map.of(
        BODIES,
        NdArray.of(FloatGrid.copyOf(bodies, energies.length, BODY)),
        ENERGIES,
        NdArray.of(FloatGrid.copyOf(energies, energies.length)));
  }

  void restore(SafeTensors saved) {
    saved.floats(BODIES).copyTo(0, bodies, 0, bodies.length);
    saved.floats(ENERGIES).copyTo(0, energies, 0, energies.length);
  }
}
