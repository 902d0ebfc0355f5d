package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.testing.GoldenData;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are not, or no longer, what their name says, as each kind of input of a command. */
class DamagedInputsTest {

  private static final Duration SECONDS = Duration.ofSeconds(60);

  private static final Path CASES =
      Shared.projectRoot().resolve("workbench/src/test/resources/cases");

  private static final Path WEIGHTS =
      Shared.projectRoot().resolve("models/tcmr-simulated/seed-1/weights.safetensors");

  /** Where the values of the 150 poses lie in {@code ok.npz}, after the header of the member. */
  private static final int POSE_BEGINS = 1900;

  private static final int POSE_BYTES = 43_000;

  @TempDir Path folder;

  private Typed in(String... words) {
    return Assertions.assertTimeoutPreemptively(SECONDS, () -> Typed.in(folder, words));
  }

  /** Asserts that it was asked wrongly, that one sentence says why, and that nothing was left. */
  private void assertRefused(Typed said, String name, String sentence) {
    assertThat(said.code()).as(said.err()).isEqualTo(2);
    assertThat(said.err())
        .containsPattern(
            "(?m)^hmrbench: .*" + Pattern.quote(name) + "(:| is) " + Pattern.quote(sentence));
    assertThat(said.err().lines().filter(line -> line.contains(sentence))).hasSize(1);
    assertThat(said.err()).doesNotContain("unexpected").doesNotContain("Exception");
    assertThat(folder.resolve("out/summary.csv")).doesNotExist();
  }

