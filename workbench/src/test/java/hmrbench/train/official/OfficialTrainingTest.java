package hmrbench.train.official;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.config.TrainingConfig;
import hmrbench.config.TrainingReader;
import hmrbench.core.Fault;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.run.ConfigNames;
import hmrbench.run.Extensions;
import hmrbench.tensor.ComputeDevice;
import hmrbench.testing.GoldenData;
import hmrbench.testing.OfficialFiles;
import hmrbench.testing.Shared;
import hmrbench.train.TrainingRun;
import hmrbench.train.Validation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings on small files in the official layouts. */
class OfficialTrainingTest {

  private static final List<String> FILES =
      List.of("weights.safetensors", "model.yaml", "loss.csv", "validation.csv");

  @TempDir private Path folder;

  @BeforeEach
  void makeFiles() throws IOException {
    OfficialFiles.allIn(folder.resolve("db"));
    Path golden = GoldenData.folder();
    Files.writeString(
        folder.resolve("tcmr.yaml"),
        """
        name: small
        models: [tcmr]
        start: %1$s/checkpoints/dev_tcmr_h64_legacy.pth.tar
        mixture:
          with-2d:
            - {kind: insta, file: db/insta_train_db.h5, fps: 25, stride: 1}
            - {kind: posetrack, file: db/posetrack_train_db.pt, fps: 25, stride: 1}
            - {kind: pennaction, file: db/pennaction_train_db.pt, fps: 25, stride: 1}
          with-3d:
            - {kind: 3dpw, file: db/3dpw_train_db.pt, fps: 30}
            - {kind: mpii3d, file: db/mpii3d_train_scale12_db.pt, fps: 25}
            - {kind: h36m, file: db/h36m_train_25fps_db.pt, fps: 25}
          share-2d: 0.6
          windows: tcmr
          mixed-rates: true
          as-published: true
          workers: 2
          dropout: 0.5
          body-model: %1$s/base_data
          validation: {name: val, format: tcmr-db, kind: 3dpw, file: %1$s/preprocessed_data/3dpw_test_db.pt, fps: 30, body-model: %1$s/base_data}
          protocol: tcmr-trainer
        sizes: {hidden: 8, layers: 1, regressor: 1024, attention: 8}
        temporal: {steps: 9, batch: 5, rate: 0.00005}
        optimiser: {}
        plateau: {patience: 1, factor: 0.1, threshold: 0.0001}
        validation: {every: 3}
        output: out
        """
            .formatted(golden));
  }

  private TrainingConfig read(String... overrides) {
    return new TrainingReader(
            Shared.projectRoot(), folder, ConfigNames.vocabulary(Extensions.all()))
        .read(folder.resolve("tcmr.yaml"), Arrays.asList(overrides));
  }

