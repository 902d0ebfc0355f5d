package hmrbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.config.TrainingConfig.LossWeights;
import hmrbench.config.TrainingConfig.Supervision;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.OutputKind;
import hmrbench.core.SmplTrack;
import hmrbench.data.sim.SimulatedTraining;
import hmrbench.io.NdArray;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.model.fitting.DetectorNoise;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Losses of frames of which 2D joints are known: gradients, and the fits that are kept. */
class KeypointLessonTest {

  private static final SimulatedTraining CLIPS = new SimulatedTraining(3, 30, 16);
  private static final double STEP = 1e-3;

  private static final List<WindowSampler.Frame> FRAMES =
      List.of(new WindowSampler.Frame(0, 5), new WindowSampler.Frame(1, 20));

  private static ClipStore store(double pixels) {
    return ClipStore.of(
        CLIPS::clip,
        2,
        clip ->
            Optional.of(
                new DetectorNoise(pixels, 1)
                    .of(clip.keypoints().orElseThrow(), clip.sequence(), clip.frameLabels())));
  }

  private static KeypointLesson lesson(ClipStore clips, boolean fitted) {
    return lesson(
        clips,
        new Supervision(fitted ? Supervision.Kind.FITS : Supervision.Kind.JOINTS, 3, 1, true));
  }

  private static KeypointLesson lesson(ClipStore clips, Supervision supervision) {
    return new KeypointLesson(
        clips,
        new WindowSampler(clips, OutputKind.MIDDLE_FRAME, 1, 2, 1, List.of(0), 1),
        BodyLoss.Weights.of(LossWeights.PUBLISHED),
        supervision,
        2);
  }

  /** Rows near the true bodies of the frames. */
  private static FloatGrid rows(double away) {
    Random random = new Random(4);
    float[] values = new float[FRAMES.size() * BodyLoss.ROW];
    for (int r = 0; r < FRAMES.size(); r++) {
      SmplTrack smpl = CLIPS.clip(FRAMES.get(r).clip()).smpl().orElseThrow();
      int t = FRAMES.get(r).frame();
      for (int i = 0; i < BodyLoss.ROW; i++) {
        float value;
        if (i < 144) {
          value = smpl.rotations().get(t * 216 + i / 6 * 9 + i % 6 / 2 * 3 + i % 2);
        } else if (i < 154) {
          value = smpl.betas().at(t, i - 144);
        } else {
          value = smpl.camera().at(t, i - 154);
        }
        values[r * BodyLoss.ROW + i] = value + (float) (away * random.nextGaussian());
      }
    }
    return FloatGrid.owning(values, FRAMES.size(), BodyLoss.ROW);
  }

  @Test
  void the_gradient_of_2d_joints_and_priors_is_that_of_differences() {
    KeypointLesson lesson = lesson(store(3), false);
    FloatGrid rows = rows(0.1);
    FloatGrid gradient = lesson.loss(rows, FRAMES).gradient();
    double largest = 0;
    for (int i = 0; i < rows.length(); i++) {
      double expected = (moved(lesson, rows, i, STEP) - moved(lesson, rows, i, -STEP)) / (2 * STEP);
      largest = Math.max(largest, Math.abs(expected));
      assertThat((double) gradient.get(i))
          .as("number %d of row %d", i % BodyLoss.ROW, i / BodyLoss.ROW)
          .isCloseTo(expected, within(2e-3 * Math.max(1, Math.abs(expected))));
    }
    assertThat(largest).isGreaterThan(1);
  }

  private static double moved(KeypointLesson lesson, FloatGrid rows, int i, double by) {
    float[] values = rows.toArray();
    values[i] += (float) by;
    return lesson.loss(FloatGrid.owning(values, rows.shape()), FRAMES).total();
  }

  @Test
  void two_d_joints_count_as_in_the_loss_of_true_bodies() {
    FloatGrid rows = rows(0.1);
    ClipStore clips = store(0);
    BodyTargets truth =
        new BodyTargets(
            FloatGrid.stacked(List.of(rotations(clips, 0, 5), rotations(clips, 1, 20))),
            FloatGrid.stacked(
                List.of(clips.smpl(0).betas().rows(5, 6), clips.smpl(1).betas().rows(20, 21))),
            FloatGrid.stacked(
                List.of(clips.smpl(0).camera().rows(5, 6), clips.smpl(1).camera().rows(20, 21))));
    assertThat(lesson(clips, false).loss(rows, FRAMES).joints2d())
        .isCloseTo(new BodyLoss(BodyLoss.PUBLISHED).of(rows, truth).joints2d(), within(1e-3));
  }

  private static FloatGrid rotations(ClipStore clips, int clip, int frame) {
    return clips.smpl(clip).rotations().rows(frame, frame + 1).reshape(1, 216);
  }

  @Test
  void the_true_body_costs_less_than_another() {
    KeypointLesson lesson = lesson(store(0), false);
    assertThat(lesson.loss(rows(0), FRAMES).joints2d()).isCloseTo(0, within(1e-6));
    assertThat(lesson.loss(rows(0), FRAMES).total())
        .isLessThan(lesson.loss(rows(0.2), FRAMES).total());
  }