  private Path predictions(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("mine.npz"), bytes);
  }

  private Typed score() {
    return in("score", "mine.npz", "--dataset", "simulated-quick", "--out", "out");
  }

  private Typed checkpoint(Path file) throws IOException {
    Files.writeString(
        folder.resolve("x.yaml"),
        """
        name: x
        models: [{name: mine, architecture: tcmr, checkpoint: "%s"}]
        datasets: [{name: few, format: simulated, split: test, sequences: 1, seconds: 2}]
        """
            .formatted(file));
    return in("run", "x.yaml", "--out", "out");
  }

  private Typed dataset(Path file) throws IOException {
    Files.writeString(
        folder.resolve("x.yaml"),
        """
        name: x
        models: [reference-frozen]
        datasets:
          - {name: db, format: tcmr-db, kind: 3dpw, file: "%s", fps: 30, body-model: "%s/base_data"}
        """
            .formatted(file, GoldenData.folder()));
    return in("run", "x.yaml", "--out", "out");
  }

  @Test
  void flipped_bits_of_predictions_never_become_a_score() throws IOException {
    byte[] sound = Files.readAllBytes(Shared.cases("predictions/ok.npz"));
    Random random = new Random(7);
    for (int round = 0; round < 12; round++) {
      byte[] damaged = sound.clone();
      for (int bit = 0; bit < 1 << round % 6; bit++) {
        // Inside the values of the pose: nothing but the check sum shows that they changed.
        int at = POSE_BEGINS + random.nextInt(POSE_BYTES);
        damaged[at] ^= (byte) (1 << random.nextInt(8));
      }
      predictions(damaged);
      Typed said = score();
      assertThat(said.code()).as("round %d: %s", round, said.err()).isEqualTo(2);
      assertThat(said.err()).contains("mine.npz").doesNotContain("unexpected");
      assertThat(folder.resolve("out/summary.csv")).doesNotExist();
    }
  }

  @Test
  void a_flipped_bit_in_an_array_is_named_with_its_member() throws IOException {
    byte[] bytes = Files.readAllBytes(Shared.cases("predictions/ok.npz"));
    bytes[bytes.length / 2] ^= 4;
    predictions(bytes);
    Typed said = score();
    assertThat(said.err())
        .containsPattern(
            "mine.npz: corrupt at byte [0-9]+: check sum \\(CRC-32\\) of zip member"
                + " '[a-z_]+\\.npy': expected [0-9a-f]{8}, got [0-9a-f]{8}; fetch the file again");
  }

  @Test
  void dicts_that_hold_each_other_are_no_checkpoint() throws IOException {
    assertRefused(
        checkpoint(CASES.resolve("hostile-files/k_lol2.pt")),
        "k_lol2.pt",
        "unsupported at byte 0: names of tensors: expected at most 200000 values in"
            + " dictionaries, got more, such as");
  }

  @Test
  void weights_that_differ_from_their_card_are_doubted() throws IOException {
    byte[] bytes = Files.readAllBytes(WEIGHTS);
    bytes[bytes.length / 2 + 1] ^= 0x40;
    Path file = Files.write(folder.resolve("weights.safetensors"), bytes);
    Files.copy(WEIGHTS.resolveSibling("model.yaml"), folder.resolve("model.yaml"));
    String doubt =
        "weights.safetensors: its SHA-256 is not "
            + "17e0140e762f5ca3c65d54d7a0ad8f477bb303452bbfeb45020ec085548ada36, as model.yaml"
            + " beside it says: the weights were changed, or the card is of others; fetch both"
            + " again";
    Typed said = checkpoint(file);
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.err()).contains("hmrbench: in doubt: ").contains(doubt);
    Typed strict = in("run", "x.yaml", "--out", "strict", "--strict");
    assertThat(strict.code()).isEqualTo(2);
    assertThat(strict.err()).contains(doubt);
  }

  private static final String PAGE = "<!DOCTYPE html><html><title>Quota exceeded</title></html>";
  private static final String POINTER =
      "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 123456\n";

  private Path damaged(String kind, Path sound, String name) throws IOException {
    Path file = folder.resolve(name);
    byte[] whole = Files.readAllBytes(sound);
    byte[] bytes =
        switch (kind) {
          case "page" -> PAGE.getBytes(java.nio.charset.StandardCharsets.UTF_8);
          case "pointer" -> POINTER.getBytes(java.nio.charset.StandardCharsets.UTF_8);
          case "empty" -> new byte[0];
          default -> Arrays.copyOf(whole, whole.length * 2 / 3);
        };
    return Files.write(file, bytes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "page|a web page titled 'Quota exceeded', not the file: download it again",
        "pointer|a Git LFS pointer, not the file: run `git lfs pull`",
        "empty|an empty file: fetch it again",
        "cut|corrupt at byte"
      })
  void what_is_not_the_file_is_named_as_each_kind_of_input(String kind, String words)
      throws IOException {
    assertRefused(checkpoint(damaged(kind, WEIGHTS, "w.safetensors")), "w.safetensors", words);
    damaged(kind, Shared.cases("predictions/ok.npz"), "mine.npz");
    assertRefused(score(), "mine.npz", words);
    Path db = Shared.golden("preprocessed_data/3dpw_test_db.pt");
    assertRefused(dataset(damaged(kind, db, "db.pt")), "db.pt", words);
  }

  @Test
  void features_of_another_network_than_a_checkpoint_learnt_from_are_doubted() throws IOException {
    Path shipped = Shared.projectRoot().resolve("models/rendered-backbone/weights.safetensors");
    byte[] bytes = Files.readAllBytes(shipped);
    bytes[bytes.length / 2] ^= 1; // The last bit of a weight, which no number shows.
    Path other = Files.write(folder.resolve("weights.safetensors"), bytes);
    Files.copy(shipped.resolveSibling("model.yaml"), folder.resolve("model.yaml"));
    Files.writeString(
        folder.resolve("x.yaml"),
        """
        name: x
        models: [{name: mine, architecture: tcmr, checkpoint: "%s/models/tcmr-rendered/seed-1/weights.safetensors"}]
        datasets:
          - {name: seen, format: rendered, split: test, sequences: 1, seconds: 0.6, backbone: "%s"}
        """
            .formatted(Shared.projectRoot(), other));
    Typed said = in("run", "x.yaml", "--out", "out");
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.err())
        .contains(
            "learnt from features of the network with SHA-256 470963f0dc2ba12dd145dfcdb7978fcdabf"
                + "3259cd8f43abeef460af6adb4650b, and data set seen has those of "
                + other)
        .contains("weights.safetensors: its SHA-256 is not 470963f0dc2b");
    assertThat(in("run", "x.yaml", "--out", "strict", "--strict").code()).isEqualTo(2);
  }
}
