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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestFileTest {

  private static final Cell CELL = new Cell("tcmr", "walks", "tcmr", 30, "none", "2");

  private static final Manifest MANIFEST =
      ManifestSample.of(
          new Manifest.Question(
              "quickstart",
              "Quick start",
              "published/tcmr-table-1",
              null,
              "ab12",
              "input",
              List.of(1, 2)),
          new Manifest.Machine("cpu", Map.of("java", "17")),
          List.of(new Manifest.InputFile("models/tcmr.safetensors", 12, "cd34")),
          new Manifest.Subjects(
              List.of(
                  new Manifest.ModelCard(
                      "tcmr", List.of("architecture tcmr"), ModelFacts.unknown("tcmr"))),
              List.of(
                  new Manifest.DataCard(
                      "walks", List.of(), new Manifest.DataFacts("3dpw", List.of("a.pt")))),
              List.of(
                  new Manifest.ProtocolCard(
                      "tcmr", List.of("root: hips"), new Manifest.ProtocolFacts(1, true))),
              List.of("fitting-6px")),
          new Manifest.Records(
              List.of(new MetricId("MPJPE", "mm", "mpjpe_mm", true)),
              List.of("occlusion"),
              List.of(
                  new Manifest.Shard(CELL, "shards/a.csv", Manifest.State.DONE, null),
                  new Manifest.Shard(
                      CELL.withSeed("3"), "shards/b.csv", Manifest.State.FAILED, "no file")),
              List.of(new Manifest.Skipped("walks", "tcmr", 30, "short", "15 frames")),
              List.of(),
              List.of()));

  private static Cell cell(String filter) {
    return new Cell("tcmr", "walks", "tcmr", 30, filter, "2");
  }

  @TempDir Path folder;

  @Test
  void reads_back_what_it_wrote() {
    ManifestFile.write(MANIFEST, folder.resolve("manifest.json"));
    assertThat(ManifestFile.read(folder.resolve("manifest.json"))).isEqualTo(MANIFEST);
    assertThat(RunFolder.open(folder).cells()).containsExactly(CELL);
  }

  /** Runs from before the fact was recorded: their refinements are those of that time's name. */
  @Test
  void an_old_run_knows_its_refinements_by_their_name() throws IOException {
    Path file = folder.resolve("manifest.json");
    ManifestFile.write(
        MANIFEST.with(
            Manifest.Records.planned(List.of(CELL, cell("fitting-3px"), cell("slerp-0.3"))),
            MANIFEST.sessions()),
        file);
    String text = Files.readString(file);
    String now = "\"refinements\" : [ \"fitting-6px\" ]";
    assertThat(text).contains(now);
    assertThat(ManifestFile.read(file).subjects().refinements()).containsExactly("fitting-6px");
    Files.writeString(file, text.replace(now, "\"other\" : [ ]"));
    assertThat(ManifestFile.read(file).subjects().refinements()).containsExactly("fitting-3px");
  }

  @Test
  void keeps_remarks_and_tells_doubts_first() {
    Remark note = Remark.note("no-prediction", "sequence walk", "has no prediction");
    Remark doubt = Remark.doubt("unit-degrees", "mine.npz", "pose: 88 % are above a turn");
    Manifest remarked = MANIFEST.withRemarks(List.of(note, doubt));
    Path file = folder.resolve("manifest.json");
    ManifestFile.write(remarked, file);
    assertThat(ManifestFile.read(file)).isEqualTo(remarked);
    assertThat(ManifestFile.read(file).doubtsFirst()).containsExactly(doubt, note);
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
  void a_manifest_of_an_older_program_is_one_sentence() throws IOException {
    Path file = folder.resolve("manifest.json");
    Files.writeString(file, "{\"schema_version\": 1, \"experiment\": \"quickstart\"}");
    assertThatThrownBy(() -> ManifestFile.read(file))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: written by an older program, which kept no hashes of its records; run the"
                + " experiment again",
            file);
  }

  @Test
  void a_value_that_is_missing_is_named_by_its_place() throws IOException {
    Path file = folder.resolve("manifest.json");
    ManifestFile.write(MANIFEST, file);
    String text = Files.readString(file);
    assertThat(text).contains("\"seed\" :");
    Files.writeString(file, text.replace("\"seed\" :", "\"sead\" :"));
    assertThatThrownBy(() -> ManifestFile.read(file))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: not a manifest of a run: records.shards.cell lacks a value; run the experiment again",
            file);
  }

  @ParameterizedTest
  @CsvSource({
    "config_hash, question.config_hash",
    "name, question.name",
    "version, program.version",
    "state, records.shards.state"
  })
  void a_value_that_is_null_is_named_by_its_place(String key, String place) throws IOException {
    Path file = folder.resolve("manifest.json");
    ManifestFile.write(MANIFEST, file);
    String text = Files.readString(file);
    String without = text.replaceFirst("\"" + key + "\" : \"[^\"]*\"", "\"" + key + "\" : null");
    assertThat(without).isNotEqualTo(text);
    Files.writeString(file, without);
    assertThatThrownBy(() -> ManifestFile.read(file))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: not a manifest of a run: %s lacks a value; run the experiment again", file, place);
  }

  @Test
  void a_manifest_without_facts_asks_for_a_run_that_goes_on() throws IOException {
    Path file = folder.resolve("manifest.json");
    ManifestFile.write(MANIFEST, file);
    Files.writeString(
        file, Files.readString(file).replace("\"schema_version\" : 3", "\"schema_version\" : 2"));
    assertThatThrownBy(() -> ManifestFile.read(file))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: written by an older program, which recorded less about models and protocols; run"
                + " the experiment with --resume, which adds it",
            file);
    assertThat(ManifestFile.readToGoOn(file).records()).isEqualTo(MANIFEST.records());
  }

  @Test
  void names_that_lead_out_of_the_folder_are_refused() throws IOException {
    Path file = folder.resolve("manifest.json");
    ManifestFile.write(MANIFEST, file);
    String sound = Files.readString(file);
    Files.writeString(
        file, sound.replace("\"dataset\" : \"walks\"", "\"dataset\" : \"a/../../b\""));
    assertThatThrownBy(() -> ManifestFile.read(file))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: not a manifest of a run: dataset must be 1 to 48 letters, digits, dots, dashes or"
                + " underscores, got \"a/../../b\"; run the experiment again",
            file);
    Files.writeString(
        file,
        sound.replace(
            "\"files\" : [ ]",
            "\"files\" : [ {\"path\" : \"shards/../../b\", \"bytes\" : 1, \"sha256\" : \"\"} ]"));
    assertThatThrownBy(() -> ManifestFile.read(file))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: not a manifest of a run: file \"shards/../../b\" is not within the folder; run the"
                + " experiment again",
            file);
  }

  @Test
  void a_newer_layout_is_refused() throws IOException {
    Path file = folder.resolve("manifest.json");
    ManifestFile.write(MANIFEST, file);
    Files.writeString(
        file, Files.readString(file).replace("\"schema_version\" : 3", "\"schema_version\" : 9"));
    assertThatThrownBy(() -> ManifestFile.read(file))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: schema version 9, this program reads up to 3; use a newer program"
                .formatted(file));
  }

  @Test
  void a_folder_without_a_manifest_is_no_run() {
    assertThatThrownBy(() -> RunFolder.open(folder))
        .isInstanceOf(Fault.class)
        .hasMessage("%s: no manifest.json there; name the folder that `run` wrote", folder);
  }
}