  /** A worse start later must not replace a better fit, and a better one must. */
  @Test
  void the_best_fit_of_a_frame_is_kept() {
    ClipStore clips = store(3);
    KeypointLesson lesson = lesson(clips, true);
    BodyLoss.Result first = lesson.loss(rows(0.1), FRAMES);
    assertThat(first.pose()).isPositive();
    float[] before = energies(lesson);
    lesson.loss(rows(1.5), FRAMES);
    lesson.loss(rows(0), FRAMES);
    float[] after = energies(lesson);
    int seen = 0;
    for (int i = 0; i < before.length; i++) {
      assertThat(after[i]).isLessThanOrEqualTo(before[i]);
      seen += Float.isFinite(after[i]) ? 1 : 0;
    }
    assertThat(seen).isEqualTo(2);
    // The network that predicts what is fitted has nothing left to learn from it.
    assertThat(lesson.loss(rows(0), FRAMES).joints3d()).isLessThan(first.joints3d() + 1e-9);
  }

  private static float[] energies(KeypointLesson lesson) {
    NdArray saved = lesson.found().get("fits.energies");
    return java.util.Objects.requireNonNull(saved).floats();
  }

  /** Neither what the network predicts nor a better start changes a fit that is made once. */
  @Test
  void a_fit_that_is_not_renewed_knows_no_network() {
    Supervision once = new Supervision(Supervision.Kind.FITS, 3, 1, false);
    ClipStore clips = store(3);
    KeypointLesson lesson = lesson(clips, once);
    lesson.loss(rows(1.5), FRAMES);
    float[] first = energies(lesson);
    lesson.loss(rows(0), FRAMES);
    assertThat(energies(lesson)).isEqualTo(first);
    KeypointLesson other = lesson(clips, once);
    other.loss(rows(0), FRAMES);
    assertThat(energies(other)).isEqualTo(first);
    KeypointLesson renewed = lesson(clips, true);
    renewed.loss(rows(0), FRAMES);
    assertThat(energies(renewed)).isNotEqualTo(first);
  }

  @Test
  void a_worse_fit_is_not_taken() {
    ClipStore clips = store(3);
    BestFits fits = new BestFits(clips);
    WindowSampler.Frame frame = FRAMES.get(0);
    assertThat(fits.has(frame)).isFalse();
    fits.offer(frame, fit(5, 0.1));
    fits.offer(frame, fit(7, 0.2));
    assertThat(fits.energy(frame)).isEqualTo(5);
    assertThat(fits.of(List.of(frame)).betas().at(0, 0)).isEqualTo(0.1f);
    fits.offer(frame, fit(4, 0.3));
    assertThat(fits.energy(frame)).isEqualTo(4);
    assertThat(fits.of(List.of(frame)).betas().at(0, 0)).isEqualTo(0.3f);
    assertThat(fits.has(FRAMES.get(1))).isFalse();
  }

  private static hmrbench.model.fitting.BodyFitter.Fit fit(double energy, double beta) {
    double[] betas = new double[10];
    betas[0] = beta;
    return new hmrbench.model.fitting.BodyFitter.Fit(
        new hmrbench.model.fitting.BodyFitter.Body(new double[216], betas, new double[3]), energy);
  }

  @Test
  void a_saved_loop_goes_on_with_its_fits(@TempDir Path folder) {
    ClipStore clips = store(3);
    KeypointLesson lesson = lesson(clips, true);
    lesson.loss(rows(0.3), FRAMES);
    Path file = folder.resolve("state.safetensors");
    SafeTensors.write(file, lesson.found(), java.util.Map.of());
    KeypointLesson other = lesson(clips, true);
    other.restore(SafeTensors.open(file));
    assertThat(energies(other)).isEqualTo(energies(lesson));
    assertThat(other.loss(rows(0.2), FRAMES)).isEqualTo(lesson.loss(rows(0.2), FRAMES));
    assertThat(lesson(clips, false).found()).isEmpty();
  }

  @Test
  void clips_without_2d_joints_are_refused() {
    TrainingClips blind =
        new TrainingClips() {
          @Override
          public int count() {
            return 2;
          }

          @Override
          public int featureSize() {
            return 16;
          }

          @Override
          public Clip clip(long number) {
            Clip clip = CLIPS.clip(number);
            return Clip.of("c" + number, 30, clip.features(), clip.truth(), clip.smpl());
          }
        };
    ClipLessons lessons =
        new ClipLessons(
            blind,
            LossWeights.PUBLISHED,
            new Supervision(Supervision.Kind.JOINTS, 3, 1),
            text -> {});
    assertThatThrownBy(lessons::mean)
        .isInstanceOf(Fault.class)
        .hasMessageContaining("supervision 2d: sequence c0 has no 2D joints");
  }

  /** Without truth a regressor starts from a usual body that is as large as the people. */
  @Test
  void the_first_body_is_as_large_as_the_people() {
    ClipStore.MeanBody body = UsualBody.of(store(3));
    double scale =
        IntStream.range(0, 2)
            .mapToDouble(clip -> CLIPS.clip(clip).smpl().orElseThrow().camera().at(0, 0))
            .average()
            .orElseThrow();
    assertThat((double) body.camera().get(0)).isBetween(0.6 * scale, 1.3 * scale);
    assertThat(body.pose().get(0)).isEqualTo(1);
    assertThat(body.pose().get(3)).isEqualTo(1);
  }
}
