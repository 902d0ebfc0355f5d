package hmrbench.record;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.io.NdArray;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.record.FrameTable.SequenceRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that someone or a disk has changed: why they cannot be read, as a terminal shows it. */
class EditedTablesTest {

  private static final Cell CELL = new Cell("tcmr", "walks", "tcmr", 30, "none", "2");
  private static final String HEAD = "model,dataset,protocol,fps,filter,seed,sequences,frames\n";

  @TempDir private Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void what_a_file_has_in_place_of_a_number_cannot_steer_the_terminal() throws IOException {
    Path file = file("summary.csv", HEAD + "tcmr,walks,tcmr,3\u001b[2J0,none,2,1,1\n");
    assertThatThrownBy(() -> SummaryFiles.readSummary(file))
        .isInstanceOf(Fault.class)
        .hasMessage(
            file
                + ": cannot be read: For input string: \"3\\u001b[2J0\"; run the experiment again");
  }

  @Test
  void a_field_without_an_end_is_one_sentence_of_every_table() throws IOException {
    Path file = file("summary.csv", HEAD + "\"tcmr,walks\n");
    assertThatThrownBy(() -> SummaryFiles.readSummary(file))
        .isInstanceOf(Fault.class)
        .hasMessage(
            file
                + ": cannot be read: (startline 2) EOF reached before encapsulated token finished;"
                + " run the experiment again");
    DiagnosisTable table = DiagnosisTable.ROSETTA;
    Path diagnosis = folder.resolve(DiagnosisFiles.FOLDER).resolve(table.fileName() + ".csv");
    Files.createDirectories(diagnosis.getParent());
    Files.writeString(diagnosis, HEAD + "\"tcmr,walks\n");
    assertThatThrownBy(() -> DiagnosisFiles.read(folder, table))
        .isInstanceOf(Fault.class)
        .hasMessage(
            diagnosis
                + ": cannot be read: (startline 2) EOF reached before encapsulated token finished;"
                + " run the experiment again");
  }

  @Test
  void bytes_that_are_no_text_are_one_sentence() throws IOException {
    Path file = folder.resolve("a.csv");
    Files.write(file, new byte[] {'m', (byte) 0xff, '\n'});
    assertThatThrownBy(() -> ShardFile.read(file, CELL))
        .isInstanceOf(Fault.class)
        .hasMessage(
            file
                + ": cannot be read as a shard of tcmr on walks, protocol tcmr, 30 fps, filter"
                + " none, seed 2: it is no text in UTF-8; run the experiment again");
    assertThatThrownBy(() -> TrainingCurve.read(List.of(folder), "a.csv", "loss"))
        .isInstanceOf(Fault.class)
        .hasMessage(file + ": not a log of a training: it is no text in UTF-8");
  }

  @Test
  void a_manifest_with_a_tab_in_a_word_is_one_sentence() throws IOException {
    Path file = file("manifest.json", "{\"schema_version\": n\u0001ull}");
    assertThatThrownBy(() -> ManifestFile.read(file))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(
            file + ": not a manifest of a run: Unrecognized token 'n\\u0001ull'");
  }

  @Test
  void a_prediction_without_a_rate_or_a_tensor_is_one_sentence() {
    Path file = folder.resolve("a.safetensors");
    Map<String, NdArray> joints = Map.of("truth.joints", NdArray.of(new float[42], 1, 14, 3));
    SafeTensors.write(file, joints, Map.of("joint_set", "smpl14", "frames_per_second", "fast"));
    assertThatThrownBy(() -> SavedPrediction.read(file))
        .isInstanceOf(Fault.class)
        .hasMessage(
            file
                + ": not a prediction that a run saved: For input string: \"fast\"; run the"
                + " experiment again");
    SafeTensors.write(file, joints, Map.of("joint_set", "smpl14", "frames_per_second", "30"));
    String missing =
        file
            + ": not a prediction that a run saved: expected a tensor named predicted.joints, got"
            + " none; run the experiment again";
    assertThatThrownBy(() -> SavedPrediction.read(file))
        .isInstanceOf(Fault.class)
        .hasMessage(missing);
    assertThatThrownBy(() -> SavedPrediction.readMotion(file, new SequenceRange("a", 0, 1)))
        .isInstanceOf(Fault.class)
        .hasMessage(missing);
  }
}
