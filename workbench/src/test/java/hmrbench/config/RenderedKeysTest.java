package hmrbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.data.DataFormats;
import hmrbench.data.rendered.Boxes;
import hmrbench.data.rendered.Rendered;
import hmrbench.data.rendered.Surroundings;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.model.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys of a set of rendered people. */
class RenderedKeysTest {

  private static final Vocabulary WORDS =
      new Vocabulary(
          Models.all().keys(),
          DataFormats.all().readers(),
          List.of("tcmr"),
          List.of("tcmr"),
          name -> Optional.empty());

  private static final String SOUND =
      "split: test, sequences: 2, seconds: 1, backbone: weights.safetensors";

  @TempDir private Path project;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(project.resolve("weights.safetensors"), "w");
    Files.createDirectories(project.resolve("motion"));
    Files.writeString(project.resolve("motion/a.bvh"), "a");
  }

  private ConfigReader.Result check(String keys) throws IOException {
    String yaml =
        """
        name: mine
        models: [{name: float16, architecture: reference, reference: float16-truth}]
        datasets: [{name: seen, format: rendered, %s}]
        frame-rates: [native]
        report: {title: Mine}
        """
            .formatted(keys);
    Path file = Files.writeString(project.resolve("mine.yaml"), yaml);
    return new ConfigReader(project, Optional.empty(), project, WORDS).check(file, List.of(), true);
  }

  private Rendered rendered(String keys) throws IOException {
    ConfigReader.Result result = check(keys);
    assertThat(result.mistakes()).isEmpty();
    return (Rendered) result.experiment().orElseThrow().datasets().get(0);
  }

  @Test
  void what_is_not_said_is_as_training_pictures_are() throws IOException {
    Rendered config = rendered(SOUND);

    assertThat(config.split()).isEqualTo(SimulatedSplit.TEST);
    assertThat(config.fps()).isEqualTo(30);
    assertThat(config.film()).isEqualTo(Rendered.Film.STANDARD);
    assertThat(config.film().boxes()).isEqualTo(Boxes.SMOOTHED);
    assertThat(config.film().surroundings()).isEqualTo(Surroundings.FULL);
    assertThat(config.values())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "split",
                "test",
                "sequences",
                2,
                "seconds",
                1.0,
                "seed",
                1L,
                "fps",
                30.0,
                "size",
                96,
                "boxes",
                "smoothed",
                "shutter",
                0.012,
                "surroundings",
                "full",
                "backbone",
                project.resolve("weights.safetensors")));
  }

  @Test
  void motion_may_come_from_files() throws IOException {
    Rendered config =
        rendered("split: test, files: [motion], seconds: 4, backbone: weights.safetensors");

    assertThat(config.motion().files()).containsExactly(project.resolve("motion"));
    assertThat(config.motion().seconds()).contains(4.0);
    assertThat(DataFormats.all().inputs(config))
        .containsExactly(project.resolve("motion/a.bvh"), project.resolve("weights.safetensors"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          size: 100 | datasets.seen.size: must be a multiple of 16 from 32 to 512, which the network can halve, got 100
          size: 16 | datasets.seen.size: must be a multiple of 16 from 32 to 512, which the network can halve, got 16
          shutter: -1 | datasets.seen.shutter: must be from 0 to 1 seconds, got -1.0
          shutter: 0.05 | datasets.seen.shutter: is too long: a shutter of 0.05 s is open for longer than a frame of 30 frames/s (0.03333 s); set shutter to at most 1/fps, or fps to at most 20
          boxes: tight | datasets.seen.boxes: expected one of [perfect, detected, smoothed], got "tight"
          surroundings: none | datasets.seen.surroundings: expected one of [full, clear, bare], got "none"
          passers: true | datasets.seen.passers: unknown key
          """)
  void a_key_that_makes_no_sense_is_one_sentence(String keys, String sentence) throws IOException {
    List<String> mistakes = check(SOUND + ", " + keys).mistakes();

    assertThat(mistakes).hasSize(1);
    assertThat(mistakes.get(0)).contains(sentence);
  }

  @Test
  void a_backbone_that_is_not_there_is_named_with_its_place() throws IOException {
    List<String> mistakes =
        check("split: test, sequences: 2, seconds: 1, backbone: models/none.safetensors")
            .mistakes();

    assertThat(mistakes).hasSize(1);
    assertThat(mistakes.get(0)).contains("datasets.seen.backbone: ").contains("none.safetensors");
  }

  @Test
  void a_set_without_people_says_what_it_lacks() throws IOException {
    String missing = "is missing; expected sequences and seconds, or files of motion";
    assertThat(check("split: test, backbone: weights.safetensors").mistakes())
        .containsExactly("mine.yaml:3: datasets.seen.sequences: " + missing);
    assertThat(check("split: test, sequences: 2, backbone: weights.safetensors").mistakes())
        .containsExactly("mine.yaml:3: datasets.seen.seconds: " + missing);
  }
}
