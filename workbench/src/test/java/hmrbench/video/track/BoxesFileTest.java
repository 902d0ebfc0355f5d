package hmrbench.video.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.campaign.Campaign;
import hmrbench.core.Fault;
import hmrbench.picture.geometry.Box;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxesFileTest {

  private final Path folder;

  BoxesFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void what_is_written_is_read_back() {
    Path file = folder.resolve("boxes.csv");
    List<PersonTrack> tracks =
        List.of(
            PersonTrack.given(
                1, new TreeMap<>(Map.of(0, new Box(10.5, 20, 5, 8), 3, new Box(11.5, 20, 5, 8)))),
            PersonTrack.given(7, new TreeMap<>(Map.of(2, new Box(100, 200, 50, 80.25)))));
    BoxesFile.write(file, tracks);
    assertThat(BoxesFile.read(file)).isEqualTo(tracks);
  }

  @Test
  void columns_may_stand_in_any_order_among_others() throws IOException {
    Path file = folder.resolve("boxes.csv");
    Files.writeString(file, "note,left,top,width,height,person,frame\nhello, 10,20,30,40,1,5\n\n");
    assertThat(BoxesFile.read(file))
        .containsExactly(PersonTrack.given(1, new TreeMap<>(Map.of(5, new Box(25, 40, 30, 40)))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frame,left|line 1: no column 'person'; expected frame,person,left,top,width,height, got"
            + " frame,left",
        "frame,person,left,top,width,height|has no box; expected one a line",
        "frame,person,left,top,width,height;0,1,a,0,5,5|line 2: 'a' is no number; expected the"
            + " left of a box",
        "frame,person,left,top,width,height;0,1,3|line 2: '' is no number; expected the top of a"
            + " box",
        "frame,person,left,top,width,height;0,1,0,0,5,5;0,1,0,0,5,5|line 3: person 1 is in frame 0"
            + " twice",
        "frame,person,left,top,width,height;0,1,0,0,5,-5|line 2: width and height must be 1 to"
            + " 1000000 pixels, got 5.0 and -5.0",
        "frame,person,left,top,width,height;0,1,0,2e21,5,5|line 2: left and top must be within"
            + " 1000000 pixels of the picture, got 0.0 and 2.0E21",
        "frame,person,left,top,width,height;0,1,\u001b[2J,0,5,5|line 2: '\\u001b[2J' is no number;"
            + " expected the left of a box",
        "frame,person,left,top,width,height;0.5,1,0,0,5,5|line 2: frame and person must be whole"
            + " numbers from 0, got 0.5 and 1.0",
        "frame,person,left,top,width,height;0,1,NaN,0,5,5|line 2: a box of [0.0, 1.0,"
            + " NaN, 0.0, 5.0, 5.0]; expected finite numbers"
      })
  void says_which_line_is_wrong(String content, String message) throws IOException {
    Path file = folder.resolve("boxes.csv");
    Files.writeString(file, content.replace(';', '\n'));
    assertThatThrownBy(() -> BoxesFile.read(file))
        .isInstanceOf(Fault.class)
        .hasMessage("%s: %s".formatted(file, message));
  }

  @Test
  void a_damaged_file_of_the_cases_is_reported_with_its_line() {
    Path file =
        Shared.projectRoot()
            .resolve("workbench/src/test/resources/cases/mutated/boxes-exc-350.csv");
    assertThatThrownBy(() -> BoxesFile.read(file))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: line 4: left and top must be within 1000000 pixels of the picture, got 10.0 and"
                    .formatted(file)
                + " 2.1E21");
  }

  @Test
  void a_byte_order_mark_and_other_line_ends_do_not_matter() throws IOException {
    Path file = folder.resolve("boxes.csv");
    Files.writeString(file, "\ufeffframe,person,left,top,width,height\r\n5,1,10,20,30,40\r\n");
    assertThat(BoxesFile.read(file))
        .containsExactly(PersonTrack.given(1, new TreeMap<>(Map.of(5, new Box(25, 40, 30, 40)))));
  }

  @Test
  void bytes_that_are_no_text_are_reported() throws IOException {
    Path file = folder.resolve("boxes.csv");
    Files.write(file, new byte[] {'f', '\n', (byte) 0xc3, (byte) 0x28});
    assertThatThrownBy(() -> BoxesFile.read(file))
        .hasMessage(
            "%s: after line 0: is not UTF-8 text; expected a CSV file with the columns"
                    .formatted(file)
                + " frame,person,left,top,width,height");
  }

  @Test
  void devices_and_endless_lines_are_reported_at_once() throws IOException {
    assertThatThrownBy(() -> BoxesFile.read(Path.of("/dev/zero")))
        .hasMessage(
            "/dev/zero: is a pipe or a device; expected a CSV file with the columns"
                + " frame,person,left,top,width,height");
    Path file = folder.resolve("boxes.csv");
    Files.writeString(file, "frame,".repeat(20_000));
    assertThatThrownBy(() -> BoxesFile.read(file))
        .hasMessage(
            "%s: line 1: has more than 65536 characters; expected one box a line".formatted(file));
    assertThatThrownBy(() -> BoxesFile.read(folder.resolve("nowhere.csv")))
        .hasMessage(
            "%s: no such file; expected a CSV file with the columns"
                    .formatted(folder.resolve("nowhere.csv"))
                + " frame,person,left,top,width,height");
  }

  @Test
  @Tag("campaign")
  void damaged_boxes_are_read_or_refused_in_a_sentence() {
    String sound =
        """
        frame,person,left,top,width,height
        0,1,10,20,50,100
        10,1,11,20,50,100.5
        2,2,20.25,20,50,100
        """;
    Campaign.ofText(
            "video: boxes",
            List.of(sound.getBytes(StandardCharsets.UTF_8)),
            Campaign.inFile("boxes.csv", BoxesFile::read))
        .run();
  }
}
