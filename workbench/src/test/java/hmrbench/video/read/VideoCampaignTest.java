package hmrbench.video.read;

import hmrbench.campaign.Campaign;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged videos: read or refused in a sentence, and never the end of the program. */
class VideoCampaignTest {

  private static final Path CLIPS =
      Shared.projectRoot().resolve("workbench/src/test/resources/video");

  private static final List<String> MADE =
      List.of("upright.mp4", "index_first.mp4", "turned.mp4", "variable_rate.mp4");

  /** A clip of seconds takes a hundred times as long as one of a few small pictures. */
  private static final int ROUNDS_OF_A_LARGER_CLIP = 500;

  @TempDir Path folder;

  @FunctionalInterface
  private interface Rounds {
    void of(Campaign campaign);
  }

  private void run(String name, List<Path> clips, Rounds rounds) throws IOException {
    List<byte[]> sound = new ArrayList<>();
    for (Path clip : clips) {
      sound.add(Files.readAllBytes(clip));
    }
    Path file = folder.resolve("clip");
    try (VideoReaderProgram reader = new VideoReaderProgram()) {
      rounds.of(
          Campaign.ofBytes(
              name,
              sound,
              bytes -> {
                Files.write(file, bytes);
                reader.read(file);
              }));
    }
  }

  private static List<Path> made() {
    return MADE.stream().map(CLIPS::resolve).toList();
  }

  @Test
  void damaged_videos_are_read_or_refused_in_a_sentence() throws IOException {
    run("video: MP4", made(), campaign -> campaign.runShortly(100, 1000));
  }

  @Test
  @Tag("campaign")
  void ten_thousand_damaged_videos_are_read_or_refused_in_a_sentence() throws IOException {
    run("video: MP4", made(), Campaign::run);
  }

  @Test
  @Tag("campaign")
  void damaged_videos_of_a_camera_are_read_or_refused_in_a_sentence() throws IOException {
    run(
        "video: MP4 of a camera",
        List.of(Shared.data("video/single_person_12fps.mp4")),
        campaign -> campaign.run(ROUNDS_OF_A_LARGER_CLIP));
  }

  @Test
  @Tag("campaign")
  void damaged_videos_in_other_containers_are_read_or_refused_in_a_sentence() throws IOException {
    run(
        "video: AVI and MPEG-TS",
        List.of(Shared.cases("video/xvid.avi"), Shared.cases("video/joined.ts")),
        campaign -> campaign.run(ROUNDS_OF_A_LARGER_CLIP));
  }
}