  private void run(TrainingConfig config, Validation validation) {
    MixtureLessons lessons = new MixtureLessons(config.mixture().orElseThrow(), config.loss());
    new TrainingRun(
            config,
            lessons,
            config.output().resolve("work"),
            "hmrbench train it",
            1,
            ComputeDevice.CPU,
            validation,
            line -> {},
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
        .run();
  }

  /** Validations that find some PA-MPJPE in turn. */
  private static Validation finding(double... paMpjpe) {
    AtomicInteger looks = new AtomicInteger();
    return model -> Map.of("pa_mpjpe_mm", paMpjpe[looks.getAndIncrement()]);
  }

  private Path file(String run, String name) {
    return folder.resolve(run).resolve("tcmr-official/seed-1").resolve(name);
  }

  @Test
  void a_training_that_was_stopped_goes_on_to_the_same_bytes() {
    run(read("output=straight"), finding(60, 55, 70, 55));
    AtomicInteger looks = new AtomicInteger();
    Validation stopping =
        model -> {
          if (looks.incrementAndGet() == 3) {
            throw Fault.running("the power is gone");
          }
          return Map.of("pa_mpjpe_mm", looks.get() == 1 ? 60.0 : 55.0);
        };
    assertThatThrownBy(() -> run(read("output=stopped"), stopping)).hasMessage("the power is gone");
    run(read("output=stopped"), finding(70, 55));
    for (String name : FILES) {
      assertThat(file("stopped", name)).hasSameBinaryContentAs(file("straight", name));
    }
  }

  @Test
  void the_checkpoint_is_that_of_the_best_validation_in_full_precision() throws IOException {
    run(read("output=long"), finding(60, 55, 70, 70));
    run(read("output=short", "temporal.steps=6"), finding(60, 55, 55));
    assertThat(file("long", "weights.safetensors"))
        .hasSameBinaryContentAs(file("short", "weights.safetensors"));
    assertThat(
            SafeTensors.open(file("long", "weights.safetensors"))
                .array("encoder.linear_cur.bias")
                .dtype()
                .words())
        .contains("32");
    assertThat(Files.readString(file("long", "model.yaml")))
        .contains(
            "  mixture:\n    share-2d: 0.6\n    windows: tcmr\n",
            "    as-published: 2 workers\n",
            "    with-3d:\n      - {kind: 3dpw, file: \"SHA-256 ",
            ", fps: 25.0, stride: 16}\n",
            "  plateau:\n    patience: 1\n",
            "steps-done: 9\n",
            "ended: \"number of steps fixed beforehand; the best validation is kept\"\n");
    // The rate was cut once, after the look that was no advance.
    assertThat(Files.readAllLines(file("long", "loss.csv")))
        .element(1)
        .asString()
        .startsWith("3,0.00005000,");
  }

  @Test
  void a_state_of_another_recipe_is_refused() {
    Validation stopping =
        model -> {
          throw Fault.running("stop");
        };
    TrainingConfig config = read("output=a");
    assertThatThrownBy(() -> run(config, finding(60))).isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> run(read("output=a", "mixture.dropout=0.4"), stopping))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("state.safetensors was saved under another recipe");
  }

  @Test
  void what_does_not_fit_together_is_one_sentence() {
    List<Map.Entry<String, String>> cases = new ArrayList<>();
    cases.add(
        Map.entry(
            "mixture.mixed-rates=false",
            "3dpw is sampled at 30 Hz and mpii3d at 25 Hz, so that a window spans another time in"
                + " each; set it to true, as the originals train, or name files of one rate"));
    cases.add(Map.entry("mixture.share-2d=0", "must be above 0 where there are files in with-2d"));
    cases.add(Map.entry("mixture.share-2d=1", "must be from 0 to below 1, got 1"));
    cases.add(
        Map.entry(
            "mixture.as-published=false",
            "expected as-published: true beside it: ours has no workers that overwrite targets"));
    cases.add(
        Map.entry(
            "discriminator={weight: 0.5, rate: 0.1, hidden: 8}",
            "expected both a discriminator and mixture.motion, the motion that it takes for true,"
                + " or neither"));
    cases.add(Map.entry("start=nowhere.pth.tar", "missing file "));
    cases.add(Map.entry("mixture.windows=mine", "expected one of [vibe, tcmr], got \"mine\""));
    cases.forEach(
        it ->
            assertThatThrownBy(() -> read(it.getKey()))
                .as(it.getKey())
                .isInstanceOf(Fault.class)
                .hasMessageContaining(it.getValue()));
    assertThatThrownBy(
            () ->
                new MixtureLessons(
                    read("mixture.with-3d=[{kind: insta, file: db/insta_train_db.h5, fps: 25}]")
                        .mixture()
                        .orElseThrow(),
                    TrainingConfig.LossWeights.PUBLISHED))
        .hasMessageEndingWith("files of kind insta have no 3D joints; name it in with-2d");
  }

  @Test
  void a_regressor_that_lacks_a_part_is_refused() {
    // The mean body is no regressor; our own checkpoints without one lack all of it.
    TrainingConfig config = read("output=a", "start=" + motionCheckpoint());
    assertThatThrownBy(() -> run(config, finding(60)))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(
            motionCheckpoint()
                + ": expected the regressor of SPIN, TCMR or VIBE, and it lacks [fc1.weight,")
        .hasMessageEndingWith("; name another checkpoint as start");
  }

  private Path motionCheckpoint() {
    Path file = folder.resolve("part.safetensors");
    SafeTensors.write(
        file, Map.of("fc2.bias", hmrbench.io.NdArray.of(new float[1024], 1024)), Map.of());
    return file;
  }
}
