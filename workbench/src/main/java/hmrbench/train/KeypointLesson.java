package hmrbench.train;

import ai.djl.ndarray.NDManager;
import hmrbench.body.EmbeddedBody;
import hmrbench.config.TrainingConfig;
import hmrbench.core.FloatGrid;
import hmrbench.io.NdArray;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.model.fitting.BodyFitter;
import hmrbench.model.fitting.FittingWeights;
import hmrbench.model.fitting.PosePrior;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Frames of which only 2D joints are known. Either a network is to explain them by usual bodies:
 * its loss is the energy of the fitting. Or bodies are fitted to them, each from what the network
 * predicts, or once from usual bodies alone; the best one of a frame so far is what the network is
 * compared with, beside the 2D joints themselves.
 *
 * <p>All terms have the unit of {@link BodyLoss}: 2D joints count as there, confidence by
 * confidence, and the priors as they do in the energy beside them.
 *
 * <p>Source of the loop: Kolotouros et al., Learning to Reconstruct 3D Human Pose and Shape via
 * Model-fitting in the Loop, ICCV 2019.
 */
final class KeypointLesson implements Lesson {

  private static final int POSE = 144;
  private static final int CAMERA = POSE + SkeletonRow.SHAPES;

  private final ClipStore clips;
  private final WindowSampler sampler;
  private final int windows;
  private final double joints2d;
  private final BodyLoss fromFits;
  private final BodyFitter grader;
  private final BodyFitter fitter =
      new BodyFitter(EmbeddedBody.model(), PosePrior.simulated(), FittingWeights.ALONE);
  private final Optional<BestFits> fits;

  /** Where fits begin that are not renewed. */
  private final Optional<BodyFitter.Body> usual;

  /**
   * @param supervision whether bodies are fitted, and whether they are renewed
   * @param windows per batch
   */
  KeypointLesson(
      ClipStore clips,
      WindowSampler sampler,
      BodyLoss.Weights weights,
      TrainingConfig.Supervision supervision,
      int windows) {
    boolean fitted = supervision.kind() == TrainingConfig.Supervision.Kind.FITS;
    this.clips = clips;
    this.sampler = sampler;
    this.windows = windows;
    this.joints2d = weights.joints2d();
    this.fromFits =
        new BodyLoss(new BodyLoss.Weights(0, weights.joints3d(), weights.pose(), weights.shape()));
    this.fits = fitted ? Optional.of(new BestFits(clips)) : Optional.empty();
    this.usual = supervision.renew() ? Optional.empty() : Optional.of(body(UsualBody.of(clips)));
    this.grader =
        new BodyFitter(
            EmbeddedBody.model(),
            PosePrior.simulated(),
            fitted ? FittingWeights.JOINTS_ALONE : FittingWeights.FOR_NETWORKS);
  }

  @Override
  public Batch draw(NDManager scope, int step) {
    WindowSampler.Batch drawn = sampler.draw(scope, step);
    return new Batch(
        drawn.features(),
        drawn.firstFrame(),
        drawn.stride(),
        drawn.places(),
        rows -> loss(rows, drawn.frames()),
        () -> ClipLessons.motion(drawn.targets(), windows),
        UnaryOperator.identity());
  }

  @Override
  public Map<String, NdArray> found() {
    return fits.map(BestFits::saved).orElse(Map.of());
  }

  @Override
  public void restore(SafeTensors saved) {
    fits.ifPresent(it -> it.restore(saved));
  }

