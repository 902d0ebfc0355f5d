package hmrbench.video.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.video.geometry.Box;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        "frame,person,left,top,width,height;0,1,0,0,5,-5|line 2: width and height must be above"
            + " 0, got 5.0 and -5.0",
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
}
