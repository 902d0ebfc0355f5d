package hmrbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.body.EmbeddedBody;
import hmrbench.body.JointRecipe;
import hmrbench.config.DatasetConfig;
import hmrbench.config.ExperimentBuilder;
import hmrbench.config.ExperimentConfig;
import hmrbench.config.FrameRate;
import hmrbench.config.Intervention;
import hmrbench.config.ModelConfig;
import hmrbench.config.PathRoots;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.JointSet;
import hmrbench.core.Remark;
import hmrbench.core.Series;
import hmrbench.data.Dataset;
import hmrbench.data.sim.Simulated;
import hmrbench.data.sim.SimulatedDataset;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.model.Models;
import hmrbench.model.Predictor;
import hmrbench.record.Cell;
import hmrbench.record.FrameTable;
import hmrbench.record.InterventionFile;
import hmrbench.record.InterventionRow;
import hmrbench.record.Manifest;
import hmrbench.record.RunFolder;
import hmrbench.record.RunStore.Existing;
import hmrbench.record.SavedPrediction;
import hmrbench.record.SequenceRow;
import hmrbench.record.SummaryRow;
import hmrbench.tensor.ComputeDevice;
import hmrbench.testing.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentRunTest {

  private static final ModelConfig FROZEN =
      new ModelConfig.Reference("frozen", ModelConfig.Reference.Kind.FROZEN);
  private static final ModelConfig FLOOR =
      new ModelConfig.Reference("floor", ModelConfig.Reference.Kind.FLOAT16_TRUTH);

  @TempDir Path folder;

  private final List<String> said = new ArrayList<>();

  private static DatasetConfig walks(double seconds) {
    return new Simulated("walks", SimulatedSplit.TEST, 2, 3, seconds, 30);
  }

  private ModelConfig tcmr() {
    return Models.all()
        .named("tcmr")
        .network(
            "tcmr",
            List.of(
                TinyModels.tcmr(folder.resolve("tcmr-1.safetensors"), 1),
                TinyModels.tcmr(folder.resolve("tcmr-2.safetensors"), 2)));
  }

  private ModelConfig vibe() {
    return Models.all()
        .named("vibe")
        .network("vibe", List.of(TinyModels.vibe(folder.resolve("vibe.safetensors"), 1)));
  }

  private static ExperimentConfig experiment(
      List<ModelConfig> models,
      DatasetConfig dataset,
      List<FrameRate> rates,
      FrameRate.Mode mode,
      List<String> filters) {
    return new ExperimentBuilder("small", models, List.of(dataset))
        .protocols("tcmr", "hmrbench")
        .rates(mode, rates)
        .filters(filters)
        .seeds(List.of(1, 2))
        .build();
  }

  private static ExperimentConfig experiment(List<ModelConfig> models) {
    return plain(models).build();
  }

  private static ExperimentBuilder plain(List<ModelConfig> models) {
    return new ExperimentBuilder("small", models, List.of(walks(2)))
        .protocols("tcmr", "hmrbench")
        .seeds(List.of(1, 2));
  }

  private ExperimentRun.Outcome run(ExperimentConfig config, String out) {
    ExperimentRun.Request request =
        new ExperimentRun.Request(
            config,
            new PathRoots(folder, folder.resolve("data")),
            folder.resolve(out),
            Existing.CONTINUE,
            2);
    Clock clock = Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
    return ExperimentRun.run(request, listener(), clock);
  }

  private RunListener listener() {
    return new RunListener() {
      @Override
      public void remark(String sentence) {
        said.add(sentence);
      }

      @Override
      public void progress(double done, String what) {
        assertThat(done).isBetween(0.0, 1.0);
      }

      @Override
      public void failed(Cell cell, String why, Throwable cause) {
        said.add(cell.model() + " " + cell.protocol() + ": " + why);
      }
    };
  }

  /** The walks, with something seen about them. */
  private record Doubted(SimulatedDataset walks, List<Remark> seen) implements Dataset {

    @Override
    public String name() {
      return walks.name();
    }

    @Override
    public double nativeFramesPerSecond() {
      return walks.nativeFramesPerSecond();
    }

    @Override
    public JointSet joints() {
      return walks.joints();
    }

    @Override
    public int featureSize() {
      return walks.featureSize();
    }

    @Override
    public List<String> sequences() {
      return walks.sequences();
    }

    @Override
    public Clip clip(int index, double framesPerSecond) {
      return walks.clip(index, framesPerSecond);
    }

    @Override
    public List<Double> frameRates() {
      return walks.frameRates();
    }

    @Override
    public List<Remark> remarks() {
      return seen;
    }

    @Override
    public void close() {
      walks.close();
    }
  }

  private ExperimentRun.Outcome run(List<Remark> seen, boolean strict) {
    ExperimentRun.Openings openings =
        new ExperimentRun.Openings() {
          @Override
          public DataSource data(DatasetConfig config, Optional<Integer> limit) {
            SimulatedDataset walks = new SimulatedDataset((Simulated) config);
            return DataSource.of(
                new Doubted(walks, seen),
                EmbeddedBody.model(),
                JointRecipe.SMPL24.only(JointSet.SMPL14));
          }

          @Override
          public Predictor model(
              ModelConfig config, int seed, DataSource source, Supplier<ComputeDevice> device) {
            return Predictors.open(Models.all(), config, seed, source, device);
          }
        };
    ExperimentRun.Request request =
        new ExperimentRun.Request(
            experiment(List.of(FROZEN)),
            new PathRoots(folder, folder.resolve("data")),
            folder.resolve("out"),
            Existing.CONTINUE,
            1,
            strict);
    return ExperimentRun.run(request, openings, listener(), Clock.systemUTC());
  }

  private static final Remark DOUBT =
      Remark.doubt("lies-down", "walks", "the spine is 88 degrees off the vertical");
  private static final Remark NOTE = Remark.note("rate-snapped", "walks", "29.97 is read as 30");

  @Test
  void remarks_of_a_data_set_reach_the_listener_and_the_manifest_once() {
    run(List.of(NOTE, DOUBT), false);
    assertThat(said)
        .contains(
            "walks: 29.97 is read as 30",
            "in doubt: walks: the spine is 88 degrees off the vertical");
    Path out = folder.resolve("out");
    assertThat(RunFolder.open(out).manifest().doubtsFirst()).containsExactly(DOUBT, NOTE);
    run(List.of(NOTE, DOUBT), false);
    assertThat(RunFolder.open(out).manifest().doubtsFirst()).containsExactly(DOUBT, NOTE);
  }

  @Test
  void a_doubt_about_a_data_set_ends_a_strict_run_before_anything_is_written() {
    assertThatThrownBy(() -> run(List.of(NOTE, DOUBT), true))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "walks: the spine is 88 degrees off the vertical; without --strict this is a remark on"
                + " the page")
        .satisfies(fault -> assertThat(((Fault) fault).kind()).isEqualTo(Fault.Kind.ASKED_WRONGLY));
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(run(List.of(NOTE), true).failure()).isEmpty();
  }

  private static Series metric(FrameTable table, String column) {
    return table.metric(column).orElseThrow();
  }

  private static List<Double> values(FrameTable table, String column) {
    return DoubleStream.of(metric(table, column).presentValues()).boxed().toList();
  }

  private static Map<String, String> records(Path out) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = out.relativize(file).toString();
        if (!name.equals("manifest.json") && !name.startsWith(".")) {
          hashes.put(name, hmrbench.record.Sha256.of(file));
        }
      }
    }
    return hashes;
  }

  @Test
  void the_manifest_says_how_many_windows_a_network_takes_at_a_time() {
    run(experiment(List.of(FROZEN, vibe())), "out");
    List<Manifest.ModelCard> models =
        RunFolder.open(folder.resolve("out")).manifest().subjects().models();
    assertThat(models.get(0).description()).noneMatch(line -> line.startsWith("windows per"));
    assertThat(models.get(1).description())
        .anyMatch(line -> line.matches("windows per batch: 512, about \\d\\.\\d MiB of memory"));
  }

  @Test
  void a_frozen_pose_scores_the_true_acceleration_and_the_floor_is_low() {
    run(experiment(List.of(FROZEN, FLOOR)), "out");
    RunFolder records = RunFolder.open(folder.resolve("out"));
    FrameTable frozen = records.frames(new Cell("frozen", "walks", "tcmr", 30, "none", "1"));
    assertThat(frozen.rows()).isEqualTo(120);
    Series error = metric(frozen, "accel_err_mm_per_frame2");
    assertThat(error).isEqualTo(metric(frozen, "accel_gt_mm_per_frame2"));
    assertThat(error.present().count()).isEqualTo(2 * 58);
    assertThat(values(frozen, "accel_pred_mm_per_frame2"))
        .allSatisfy(size -> assertThat(size).isCloseTo(0, within(1e-3)));
    FrameTable floor = records.frames(new Cell("floor", "walks", "tcmr", 30, "none", "1"));
    assertThat(values(floor, "mpjpe_mm"))
        .allSatisfy(value -> assertThat(value).isBetween(0.001, 1.0));
    assertThat(metric(floor, "mpvpe_mm").present().count()).isEqualTo(120);
    assertThat(frozen.signals()).containsKeys("occlusion", "speed_m_per_s");
  }

  @Test
  void cells_are_models_by_protocols_by_filters_by_seeds() {
    run(
        experiment(
            List.of(tcmr(), vibe(), FROZEN),
            walks(2),
            List.of(FrameRate.NATIVE),
            FrameRate.Mode.INPUT,
            List.of("none", "slerp-0.3")),
        "out");
    RunFolder records = RunFolder.open(folder.resolve("out"));
    // Two protocols and two filters; TCMR has two seeds.
    assertThat(records.cells()).hasSize(2 * 2 * (2 + 1 + 1));
    FrameTable tcmr = records.frames(new Cell("tcmr", "walks", "tcmr", 30, "none", "2"));
    FrameTable.Attention attention = tcmr.attention().orElseThrow();
    for (int row = 0; row < tcmr.rows(); row++) {
      assertThat(
              attention.past().get(row)
                  + attention.current().get(row)
                  + attention.future().get(row))
          .isCloseTo(1, within(1e-6));
    }
    FrameTable vibe = records.frames(new Cell("vibe", "walks", "tcmr", 30, "none", "1"));
    assertThat(vibe.attention()).isEmpty();
    List<SummaryRow> summary = records.summary();
    assertThat(summary).hasSize(2 * 2 * (3 + 2 + 2));
    SummaryRow all =
        summary.stream()
            .filter(row -> row.cell().equals(tcmr.cell().withSeed("all")))
            .findFirst()
            .orElseThrow();
    assertThat(all.sequences()).isEqualTo(2);
    assertThat(all.frames()).isEqualTo(120);
    assertThat(all.metrics()).containsKeys("attention_past", "pa_mpjpe_mm", "jerk_pred_m_per_s3");
    assertThat(records.sequences().get(0).tags()).containsKey("activity");
    assertThat(records.manifest().records().metrics())
        .extracting(metric -> metric.column())
        .startsWith("mpjpe_mm", "pa_mpjpe_mm", "mpvpe_mm");
  }

  @Test
  void the_mean_of_a_summary_is_the_mean_of_its_rows() {
    run(experiment(List.of(FROZEN)), "out");
    RunFolder records = RunFolder.open(folder.resolve("out"));
    FrameTable table = records.frames(records.cells().get(0));
    double[] values = metric(table, "pa_mpjpe_mm").presentValues();
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    SummaryRow.Value value =
        Objects.requireNonNull(records.summary().get(0).metrics().get("pa_mpjpe_mm"));
    assertThat(value.mean()).isCloseTo(sum / values.length, within(1e-6));
    assertThat(value.interval()).as("two people say nothing of others").isEmpty();
  }

  @Test
  void two_runs_leave_the_same_bytes() throws IOException {
    ExperimentConfig config = experiment(List.of(tcmr(), vibe(), FLOOR));
    run(config, "a");
    run(config, "b");
    assertThat(records(folder.resolve("b"))).isEqualTo(records(folder.resolve("a")));
    assertThat(records(folder.resolve("a"))).hasSizeGreaterThan(12);
  }

  @Test
  void a_run_that_was_killed_goes_on_to_the_same_bytes() throws IOException {
    ExperimentConfig config = experiment(List.of(tcmr(), vibe(), FLOOR));
    run(config, "whole");
    run(config, "killed");
    Path out = folder.resolve("killed");
    // As a kill leaves it: one shard of the manifest gone, one cut, a half-written one, no tables.
    Files.delete(out.resolve("shards/vibe__walks__tcmr__30fps__none__seed-1.csv"));
    Files.writeString(out.resolve("shards/tcmr__walks__tcmr__30fps__none__seed-2.csv"), "model,");
    Files.writeString(
        out.resolve("shards/floor__walks__tcmr__30fps__none__seed-1.csv.999999999999-1.part"), "m");
    Files.delete(out.resolve("summary.csv"));
    Files.delete(out.resolve("frames.csv"));
    said.clear();
    run(config, "killed");
    assertThat(said)
        .containsExactly(
            ("%s: not as it was written: shards/tcmr__walks__tcmr__30fps__none__seed-2.csv; making"
                    + " tcmr on walks, protocol tcmr, 30 fps, filter none, seed 2 again")
                .formatted(out),
            ("%s: not as it was written: shards/vibe__walks__tcmr__30fps__none__seed-1.csv"
                    + " (missing); making vibe on walks, protocol tcmr, 30 fps, filter none, seed 1"
                    + " again")
                .formatted(out),
            "%s: 6 of 8 shards are there already".formatted(out));
    assertThat(records(out)).isEqualTo(records(folder.resolve("whole")));
  }

  @Test
  void forced_attention_is_recorded_beside_the_networks_own() throws IOException {
    ExperimentConfig config =
        plain(List.of(tcmr(), vibe(), FROZEN))
            .interventions(Intervention.PAST, Intervention.SWAPPED, Intervention.SIMPLEX)
            .build();
    run(config, "a");
    RunFolder records = RunFolder.open(folder.resolve("a"));
    List<InterventionRow> rows = records.interventions();
    // Own, past, swapped and 28 points of the lattice; two seeds, protocols and sequences.
    assertThat(rows).hasSize((1 + 1 + 1 + 28) * 2 * 2 * 2);
    assertThat(rows).allMatch(row -> row.cell().model().equals("tcmr"));
    for (InterventionRow row : rows) {
      double weight = row.weights().stream().flatMap(List::stream).mapToDouble(it -> it).sum();
      assertThat(row.weights().isEmpty() ? 1 : weight).isCloseTo(1, within(1e-9));
    }
    for (SequenceRow plain : records.sequences()) {
      rows.stream()
          .filter(row -> row.kind().equals(InterventionRow.OWN))
          .filter(row -> row.cell().equals(plain.cell()))
          .filter(row -> row.sequence().equals(plain.sequence()))
          .forEach(row -> assertThat(plain.metrics()).containsAllEntriesOf(row.metrics()));
    }
    Map<String, Double> past = means(rows, "past");
    assertThat(past).isNotEqualTo(means(rows, InterventionRow.OWN));

    run(config, "b");
    Path out = folder.resolve("b");
    Files.delete(out.resolve("interventions/tcmr__walks__tcmr__30fps__none__seed-2.csv"));
    Files.delete(out.resolve("interventions.csv"));
    run(config, "b");
    assertThat(records(out)).isEqualTo(records(folder.resolve("a")));
  }

  @Test
  void weights_of_other_people_and_hidden_frames_are_recorded_with_what_they_move()
      throws IOException {
    run(
        plain(List.of(tcmr()))
            .interventions(
                Intervention.MEAN,
                Intervention.UNBOUNDED,
                Intervention.REFIT_CONSTANT,
                Intervention.REFIT_CONSTANT_SEEN,
                Intervention.REFIT_FRAMES,
                Intervention.REFIT_FRAMES_SEEN,
                Intervention.HIDDEN_50,
                Intervention.NOISY_33)
            .build(),
        "learnt");
    List<InterventionRow> rows = RunFolder.open(folder.resolve("learnt")).interventions();
    assertThat(rows).hasSize((1 + 8) * 2 * 2 * 2);
    for (InterventionRow row : rows) {
      assertThat(InterventionFile.MEAN_WEIGHTS.stream().mapToDouble(it -> value(row, it)).sum())
          .isCloseTo(1, within(1e-5));
      boolean own = row.kind().equals(InterventionRow.OWN);
      boolean constant = row.kind().startsWith("refit-constant") || row.kind().equals("mean");
      assertThat(value(row, InterventionFile.MOVED) == 0).as(row.kind()).isEqualTo(own);
      assertThat(value(row, InterventionFile.SPREAD) < 1e-4).as(row.kind()).isEqualTo(constant);
      assertThat(value(row, InterventionFile.MOVED_MOST))
          .isGreaterThanOrEqualTo(value(row, InterventionFile.MOVED));
    }
    // With two people the mean of the others is the mean of the other one.
    InterventionRow mean = first(rows, "mean");
    InterventionRow other =
        rows.stream()
            .filter(row -> row.kind().equals(InterventionRow.OWN))
            .filter(row -> row.cell().equals(mean.cell()))
            .filter(row -> !row.sequence().equals(mean.sequence()))
            .findFirst()
            .orElseThrow();
    assertThat(value(mean, "attention_past"))
        .isCloseTo(value(other, "attention_past"), within(1e-6));
    // Fitted to both, both get the same weights; fitted to the other alone, they differ.
    assertThat(pasts(rows, "refit-constant-seen", mean)).hasSize(1);
    assertThat(pasts(rows, "refit-constant", mean)).hasSize(2);
    assertThat(first(rows, "hidden-50").metrics())
        .isNotEqualTo(first(rows, InterventionRow.OWN).metrics());
  }

  private static java.util.Set<Double> pasts(
      List<InterventionRow> rows, String kind, InterventionRow like) {
    return rows.stream()
        .filter(row -> row.kind().equals(kind) && row.cell().equals(like.cell()))
        .map(row -> value(row, "attention_past"))
        .collect(java.util.stream.Collectors.toSet());
  }

  private static double value(InterventionRow row, String column) {
    return row.value(column).orElseThrow();
  }

  private static InterventionRow first(List<InterventionRow> rows, String kind) {
    return rows.stream().filter(row -> row.kind().equals(kind)).findFirst().orElseThrow();
  }

  private static Map<String, Double> means(List<InterventionRow> rows, String kind) {
    return rows.stream()
        .filter(row -> row.kind().equals(kind))
        .findFirst()
        .map(InterventionRow::metrics)
        .orElseThrow();
  }

  @Test
  void a_model_that_cannot_be_run_leaves_the_others_alone() throws IOException {
    Path cut = folder.resolve("cut.safetensors");
    byte[] whole = Files.readAllBytes(TinyModels.vibe(folder.resolve("v.safetensors"), 1));
    Files.write(cut, java.util.Arrays.copyOf(whole, whole.length / 2));
    ExperimentRun.Outcome outcome =
        run(
            experiment(
                List.of(
                    Models.all().named("vibe").network("cut", List.of(cut)),
                    Models.all()
                        .named("spin")
                        .network(
                            "nan", List.of(TinyModels.broken(folder.resolve("nan.safetensors")))),
                    Models.all()
                        .named("tcmr")
                        .network(
                            "other", List.of(TinyModels.vibe(folder.resolve("w.safetensors"), 1))),
                    FROZEN)),
            "out");
    assertThat(outcome.failed()).isEqualTo(6);
    assertThat(outcome.failure()).contains(Fault.Kind.FAILED_RUNNING); // that of nan
    assertThat(outcome.asked()).isEqualTo(4);
    assertThat(said).hasSize(6).anySatisfy(line -> assertThat(line).startsWith("cut tcmr: "));
    assertThat(said)
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "nan tcmr: model nan, seed 1, sequence [a-z0-9-]+: the prediction holds"
                            + " -?[0-9.E]+, which is no body; check its checkpoint"));
    assertThat(outcome.summary()).extracting(row -> row.cell().model()).containsOnly("frozen");
    assertThat(RunFolder.open(folder.resolve("out")).manifest().records().shards())
        .filteredOn(shard -> shard.state() == Manifest.State.FAILED)
        .hasSize(6);
  }

  @Test
  void sequences_shorter_than_a_window_are_reported() {
    ExperimentConfig config =
        experiment(
            List.of(FROZEN),
            walks(0.4),
            List.of(FrameRate.NATIVE),
            FrameRate.Mode.INPUT,
            List.of("none"));
    ExperimentRun.Outcome outcome = run(config, "out");
    assertThat(outcome.failed()).isEqualTo(1);
    assertThat(outcome.summary())
        .as("windows padded at the edges fit")
        .extracting(row -> row.cell().protocol())
        .containsOnly("hmrbench");
    assertThat(said)
        .contains(
            "frozen tcmr: data set walks: all 2 sequences are shorter than a window of 16 frames;"
                + " use longer ones");
  }

  @Test
  void a_protocol_whose_windows_are_too_long_leaves_the_others_alone() {
    ExperimentConfig config = plain(List.of(FROZEN)).protocols("meva", "tcmr").build();
    ExperimentRun.Outcome outcome = run(config, "out");
    assertThat(said)
        .contains(
            "frozen meva: data set walks: all 2 sequences are shorter than a window of 90 frames;"
                + " use longer ones");
    assertThat(outcome.summary()).extracting(row -> row.cell().protocol()).containsOnly("tcmr");
  }

  @Test
  void a_lower_rate_of_scoring_keeps_the_predictions_of_the_higher() {
    ExperimentConfig config =
        experiment(
            List.of(FLOOR),
            walks(2),
            List.of(FrameRate.NATIVE, FrameRate.of(15)),
            FrameRate.Mode.SCORE,
            List.of("none"));
    run(config, "out");
    RunFolder records = RunFolder.open(folder.resolve("out"));
    FrameTable at30 = records.frames(new Cell("floor", "walks", "tcmr", 30, "none", "1"));
    FrameTable at15 = records.frames(new Cell("floor", "walks", "tcmr", 15, "none", "1"));
    assertThat(at15.rows()).isEqualTo(60);
    assertThat(at15.timeSeconds().get(1)).isCloseTo(1.0 / 15, within(1e-9));
    assertThat(metric(at15, "mpjpe_mm").get(1)).isEqualTo(metric(at30, "mpjpe_mm").get(2));
  }

  @Test
  void a_rate_that_cannot_be_had_is_refused_at_once() {
    ExperimentConfig config =
        experiment(
            List.of(FLOOR),
            walks(2),
            List.of(FrameRate.of(17)),
            FrameRate.Mode.INPUT,
            List.of("none"));
    assertThatThrownBy(() -> run(config, "out"))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "data set walks cannot be had at 17 frames per second exactly: use one of 10, 12, 15,"
                + " 20, 24, 25, 30, 40, 50, 60, 120");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void the_prediction_of_the_first_seed_is_kept_for_playback() {
    run(experiment(List.of(tcmr())), "out");
    RunFolder records = RunFolder.open(folder.resolve("out"));
    Cell first = new Cell("tcmr", "walks", "tcmr", 30, "none", "1");
    SavedPrediction saved = records.prediction(first).orElseThrow();
    assertThat(saved.predicted().frames()).isEqualTo(records.frames(first).rows());
    assertThat(saved.truthBody()).isPresent();
    assertThat(records.prediction(first.withSeed("2"))).isEmpty();
  }
}