  /**
   * Compares predicted rows with what is known of frames.
   *
   * @param rows [R, 157]; R is a multiple of the number of frames, and the rows of one frame follow
   *     each other
   */
  BodyLoss.Result loss(FloatGrid rows, List<WindowSampler.Frame> frames) {
    List<BodyFitter.Body> bodies =
        IntStream.range(0, rows.size(0)).mapToObj(row -> body(rows, row)).toList();
    BodyLoss.Result graded = grade(rows, bodies, frames);
    if (fits.isEmpty()) {
      return graded;
    }
    fit(bodies, frames, fits.get());
    BodyLoss.Result compared = fromFits.of(rows, fits.get().of(frames));
    float[] gradient = graded.gradient().toArray();
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += compared.gradient().get(i);
    }
    return new BodyLoss.Result(
        graded.joints2d(),
        compared.joints3d(),
        compared.pose(),
        compared.shape(),
        FloatGrid.owning(gradient, rows.shape()));
  }

  private static BodyFitter.Body body(ClipStore.MeanBody mean) {
    float[] row = new float[BodyLoss.ROW];
    mean.pose().copyTo(0, row, 0, POSE);
    mean.shape().copyTo(0, row, POSE, SkeletonRow.SHAPES);
    mean.camera().copyTo(0, row, CAMERA, BodyLoss.ROW - CAMERA);
    return body(FloatGrid.owning(row, 1, BodyLoss.ROW), 0);
  }

  private static BodyFitter.Body body(FloatGrid rows, int row) {
    double[] six = new double[BodyLoss.ROW];
    for (int i = 0; i < six.length; i++) {
      six[i] = rows.at(row, i);
    }
    double[] rotations = new double[SkeletonRow.JOINTS * 9];
    for (int j = 0; j < SkeletonRow.JOINTS; j++) {
      SixDRow.forward(six, j * 6, rotations, j * 9);
    }
    return new BodyFitter.Body(
        rotations,
        Arrays.copyOfRange(six, POSE, CAMERA),
        Arrays.copyOfRange(six, CAMERA, BodyLoss.ROW));
  }

  private BodyLoss.Result grade(
      FloatGrid rows, List<BodyFitter.Body> bodies, List<WindowSampler.Frame> frames) {
    int count = bodies.size();
    int share = count / frames.size();
    List<BodyFitter.Graded> graded =
        IntStream.range(0, count)
            .parallel()
            .mapToObj(
                row -> {
                  WindowSampler.Frame frame = frames.get(row / share);
                  return grader.grade(bodies.get(row), clips.seen(frame.clip()), frame.frame());
                })
            .toList();
    double deviation = FittingWeights.FOR_NETWORKS.deviation();
    int joints = clips.seen(0).joints().size();
    double unit = joints2d * deviation * deviation / (2.0 * joints * count);
    float[] gradient = new float[count * BodyLoss.ROW];
    double[] terms = new double[3];
    double[] six = new double[POSE];
    double[] bySix = new double[POSE];
    for (int row = 0; row < count; row++) {
      BodyFitter.Graded one = graded.get(row);
      terms[0] += unit * one.terms()[0];
      terms[1] += unit * (one.terms()[1] + one.terms()[3]);
      terms[2] += unit * one.terms()[2];
      for (int i = 0; i < POSE; i++) {
        six[i] = rows.at(row, i);
      }
      for (int j = 0; j < SkeletonRow.JOINTS; j++) {
        SixDRow.backward(six, j * 6, one.byRotations(), j * 9, bySix);
      }
      put(gradient, row * BodyLoss.ROW, bySix, unit);
      put(gradient, row * BodyLoss.ROW + POSE, one.byBetas(), unit);
      put(gradient, row * BodyLoss.ROW + CAMERA, one.byCamera(), unit);
    }
    return new BodyLoss.Result(
        terms[0], 0, terms[1], terms[2], FloatGrid.owning(gradient, rows.shape()));
  }

  private static void put(float[] gradient, int at, double[] by, double unit) {
    for (int i = 0; i < by.length; i++) {
      gradient[at + i] = (float) (unit * by[i]);
    }
  }

  /**
   * Fits from every prediction, in parallel, and keeps what is better, in order; where fits are not
   * renewed, those frames alone that have none, from the usual body.
   */
  private void fit(List<BodyFitter.Body> bodies, List<WindowSampler.Frame> frames, BestFits kept) {
    int share = bodies.size() / frames.size();
    int[] wanted =
        IntStream.range(0, bodies.size())
            .filter(
                row -> usual.isEmpty() || (row % share == 0 && !kept.has(frames.get(row / share))))
            .toArray();
    List<BodyFitter.Fit> found =
        IntStream.of(wanted)
            .parallel()
            .mapToObj(
                row -> {
                  WindowSampler.Frame frame = frames.get(row / share);
                  BodyFitter.Body start = usual.orElse(bodies.get(row));
                  return kept.has(frame)
                      ? fitter.fit(start, clips.seen(frame.clip()), frame.frame())
                      : fitter.search(start, clips.seen(frame.clip()), frame.frame());
                })
            .toList();
    for (int i = 0; i < wanted.length; i++) {
      kept.offer(frames.get(wanted[i] / share), found.get(i));
    }
  }
}
