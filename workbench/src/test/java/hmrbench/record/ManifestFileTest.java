package hmrbench.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.core.MetricId;
import hmrbench.core.Remark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestFileTest {

  private static final Cell CELL = new Cell("tcmr", "walks", "tcmr", 30, "none", "2");

  private static final Manifest MANIFEST =
      new Manifest(
          1,
          "0.1.0",
          null,
          "quickstart",
          "Quick start",
          "published/tcmr-table-1",
          null,
          "ab12",
          "input",
          List.of(1, 2),
          "cpu",
          Map.of("java", "17"),
          List.of(new Manifest.InputFile("models/tcmr.safetensors", 12, "cd34")),
          List.of(new Manifest.Card("tcmr", List.of("architecture tcmr"))),
          List.of(),
          List.of(),
          List.of(new MetricId("MPJPE", "mm", "mpjpe_mm", true)),
          List.of("occlusion"),
          List.of(
              new Manifest.Shard(CELL, "shards/a.csv", Manifest.State.DONE, "ef56", null),
              new Manifest.Shard(
                  CELL.withSeed("3"), "shards/b.csv", Manifest.State.FAILED, null, "no file")),
          List.of(new Manifest.Skipped("walks", "tcmr", 30, "short", "15 frames")),
          List.of(new Manifest.Throughput("model", 100, 0.5, 200)),
          "2026-01-01T00:00:00Z",
          null);

  @TempDir Path folder;

  @Test
  void reads_back_what_it_wrote() {
    ManifestFile.write(MANIFEST, folder.resolve("manifest.json"));
    assertThat(ManifestFile.read(folder.resolve("manifest.json"))).isEqualTo(MANIFEST);
    assertThat(RunFolder.open(folder).cells()).containsExactly(CELL);
  }

  @Test
  void keeps_remarks_and_tells_doubts_first() {
    Remark note = Remark.note("no-prediction", "sequence walk", "has no prediction");
    Remark doubt = Remark.doubt("unit-degrees", "mine.npz", "pose: 88 % are above a turn");
    Manifest remarked = MANIFEST.withRemarks(List.of(note, doubt));
    Path file = folder.resolve("manifest.json");
    ManifestFile.write(remarked, file);
    assertThat(ManifestFile.read(file)).isEqualTo(remarked);
    assertThat(ManifestFile.read(file).told()).containsExactly(doubt, note);
    assertThat(file)
        .content()
        .contains(
            """
              "remarks" : [ {
                "weight" : "NOTE",
                "kind" : "no-prediction",
                "about" : "sequence walk",
                "sentence" : "has no prediction"
              }, {
            """);
  }

  @Test
  void a_manifest_from_before_remarks_has_none() throws IOException {
    Path file = folder.resolve("manifest.json");
    ManifestFile.write(MANIFEST, file);
    String before = Files.readString(file).replaceAll(",\\s*\"remarks\" : \\[ ]", "");
    assertThat(before).doesNotContain("remarks");
    Files.writeString(file, before);
    assertThat(ManifestFile.read(file)).isEqualTo(MANIFEST);
    assertThat(ManifestFile.read(file).told()).isEmpty();
  }

  @Test
  void a_newer_layout_is_refused() throws IOException {
    Path file = folder.resolve("manifest.json");
    ManifestFile.write(MANIFEST, file);
    Files.writeString(
        file, Files.readString(file).replace("\"schema_version\" : 1", "\"schema_version\" : 9"));
    assertThatThrownBy(() -> ManifestFile.read(file))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: schema version 9, this program reads up to 1; use a newer program"
                .formatted(file));
  }

  @Test
  void a_folder_without_a_manifest_is_no_run() {
    assertThatThrownBy(() -> RunFolder.open(folder))
        .isInstanceOf(Fault.class)
        .hasMessage("%s: no manifest.json there; name the folder that `run` wrote", folder);
  }
}
