package hmrbench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.core.Remark;
import hmrbench.record.Manifest.WrittenFile;
import hmrbench.record.ManifestFile;
import hmrbench.record.RunFolder;
import hmrbench.record.RunFolder.Edited;
import hmrbench.record.Sha256;
import hmrbench.record.SummaryFiles;
import hmrbench.report.testing.SyntheticRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

  private static final long MOST_BYTES = 8_000_000;

  @TempDir static Path folder;

  private static String page;

  @BeforeAll
  static void write() throws IOException {
    Report.Written written = Report.write(SyntheticRun.usual().writeTo(folder));
    page = Files.readString(written.page());
  }

  @Test
  void is_one_file_that_asks_for_nothing_from_outside() throws IOException {
    assertThat(Files.size(folder.resolve("report.html"))).isLessThan(MOST_BYTES);
    assertThat(page).doesNotContain("src=\"http").doesNotContain("href=\"http");
    assertThat(page).doesNotContain("@import").doesNotContain("url(http");
  }

  @Test
  void has_every_section_for_which_there_are_records() {
    assertThat(page)
        .contains(
            "id=\"findings\"",
            "id=\"results\"",
            "id=\"charts\"",
            "id=\"playback\"",
            "id=\"attention\"",
            "id=\"statistics\"",
            "id=\"sequences\"",
            "id=\"run\"",
            "id=\"again\"");
  }

  @Test
  void shows_remarks_near_the_top_with_doubts_marked_and_first(@TempDir Path other)
      throws IOException {
    assertThat(page).doesNotContain("id=\"remarks\"");
    SyntheticRun.usual().writeTo(other);
    Path file = other.resolve(ManifestFile.NAME);
    Remark note = Remark.note("no-prediction", "sequence <walk>", "has no prediction");
    Remark doubt = Remark.doubt("unit-degrees", "mine.npz", "pose: 88 % are above a turn");
    ManifestFile.write(ManifestFile.read(file).withRemarks(List.of(note, doubt)), file);
    String shown = Files.readString(Report.write(other).page());
    assertThat(shown)
        .contains(
            """
            <h2>Remarks on the inputs</h2>
            <div class="remarks">
            <p>The numbers of this page are in doubt: see the marked lines, and what to do.</p>
            <ul>
            <li class="doubt"><b>In doubt:</b> <code>unit-degrees</code> mine.npz: pose: 88 % are above a turn</li>
            </ul>
            <ul>
            <li><b>Note:</b> <code>no-prediction</code> sequence &lt;walk&gt;: has no prediction</li>
            </ul>
            </div>
            """);
    assertThat(shown.indexOf("id=\"remarks\"")).isLessThan(shown.indexOf("id=\"findings\""));
  }

  @Test
  void says_commit_device_protocol_throughput_and_how_to_run_again() {
    assertThat(page)
        .contains("0123456789ab")
        .contains("device: cpu")
        .contains("accel: second difference per frame squared, per sequence")
        .contains("./hmrbench run experiments/quickstart");
    assertThat(page.replace('\u2009', ' ')).contains("network: 92 160 frames in 21.5 s");
  }

  @Test
  void marks_published_numbers_as_of_other_data() {
    assertThat(page)
        .contains("published, other data, mm/frame²")
        .contains(">29.2<")
        .contains(">7.7<");
  }

  @Test
  void writes_every_table_in_three_formats_and_every_chart_in_two() throws IOException {
    assertThat(names("tables"))
        .contains(
            "results__simulated-test__tcmr__30fps.md",
            "results__simulated-test__tcmr__30fps.tex",
            "results__simulated-test__tcmr__30fps.csv",
            "results__simulated-test__tcmr__15fps.md");
    assertThat(names("charts"))
        .contains(
            "acceleration-vs-fps-mm.svg",
            "acceleration-vs-fps-mm.png",
            "acceleration-vs-fps-m.svg",
            "ablation-grid.svg",
            "trade-off.svg",
            "differences-acceleration.svg",
            "timeline-1.svg",
            "attention.svg",
            "attention-triangle.svg",
            "attention-vs-speed-tcmr.svg");
    assertThat(names("charts").stream().filter(name -> name.endsWith(".part"))).isEmpty();
  }

  private static List<String> names(String sub) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(sub))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void gives_the_same_bytes_again_under_another_locale() throws IOException {
    Map<String, byte[]> before = contents();
    Locale locale = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      Report.write(folder);
    } finally {
      Locale.setDefault(locale);
    }
    Map<String, byte[]> after = contents();
    assertThat(after.keySet()).isEqualTo(before.keySet());
    after.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(before.get(name)));
  }

  private static Map<String, byte[]> contents() throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    contents.put("report.html", Files.readAllBytes(folder.resolve("report.html")));
    for (String sub : List.of("tables", "charts")) {
      for (String name : names(sub)) {
        contents.put(name, Files.readAllBytes(folder.resolve(sub).resolve(name)));
      }
    }
    return contents;
  }

  @Test
  void trusts_no_name_that_stands_in_records(@TempDir Path other) throws IOException {
    SyntheticRun.small().writeTo(other);
    Path manifest = other.resolve("manifest.json");
    Files.writeString(
        manifest,
        Files.readString(manifest).replace("Synthetic records", "<script>alert(1)</script>"));
    String html = Files.readString(Report.write(other).page());
    assertThat(html)
        .doesNotContain("<script>alert")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
  }

  @Test
  void says_what_to_do_where_there_is_no_result(@TempDir Path other) throws IOException {
    SyntheticRun.small().writeTo(other);
    SummaryFiles.writeSummary(other.resolve("summary.csv"), List.of(), List.of());
    assertThatThrownBy(() -> Report.write(other, Edited.ACCEPT))
        .isInstanceOf(Fault.class)
        .hasMessage("%s: no result in summary.csv; run the experiment again".formatted(other));
  }

  @Test
  void refuses_edited_records_unless_told_to_say_so(@TempDir Path other) throws IOException {
    SyntheticRun.small().writeTo(other);
    assertThat(Files.readString(Report.write(other).page())).doesNotContain("Do not cite");
    Path summary = other.resolve("summary.csv");
    FileTime before = Files.getLastModifiedTime(summary);
    String text = Files.readString(summary);
    // As many bytes, and the time that programs may set: the hash alone tells.
    Files.writeString(summary, text.replaceFirst("1(?=\\.)", "2"));
    Files.setLastModifiedTime(summary, before);
    Files.delete(other.resolve("sequences.csv"));
    String refused =
        ("%s: not as the run wrote it: sequences.csv (missing), summary.csv; run the experiment"
                + " again, which makes anew what differs, or add --accept-edited to go on and say"
                + " so on the page")
            .formatted(other);
    assertThatThrownBy(() -> Report.write(other)).isInstanceOf(Fault.class).hasMessage(refused);
    Files.writeString(other.resolve("sequences.csv"), "model,dataset,protocol,fps,filter,seed\n");
    Report.Written written = Report.write(other, Edited.ACCEPT);
    assertThat(written.edited()).containsExactly("sequences.csv", "summary.csv");
    assertThat(Files.readString(written.page()))
        .contains("Do not cite this page: 2 of the records", "<li>summary.csv</li>");
    Files.writeString(summary, text);
    assertThatThrownBy(() -> Report.write(other))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("wrote it: sequences.csv; run");
  }

  @Test
  void removes_the_pages_of_an_earlier_report_and_nothing_else(@TempDir Path other)
      throws IOException {
    SyntheticRun.small().writeTo(other);
    Files.createDirectories(other.resolve("tables"));
    Files.writeString(other.resolve("tables/old.md"), "of an earlier report");
    Files.writeString(other.resolve("tables/mine.md"), "of the user");
    Path file = other.resolve("manifest.json");
    String manifest = Files.readString(file);
    Files.writeString(
        file,
        manifest.replace(
            "\"pages\" : [ ]",
            "\"pages\" : [ {\"path\" : \"tables/old.md\", \"bytes\" : 1, \"sha256\" : \"\"} ]"));
    Report.write(other);
    assertThat(other.resolve("tables/old.md")).doesNotExist();
    assertThat(other.resolve("tables/mine.md")).exists();
    assertThat(RunFolder.open(other).manifest().records().pages())
        .allMatch(page -> Sha256.of(other.resolve(page.path())).equals(page.sha256()))
        .extracting(WrittenFile::path)
        .contains("report.html", "tables/results__simulated-test__tcmr__30fps.csv")
        .doesNotContain("tables/old.md");
  }
}
