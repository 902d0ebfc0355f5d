package hmrbench.config;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.campaign.ProgramTable;
import hmrbench.core.Fault;
import hmrbench.data.DataFormats;
import hmrbench.model.Models;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configs and recipes that were damaged at random: each is read, or refused line by line. */
class ConfigMutationsTest {

  private static final Path PROJECT = Shared.projectRoot();
  private static final List<String> FRAGMENTS =
      List.of(
          "99999999999",
          "-1",
          "0",
          "1e999",
          ".nan",
          "~",
          "[]",
          "{}",
          "*a",
          "&a ",
          "!!binary ",
          "<<: ",
          "\t",
          "\u0000",
          "\u202e",
          "\u001b[2J",
          "../../../x",
          "<script>",
          "\\input{x}",
          "=1+1",
          "- ",
          ": ",
          "\"",
          "'",
          "#",
          "---\n",
          "...\n",
          "%YAML 9.9\n",
          "\r",
          "name: x\n",
          "x".repeat(300),
          "[".repeat(40),
          "true",
          "null",
          "\ufeff");

  @TempDir Path folder;

  @Test
  void a_few_hundred_damaged_configs_are_reported_line_by_line() throws IOException {
    everyOneIsTold(300, 1, ", shortly");
  }

  @Test
  @Tag("campaign")
  void ten_thousand_damaged_configs_and_as_many_recipes_are_reported_line_by_line()
      throws IOException {
    everyOneIsTold(10_000, 2, "");
  }

  private void everyOneIsTold(int each, long seed, String suffix) throws IOException {
    Random random = new Random(seed);
    Vocabulary words =
        new Vocabulary(
            Models.all().keys(),
            DataFormats.all().readers(),
            List.of("tcmr"),
            List.of("edge-padded"),
            name -> Optional.empty());
    ConfigReader configs = new ConfigReader(PROJECT, Optional.empty(), folder, words);
    TrainingReader recipes = new TrainingReader(PROJECT, folder, words);
    Path file = folder.resolve("a.yaml");
    Reading config =
        () -> {
          ConfigReader.Result result = configs.check(file, List.of(), false);
          return reported(result.mistakes(), result.experiment().isPresent(), file);
        };
    Reading recipe = () -> reported(recipe(recipes, file), false, file);
    List<byte[]> experiments = originals("quickstart", "smoothing", "tcmr-table-4");
    List<byte[]> trainings = originals("train-simulated");
    ProgramTable ofConfigs = new ProgramTable("damaged files, config: experiment" + suffix);
    ProgramTable ofRecipes = new ProgramTable("damaged files, config: recipe" + suffix);
    int refused = 0;
    for (int i = 0; i < each; i++) {
      Files.write(file, damaged(experiments.get(i % experiments.size()), random));
      refused += count(ofConfigs, config) ? 1 : 0;
      Files.write(file, damaged(trainings.get(0), random));
      refused += count(ofRecipes, recipe) ? 1 : 0;
    }
    assertThat(ofConfigs.finish()).isEmpty();
    assertThat(ofRecipes.finish()).isEmpty();
    // Most damage is seen; the rest hits comments, names and titles.
    assertThat(refused).isGreaterThan(each);
  }

  /** Reads a file; whether it was refused. */
  @FunctionalInterface
  private interface Reading {
    boolean refuses() throws IOException;
  }

  private static boolean count(ProgramTable table, Reading reading) throws IOException {
    try {
      boolean refused = reading.refuses();
      table.count("", refused);
      return refused;
    } catch (AssertionError | RuntimeException e) {
      table.count(e.toString(), false);
      return false;
    }
  }

  private static List<String> recipe(TrainingReader recipes, Path file) {
    try {
      recipes.isRecipe(file);
      recipes.read(file, List.of());
      return List.of();
    } catch (Fault e) {
      return e.getMessage().lines().toList();
    }
  }

  /** Whether a file was refused; each line then says where, and none would steer a terminal. */
  private static boolean reported(List<String> lines, boolean sound, Path file) throws IOException {
    if (sound) {
      assertThat(lines).isEmpty();
    }
    for (String line : lines) {
      assertThat(line)
          .as(Files.readString(file, StandardCharsets.ISO_8859_1))
          .matches("(?:/|experiments/|configs/|models/|and \\d+ more mistakes).*")
          .doesNotContain("Exception")
          .doesNotContainPattern("[\\p{Cc}\u202a-\u202e]")
          .hasSizeLessThan(3000);
    }
    return !lines.isEmpty();
  }

  private static List<byte[]> originals(String... names) throws IOException {
    List<byte[]> originals = new ArrayList<>();
    for (String name : names) {
      Path file = PROJECT.resolve("experiments").resolve(name).resolve(ConfigReader.FILE);
      originals.add(Files.readAllBytes(file));
    }
    return originals;
  }

  /** One to four damages: a bit, a cut, a piece doubled or left out, a fragment put in. */
  private static byte[] damaged(byte[] sound, Random random) {
    byte[] bytes = sound;
    for (int left = 1 + random.nextInt(4); left > 0 && bytes.length > 1; left--) {
      int from = random.nextInt(bytes.length);
      int to = Math.min(bytes.length, from + 1 + random.nextInt(12));
      switch (random.nextInt(6)) {
        case 0 -> {
          bytes = bytes.clone();
          bytes[from] ^= (byte) (1 << random.nextInt(8));
        }
        case 1 -> bytes = spliced(bytes, from, to, new byte[0]);
        case 2 -> bytes = spliced(bytes, from, from, java.util.Arrays.copyOfRange(bytes, from, to));
        case 3 -> bytes = spliced(bytes, from, bytes.length, new byte[0]);
        default -> {
          String fragment = FRAGMENTS.get(random.nextInt(FRAGMENTS.size()));
          bytes = spliced(bytes, from, from, fragment.getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return bytes;
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
    byte[] out = new byte[from + middle.length + bytes.length - to];
    System.arraycopy(bytes, 0, out, 0, from);
    System.arraycopy(middle, 0, out, from, middle.length);
    System.arraycopy(bytes, to, out, from + middle.length, bytes.length - to);
    return out;
  }
}
