package hmrbench.train.official;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.data.official.TrainingItems;
import hmrbench.data.official.TrainingKinds;
import hmrbench.data.official.TrainingWindows;
import hmrbench.io.JoblibOut;
import hmrbench.testing.OfficialFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowStreamTest {

  @TempDir private Path folder;

  private WindowStream stream(int stride, int batch, Optional<Integer> workers) {
    List<TrainingItems> files = new ArrayList<>();
    List<int[]> starts = new ArrayList<>();
    for (int length : new int[] {40, 35}) {
      Path file = JoblibOut.write(folder.resolve(length + ".pt"), OfficialFiles.with2d(49, length));
      TrainingItems items =
          TrainingItems.open(TrainingKinds.named("posetrack"), file, false, false);
      files.add(items);
      starts.add(items.windows(TrainingWindows.VIBE, stride));
    }
    return new WindowStream(files, starts, batch, 5, workers);
  }

  private static List<String> words(List<WindowStream.Place> places) {
    return places.stream().map(it -> it.file().frames() + ":" + it.first()).toList();
  }

  @Test
  void a_pass_has_every_window_once_and_ends_with_a_short_batch() {
    WindowStream stream = stream(4, 5, Optional.empty());
    assertThat(stream.size()).isEqualTo(7 + 5);
    List<String> first = new ArrayList<>();
    IntStream.range(0, 3).forEach(step -> first.addAll(words(stream.of(step))));
    assertThat(first).hasSize(12).doesNotHaveDuplicates().contains("40:24", "35:16");
    assertThat(stream.of(2)).hasSize(2);
    List<String> second = new ArrayList<>();
    IntStream.range(3, 6).forEach(step -> second.addAll(words(stream.of(step))));
    assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
    // A batch follows from seed and step: asked for out of order it is the same.
    assertThat(words(stream.of(1))).isEqualTo(first.subList(5, 10));
    assertThat(words(stream(4, 5, Optional.empty()).of(4))).isEqualTo(second.subList(5, 10));
  }

  @Test
  void rows_that_a_worker_serves_again_are_moved_into_the_crop_again() {
    WindowStream stream = stream(1, 5, Optional.of(2));
    int[][][] served = new int[2][2][40];
    int again = 0;
    for (int step = 0; step < 9; step++) {
      List<WindowStream.Place> places = stream.of(step);
      for (WindowStream.Place place : places) {
        int[] copy = served[step % 2][place.file().frames() == 40 ? 0 : 1];
        for (int row = 0; row < 16; row++) {
          copy[place.first() + row]++;
        }
        for (int row = 0; row < 16; row++) {
          assertThat(place.times().applyAsInt(row)).isEqualTo(copy[place.first() + row]);
          again += copy[place.first() + row] > 1 ? 1 : 0;
        }
      }
      // A resumed training knows what was served before it.
      WindowStream.Place last = places.get(places.size() - 1);
      List<WindowStream.Place> resumed = stream(1, 5, Optional.of(2)).of(step);
      assertThat(resumed.get(places.size() - 1).times().applyAsInt(8))
          .isEqualTo(last.times().applyAsInt(8));
    }
    assertThat(again).isGreaterThan(100);
    // The copies are gone with the pass.
    assertThat(stream.of(9).get(0).times().applyAsInt(8)).isEqualTo(1);
  }

  @Test
  void nothing_is_overwritten_unless_a_recipe_asks_for_it() {
    WindowStream stream = stream(1, 5, Optional.empty());
    IntStream.range(0, 9)
        .forEach(
            step ->
                assertThat(stream.of(step)).allMatch(place -> place.times().applyAsInt(8) == 1));
  }
}
