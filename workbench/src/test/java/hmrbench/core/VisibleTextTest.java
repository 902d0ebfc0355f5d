package hmrbench.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTextTest {

  @ParameterizedTest
  @CsvSource({
    "0x1b, \\u001b",
    "0x07, \\u0007",
    "0x00, \\u0000",
    "0x7f, \\u007f",
    "0x9b, \\u009b",
    "0x2028, \\u2028",
    "0x202e, \\u202e",
    "0x2067, \\u2067",
    "0x200f, \\u200f",
    "0xfeff, \\ufeff",
    "0xd800, \\ud800",
    "0xe0041, \\ue0041"
  })
  void what_shows_nothing_itself_stands_as_its_code(String point, String code) {
    String text = "a" + Character.toString(Integer.decode(point)) + "b";
    assertThat(VisibleText.line(text)).isEqualTo("a" + code + "b");
    assertThat(VisibleText.lines(text)).isEqualTo("a" + code + "b");
  }

  @Test
  void every_script_and_its_joiners_stay() {
    String text = "Größe, 足, кадр, می\u200cخواهم, \ud83d\udc68\u200d\ud83d\udc69, ◂, mm/frame²";
    assertThat(VisibleText.line(text)).isEqualTo(text);
  }

  @Test
  void line_breaks_stay_only_where_a_text_has_lines() {
    assertThat(VisibleText.lines("a\tb\nc\r\nd\re")).isEqualTo("a\tb\nc\r\nd\\u000de");
    assertThat(VisibleText.line("a\tb\nc")).isEqualTo("a\\u0009b\\u000ac");
  }

  @Test
  void a_long_value_is_cut_and_says_how_long_it_was() {
    assertThat(VisibleText.value("x".repeat(121)))
        .isEqualTo("x".repeat(120) + "... (121 characters)");
    assertThat(VisibleText.value("x".repeat(120))).isEqualTo("x".repeat(120));
    assertThat(VisibleText.value("x".repeat(119) + "\ud83d\udc68y"))
        .isEqualTo("x".repeat(119) + "... (122 characters)");
  }
}
