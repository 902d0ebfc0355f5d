package hmrbench.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.CoordinateFrame;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.FrameMask;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import hmrbench.io.FolderLock;
import hmrbench.record.FrameTable.SequenceRange;
import hmrbench.record.RunStore.Existing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreTest {

  private static final Cell FIRST = new Cell("tcmr", "walks", "tcmr", 30, "none", "1");
  private static final Cell SECOND = FIRST.withSeed("2");

  @TempDir Path folder;

  private static Manifest manifest(String config, String build, String input) {
    return ManifestSample.starting(config, build, input, List.of(FIRST, SECOND));
  }

  private RunStore open(Existing existing) {
    return RunStore.open(folder, manifest("seeds: [1]\n", "a", "1"), "seeds: [1]\n", existing);
  }

  private static void write(
      RunStore store, FrameTable table, Optional<SavedPrediction> prediction) {
    try (CellWriter writer = store.begin(table.cell())) {
      writer.add(table);
      prediction.ifPresent(writer::add);
      writer.finish(Optional.empty(), true);
    }
  }

  private static FrameTable table(Cell cell, double value) {
    return new FrameTable(
        cell,
        List.of(new SequenceRange("a", 0, 1)),
        List.of("0"),
        Series.of(0),
        FrameMask.all(1),
        Map.of("mpjpe_mm", Series.of(value)),
        Optional.empty(),
        Map.of());
  }

  @Test
  void a_second_run_keeps_what_is_whole() throws IOException {
    try (RunStore store = open(Existing.CONTINUE)) {
      write(store, table(FIRST, 1), Optional.empty());
      write(store, table(SECOND, 2), Optional.empty());
    }
    Files.writeString(folder.resolve(RunStore.shardFile(SECOND)), "half");
    Files.writeString(folder.resolve(RunStore.shardFile(SECOND) + ".999999999999-1.part"), "ha");
    try (RunStore store = open(Existing.CONTINUE)) {
      assertThat(store.isDone(FIRST)).isTrue();
      assertThat(store.isDone(SECOND)).isFalse();
      assertThat(store.remarks())
          .containsExactly(
              "%s: not as it was written: %s; making %s again"
                  .formatted(folder, RunStore.shardFile(SECOND), SECOND),
              "%s: 1 of 2 shards are there already".formatted(folder));
      assertThat(store.read(FIRST).metric("mpjpe_mm")).contains(Series.of(1));
    }
    assertThat(folder.resolve("shards"))
        .isDirectoryContaining("glob:**/*seed-1.csv")
        .isDirectoryNotContaining("glob:**/*seed-2*");
  }

  @Test
  void another_experiment_is_refused_unless_replaced() {
    try (RunStore store = open(Existing.CONTINUE)) {
      write(store, table(FIRST, 1), Optional.empty());
    }
    Manifest other = manifest("seeds: [2]\n", "a", "1");
    assertThatThrownBy(() -> RunStore.open(folder, other, "seeds: [2]\n", Existing.RESUME))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s holds another experiment: config.resolved.yaml line 1 is \"seeds: [1]\" there and"
                + " \"seeds: [2]\" here; add --fresh to replace it, or name another folder with"
                + " --out",
            folder);
    try (RunStore store = RunStore.open(folder, other, "seeds: [2]\n", Existing.REPLACE)) {
      assertThat(store.isDone(FIRST)).isFalse();
    }
    assertThat(folder.resolve(RunStore.shardFile(FIRST))).doesNotExist();
  }

  @Test
  void a_folder_of_the_user_is_refused_and_left_as_it_is() throws IOException {
    Path mine = Files.createDirectories(folder.resolve("predictions")).resolve("mine.npz");
    Files.writeString(mine, "mine");
    Files.writeString(folder.resolve("summary.csv"), "mine");
    for (Existing existing : Existing.values()) {
      assertThatThrownBy(() -> open(existing))
          .isInstanceOf(Fault.class)
          .hasMessage(
              "%s is no folder of a run and not empty (predictions, summary.csv): name another"
                  + " folder with --out",
              folder);
    }
    assertThat(mine).hasContent("mine");
    assertThat(folder.resolve("summary.csv")).hasContent("mine");
    assertThat(folder.resolve(ManifestFile.NAME)).doesNotExist();
    assertThat(folder.resolve(FolderLock.NAME)).doesNotExist();
  }

  @Test
  void a_fresh_run_removes_what_the_manifest_lists_and_nothing_else() throws IOException {
    try (RunStore store = open(Existing.CONTINUE)) {
      write(store, table(FIRST, 1), Optional.empty());
      Path means = folder.resolve("summary.csv");
      Files.writeString(means, "of the first run");
      store.written(means);
      store.finish(List.of(), List.of(), "2026-01-01T00:00:01Z");
    }
    Path table = Files.createDirectories(folder.resolve("tables")).resolve("results.md");
    RunPages pages = RunPages.begin(folder, List.of("tables/results.md"));
    Files.writeString(table, "of the first run");
    pages.end();
    Path mine = Files.writeString(folder.resolve("shards/mine.csv"), "mine");
    Path note = Files.writeString(folder.resolve("notes.txt"), "mine");
    open(Existing.REPLACE).close();
    assertThat(folder.resolve(RunStore.shardFile(FIRST))).doesNotExist();
    assertThat(folder.resolve("summary.csv")).doesNotExist();
    assertThat(folder.resolve("tables")).doesNotExist();
    assertThat(mine).hasContent("mine");
    assertThat(note).hasContent("mine");
  }

  @Test
  void a_run_of_an_older_program_is_run_again() throws IOException {
    Files.createDirectories(folder.resolve("shards"));
    Files.writeString(folder.resolve(RunStore.shardFile(FIRST)), "old");
    Files.writeString(
        folder.resolve(ManifestFile.NAME),
        "{\"schema_version\": 1, \"config_hash\": \"%s\"}".formatted(Sha256.of("seeds: [1]\n")));
    try (RunStore store = open(Existing.CONTINUE)) {
      assertThat(store.isDone(FIRST)).isFalse();
      assertThat(store.remarks())
          .containsExactly(
              "%s was made by an older program, which kept no hashes: running all of it again"
                  .formatted(folder));
    }
    assertThat(folder.resolve(RunStore.shardFile(FIRST))).doesNotExist();
  }

  @Test
  void a_run_without_facts_on_its_models_goes_on_and_has_them() throws IOException {
    try (RunStore store = open(Existing.CONTINUE)) {
      write(store, table(FIRST, 1), Optional.empty());
    }
    Path manifest = folder.resolve(ManifestFile.NAME);
    Files.writeString(
        manifest,
        Files.readString(manifest).replace("\"schema_version\" : 3", "\"schema_version\" : 2"));
    try (RunStore store = open(Existing.RESUME)) {
      assertThat(store.isDone(FIRST)).isTrue();
    }
    assertThat(ManifestFile.read(manifest).schemaVersion()).isEqualTo(Manifest.SCHEMA_VERSION);
  }

  @Test
  void a_run_that_went_on_tells_its_sessions_and_the_frames_of_all() {
    try (RunStore store = open(Existing.CONTINUE)) {
      store.measureWith(() -> List.of(new Manifest.Throughput("2 model", 100, 1, 100)));
      write(store, table(FIRST, 1), Optional.empty());
    }
    try (RunStore store = open(Existing.CONTINUE)) {
      store.measureWith(() -> List.of(new Manifest.Throughput("2 model", 300, 1, 300)));
      write(store, table(SECOND, 2), Optional.empty());
      store.finish(List.of(), List.of(), "2026-01-01T00:00:09Z");
    }
    Manifest manifest = RunFolder.open(folder).manifest();
    assertThat(manifest.sessions()).extracting(Manifest.Session::shards).containsExactly(1, 1);
    assertThat(manifest.sessions().get(0).ended()).isNull();
    assertThat(manifest.sessions().get(1).ended()).isEqualTo("2026-01-01T00:00:09Z");
    assertThat(manifest.throughput())
        .containsExactly(new Manifest.Throughput("2 model", 400, 2, 200));
  }

  @Test
  void changed_inputs_are_refused() {
    open(Existing.CONTINUE).close();
    Manifest other = manifest("seeds: [1]\n", "a", "2");
    assertThatThrownBy(() -> RunStore.open(folder, other, "seeds: [1]\n", Existing.CONTINUE))
        .hasMessage(
            "%s was made from other inputs: models/a.safetensors has changed since; add --fresh to"
                + " start over, or name another folder with --out",
            folder);
  }

  @Test
  void rows_of_another_version_of_the_simulated_sets_are_never_gone_on_with() {
    String config = "seeds: [1]\n";
    RunStore.open(folder, of("a", "format: simulated"), config, Existing.CONTINUE).close();
    Manifest now = of("b", "format: simulated", Manifest.DataCard.versionLine(2));
    assertThatThrownBy(() -> RunStore.open(folder, now, config, Existing.RESUME))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s was made from another version of walks, with other people and sequences; add --fresh"
                + " to start over, or name another folder with --out",
            folder);
    try (RunStore store = RunStore.open(folder, now, config, Existing.REPLACE)) {
      assertThat(store.isDone(FIRST)).isFalse();
    }
    RunStore.open(folder, now, config, Existing.RESUME).close();
  }

  private static Manifest of(String build, String... description) {
    Manifest starting = manifest("seeds: [1]\n", build, "1");
    Manifest.DataCard walks =
        new Manifest.DataCard(
            "walks", List.of(description), new Manifest.DataFacts(null, List.of()));
    return ManifestSample.of(
        starting.question(),
        starting.machine(),
        starting.inputs(),
        new Manifest.Subjects(List.of(), List.of(walks), List.of()),
        starting.records());
  }

  @Test
  void another_build_starts_over_unless_told_to_go_on() {
    try (RunStore store = open(Existing.CONTINUE)) {
      write(store, table(FIRST, 1), Optional.empty());
    }
    Manifest newer = manifest("seeds: [1]\n", "b", "1");
    try (RunStore store = RunStore.open(folder, newer, "seeds: [1]\n", Existing.RESUME)) {
      assertThat(store.isDone(FIRST)).isTrue();
    }
    Manifest newest = manifest("seeds: [1]\n", "c", "1");
    try (RunStore store = RunStore.open(folder, newest, "seeds: [1]\n", Existing.CONTINUE)) {
      assertThat(store.isDone(FIRST)).isFalse();
      assertThat(store.remarks()).hasSize(1);
    }
  }

  @Test
  void two_programs_do_not_write_to_one_folder() {
    RunStore store = open(Existing.CONTINUE);
    assertThatThrownBy(() -> open(Existing.CONTINUE))
        .hasMessage(
            "%s: another run is writing there; wait for it, or name another folder with --out",
            folder);
    store.close();
    open(Existing.CONTINUE).close();
  }

  @Test
  void a_folder_that_cannot_be_made_is_one_sentence() throws IOException {
    Path file = folder.resolve("file");
    Files.writeString(file, "");
    assertThatThrownBy(
            () -> RunStore.open(file.resolve("run"), manifest("", "a", "1"), "", Existing.CONTINUE))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(file.resolve("run") + ": cannot be written: ")
        .extracting(fault -> ((Fault) fault).kind())
        .isEqualTo(Fault.Kind.ASKED_WRONGLY);
  }

  @Test
  void a_failed_cell_keeps_its_reason() {
    try (RunStore store = open(Existing.CONTINUE)) {
      store.fail(FIRST, "weights are NaN");
    }
    assertThat(RunFolder.open(folder).manifest().records().shards().get(0).message())
        .isEqualTo("weights are NaN");
  }

  @Test
  void frames_are_joined_over_different_columns() throws IOException {
    try (RunStore store = open(Existing.CONTINUE)) {
      write(store, table(FIRST, 1), Optional.empty());
      FrameTable other =
          new FrameTable(
              SECOND,
              List.of(new SequenceRange("b", 0, 1)),
              List.of("7"),
              Series.of(0),
              FrameMask.all(1),
              Map.of("pck", Series.of(0.5)),
              Optional.empty(),
              Map.of("occlusion", Series.of(1)));
      write(store, other, Optional.empty());
      FramesFile.write(folder, store.doneCells());
    }
    assertThat(Files.readAllLines(folder.resolve("frames.csv")))
        .containsExactly(
            String.join(",", ShardFile.firstColumns()) + ",pck,signal_occlusion",
            "tcmr,walks,tcmr,30,none,1,a,0,0,1,1,,,,,,,,,,,",
            "tcmr,walks,tcmr,30,none,2,b,7,0,1,,,,,,,,,,,0.5,1");
  }

  @Test
  void rows_that_come_later_may_bring_columns_of_their_own() throws IOException {
    FrameTable later =
        new FrameTable(
            FIRST,
            List.of(new SequenceRange("b", 0, 1)),
            List.of("7"),
            Series.of(0),
            FrameMask.all(1),
            Map.of("pck", Series.of(0.5)),
            Optional.empty(),
            Map.of("occlusion", Series.of(1)));
    try (RunStore store = open(Existing.CONTINUE);
        CellWriter writer = store.begin(FIRST)) {
      writer.add(table(FIRST, 1));
      writer.add(later);
      writer.add(table(FIRST, 3));
      assertThat(store.isDone(FIRST)).isFalse();
      assertThat(folder.resolve(RunStore.shardFile(FIRST))).doesNotExist();
      writer.finish(Optional.empty(), true);
      assertThat(store.isDone(FIRST)).isTrue();
    }
    assertThat(Files.readAllLines(folder.resolve(RunStore.shardFile(FIRST))))
        .containsExactly(
            String.join(",", ShardFile.firstColumns()) + ",pck,signal_occlusion",
            "tcmr,walks,tcmr,30,none,1,a,0,0,1,1,,,,,,,,,,,",
            "tcmr,walks,tcmr,30,none,1,b,7,0,1,,,,,,,,,,,0.5,1",
            "tcmr,walks,tcmr,30,none,1,a,0,0,1,3,,,,,,,,,,,");
    assertThat(folder.resolve("shards")).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void a_cell_that_is_not_finished_leaves_nothing() {
    try (RunStore store = open(Existing.CONTINUE)) {
      try (CellWriter writer = store.begin(FIRST)) {
        writer.add(table(FIRST, 1));
      }
      assertThat(store.isDone(FIRST)).isFalse();
    }
    assertThat(folder.resolve("shards")).isEmptyDirectory();
  }

  @Test
  void a_saved_prediction_reads_back() {
    SmplTrack smpl =
        new SmplTrack(FloatGrid.zeros(1, 24, 3, 3), FloatGrid.zeros(1, 10), FloatGrid.zeros(1, 3));
    JointTrack joints =
        new JointTrack(JointSet.COMMON14, CoordinateFrame.CAMERA, 29.97, FloatGrid.zeros(1, 14, 3));
    JointTrack body =
        new JointTrack(JointSet.SMPL24, CoordinateFrame.CAMERA, 29.97, FloatGrid.zeros(1, 24, 3));
    SavedPrediction saved =
        new SavedPrediction(joints, joints, body, Optional.empty(), smpl, Optional.empty());
    try (RunStore store = open(Existing.CONTINUE)) {
      write(store, table(FIRST, 1), Optional.of(saved));
      write(store, table(SECOND, 1), Optional.empty());
    }
    RunFolder run = RunFolder.open(folder);
    assertThat(run.prediction(FIRST)).contains(saved);
    assertThat(run.prediction(SECOND)).isEmpty();
  }
}
