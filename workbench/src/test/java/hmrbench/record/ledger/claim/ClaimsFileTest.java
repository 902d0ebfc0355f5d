package hmrbench.record.ledger.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of claims as people write them, and what is said of those that cannot be read. */
class ClaimsFileTest {

  private static final String COLUMNS =
      "method (or model, system, approach, name), data set (dataset, data, benchmark, test set),"
          + " metric (measure), value (number, result, score) and unit (units)";
  private static final String HEADS = "method,data set,metric,value,unit\n";

  @TempDir private Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("mine.csv"), bytes);
  }

  private List<Claim> read(String text) throws IOException {
    return ClaimsFile.read(file(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void refuses(byte[] bytes, String message) throws IOException {
    Path file = file(bytes);
    assertThatThrownBy(() -> ClaimsFile.read(file))
        .isInstanceOf(Fault.class)
        .hasMessage(file + ": " + message)
        .satisfies(it -> assertThat(((Fault) it).kind()).isEqualTo(Fault.Kind.ASKED_WRONGLY));
  }

  private void refuses(String text, String message) throws IOException {
    refuses(text.getBytes(StandardCharsets.UTF_8), message);
  }

  @Test
  void heads_have_several_names_any_order_and_further_columns() throws IOException {
    assertThat(
            read(
                """
                \ufeffNotes,Score,UNITS,Data-Set,Model,Measure

                "x, y",52.70,mm,3DPW,"A, B",PA-MPJPE
                """))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.line()).isEqualTo(3);
              assertThat(it.method()).isEqualTo("A, B");
              assertThat(it.dataset()).isEqualTo("3DPW");
              assertThat(it.metric()).isEqualTo("PA-MPJPE");
              assertThat(it.printed()).hasToString("52.70");
              assertThat(it.unit()).hasToString("mm");
            });
  }

  @Test
  void lines_are_those_of_the_file_under_carriage_returns_and_quoted_breaks() throws IOException {
    assertThat(
            read(
                "method,data set,metric,value,unit|\"a\nb\",3DPW,MPJPE,1,mm||c,3DPW,MPJPE,1,mm|"
                    .replace("|", "\r\n")))
        .extracting(Claim::line)
        .containsExactly(2, 5);
  }

  @Test
  void a_file_that_is_not_there_or_a_folder_is_named() {
    Path none = folder.resolve("none.csv");
    assertThatThrownBy(() -> ClaimsFile.read(none))
        .hasMessage(none + ": there is no such file; name a CSV file with the columns " + COLUMNS);
    assertThatThrownBy(() -> ClaimsFile.read(folder))
        .hasMessage(folder + ": is a folder; name a CSV file");
  }

  @Test
  void what_is_no_table_is_named() throws IOException {
    refuses(
        "\n \n",
        "is empty, expected a line of heads and a row for each number; the columns are " + COLUMNS);
    refuses(HEADS, "has heads and no row; add a row for each number");
    refuses(
        (HEADS + "Lämmer,3DPW,MPJPE,80,mm\n").getBytes(StandardCharsets.ISO_8859_1),
        "line 2: byte 0xe4 is no UTF-8; save it as CSV in UTF-8");
    refuses(
        HEADS.getBytes(StandardCharsets.UTF_16),
        "is text in UTF-16, expected UTF-8; save it as CSV in UTF-8");
    refuses(
        new byte[] {'P', 'K', 3, 4, 0},
        "is a ZIP archive, which workbooks of spreadsheets are, expected text; save the sheet as"
            + " CSV");
    refuses(HEADS + "a,\0,c\n", "line 2: has a zero byte, expected text; save it as CSV in UTF-8");
  }

  @Test
  void heads_that_lack_or_repeat_a_column_are_named() throws IOException {
    refuses(
        "method,data set,metric,value\n",
        "line 1: has no column unit, got method, data set, metric, value; the columns are "
            + COLUMNS);
    refuses(
        "method;data set;metric;value;unit\nTCMR;3DPW;MPJPE;86,5;mm\n",
        "line 1: fields are separated by semicolons, expected commas; save it with commas, and"
            + " decimals with a point");
    refuses(
        "method\tdata set\tmetric\tvalue\tunit\n",
        "line 1: fields are separated by tabs, expected commas; save it with commas, and decimals"
            + " with a point");
    refuses(
        "method,model,data,metric,value,unit\n",
        "line 1: \"method\" and \"model\" both are the column method; keep one");
  }

  @Test
  void rows_that_are_wrong_are_named_by_their_line() throws IOException {
    String right = HEADS + "TCMR,3DPW,MPJPE,86.5,mm\n";
    String number = "; write one number with a decimal point and nothing else";
    refuses(
        right + "TCMR,3DPW,Accel,abc,mm/frame^2\n",
        "line 3: value: expected a number such as 52.7, got abc" + number);
    refuses(
        right + "TCMR,3DPW,Accel,NaN,mm/frame^2\n",
        "line 3: value: expected a number such as 52.7, got NaN" + number);
    refuses(
        right + "TCMR,3DPW,PA-MPJPE,\"52,7\",mm\n",
        "line 3: value: expected a number such as 52.7, got 52,7" + number);
    refuses(
        right + "TCMR,3DPW,PA-MPJPE,52,7,mm\n",
        "line 3: has 6 fields, expected 5 fields as in the first line; quote text that has a"
            + " comma");
    refuses(
        right + "TCMR,,PA-MPJPE,52,mm\n",
        "line 3: data set is empty; fill it in, or remove the row");
    refuses(
        right + "TCMR,3DPW,PA-MPJPE,52.7,inches\n",
        "line 3: unit: expected one of mm, cm, m, mm/frame, m/frame, mm/s, m/s, mm/frame^2,"
            + " m/frame^2, mm/s^2, m/s^2, mm/frame^3, m/s^3, 10 m/s^3, km/s^3, degrees, radians, %,"
            + " share, got inches; write the unit of the number");
    refuses(
        right + "tcmr,3dpw,mpjpe,86.5,mm\n",
        "line 3: tcmr, 3dpw, mpjpe in mm is in line 2 already, expected one row of each; remove"
            + " one, or tell the two methods apart by name");
  }

  @Test
  void what_steers_a_terminal_is_shown_as_its_code() throws IOException {
    assertThat(read(HEADS + "\u001b[31mX,3DPW,MPJPE,2,mm\n"))
        .extracting(Claim::method)
        .containsExactly("\\u001b[31mX");
  }

  @Test
  void quotes_that_never_close_are_named() throws IOException {
    Path file = file((HEADS + "\"TCMR,3DPW,MPJPE,86.5,mm\n").getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> ClaimsFile.read(file))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(file + ": is no CSV table (")
        .hasMessageEndingWith("); quote text that has a comma or a quotation mark");
  }
}
