package hmrbench.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import hmrbench.core.FrameMask;
import hmrbench.core.Series;
import hmrbench.record.FrameTable.Attention;
import hmrbench.record.FrameTable.SequenceRange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardFileTest {

  private static final Cell CELL = new Cell("tcmr", "walks", "tcmr", 29.97, "none", "2");

  @TempDir Path folder;

  private static FrameTable table() {
    FrameMask inner = FrameMask.of(false, true, true);
    return new FrameTable(
        CELL,
        List.of(new SequenceRange("a, or \"b\"", 0, 2), new SequenceRange("c", 2, 3)),
        List.of("0", "1", "img_000002"),
        Series.of(0, 1 / 29.97, 0),
        FrameMask.of(true, true, false),
        Map.of("mpjpe_mm", Series.of(81.5, 1e-7, 1e7), "pck", Series.of(inner, t -> 1.0 / t)),
        Optional.of(
            new Attention(
                Series.of(0.25, 0.25, 0.5),
                Series.of(0.5, 0.25, 0.25),
                Series.of(0.25, 0.5, 0.25))),
        Map.of("occlusion", Series.of(0, 0, 1)));
  }

  @Test
  void the_quick_reader_gives_the_bits_of_the_csv_library() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    int rows = 4000;
    boolean[] present = new boolean[rows];
    double[] values = new double[rows];
    for (int row = 0; row < rows; row++) {
      present[row] = random.nextInt(5) > 0;
      values[row] = (random.nextDouble() - 0.3) * Math.pow(10, random.nextInt(-12, 14));
    }
    List<String> frames = IntStream.range(0, rows).mapToObj(row -> "bild_\u00e4_" + row).toList();
    FrameTable table =
        new FrameTable(
            CELL,
            List.of(new SequenceRange("a", 0, 7), new SequenceRange("ab", 7, rows)),
            frames,
            Series.of(FrameMask.all(rows), row -> row / 29.97),
            FrameMask.of(present),
            Map.of("mpjpe_mm", Series.of(values, FrameMask.of(present))),
            Optional.empty(),
            Map.of("speed", Series.of(values)));
    Path file = folder.resolve("shard.csv");
    ShardFile.write(table, file);
    assertThat(ShardScan.read(Files.readAllBytes(file), column -> true, file, CELL))
        .as("read without the library")
        .contains(ShardFile.parsed(file, CELL));
    Files.writeString(file, Files.readString(file).stripTrailing());
    assertThat(ShardFile.read(file, CELL)).isEqualTo(ShardFile.parsed(file, CELL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shard-exc-1265.csv",
        "shard-exc-20.csv",
        "sharddiff-exc-10007.csv",
        "sharddiff-exc-22.csv"
      })
  void damaged_shards_are_one_sentence(String name) throws Exception {
    Path file = Path.of(ShardFileTest.class.getResource("/cases/mutated/" + name).toURI());
    assertThatThrownBy(() -> ShardFile.read(file, CELL))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(file + (name.equals("shard-exc-20.csv") ? " line 5: " : ": "));
    assertThatThrownBy(() -> ShardFile.parsed(file, CELL)).isInstanceOf(Exception.class);
  }

  @Test
  void both_readers_agree_on_damaged_shards() throws IOException {
    Path file = folder.resolve("shard.csv");
    ShardFile.write(table(), file);
    byte[] sound =
        Files.readString(file)
            .replaceAll("\"[^\"]*\"\"[^,]*", "a")
            .getBytes(StandardCharsets.UTF_8);
    SplittableRandom random = new SplittableRandom(12);
    byte[] places = {'"', ',', '\n', '\r', '0', '1', '.', '-', 'e', ' ', (byte) 0xff, (byte) 0xc3};
    int read = 0;
    for (int round = 0; round < 10_000; round++) {
      byte[] damaged = damaged(sound, places, random);
      Files.write(file, damaged);
      Optional<FrameTable> byScan = outcome(() -> ShardFile.read(file, CELL));
      Optional<FrameTable> byLibrary = outcome(() -> ShardFile.parsed(file, CELL));
      assertThat(byScan)
          .as("round %d: %s", round, new String(damaged, StandardCharsets.ISO_8859_1))
          .isEqualTo(byLibrary);
      read += byScan.isPresent() ? 1 : 0;
    }
    assertThat(read).isBetween(500, 9500);
  }

  /** One to three bytes changed, put in or taken out, or the end cut off. */
  private static byte[] damaged(byte[] sound, byte[] places, SplittableRandom random) {
    byte[] bytes = sound.clone();
    for (int change = random.nextInt(3); change >= 0; change--) {
      int at = random.nextInt(bytes.length);
      byte by = places[random.nextInt(places.length)];
      switch (random.nextInt(8)) {
        case 0 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        case 1, 2 -> bytes = joined(bytes, at, at + 1, new byte[0]);
        case 3, 4 -> bytes = joined(bytes, at, at, new byte[] {by});
        default -> bytes[at] = by;
      }
    }
    return bytes;
  }

  private static byte[] joined(byte[] bytes, int end, int start, byte[] between) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, end);
    out.writeBytes(between);
    out.write(bytes, start, bytes.length - start);
    return bytes.length > 1 ? out.toByteArray() : bytes;
  }

  /** What a reader gives, or that it refuses, which it may do in its own words. */
  private static Optional<FrameTable> outcome(Callable<FrameTable> reader) {
    try {
      return Optional.of(reader.call());
    } catch (Fault | IOException | UncheckedIOException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (Exception e) {
      throw new AssertionError("neither a table nor a clear error", e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE"})
  void looks_the_same_under_the_locale(String locale) throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(locale));
    try {
      ShardFile.write(table(), folder.resolve("shard.csv"));
    } finally {
      Locale.setDefault(before);
    }
    assertThat(folder.resolve("shard.csv"))
        .content()
        .isEqualTo(
            """
            model,dataset,protocol,fps,filter,seed,sequence,frame,time_s,scored,mpjpe_mm,\
            pa_mpjpe_mm,mpvpe_mm,accel_err_mm_per_frame2,accel_err_m_per_s2,\
            accel_pred_mm_per_frame2,accel_gt_mm_per_frame2,attention_past,attention_current,\
            attention_future,pck,signal_occlusion
            tcmr,walks,tcmr,29.97,none,2,"a, or ""b""\",0,0,1,81.5,,,,,,,0.25,0.5,0.25,,0
            tcmr,walks,tcmr,29.97,none,2,"a, or ""b""\",1,0.03336670003,1,0.0000001,,,,,,,0.25,\
            0.25,0.5,1,0
            tcmr,walks,tcmr,29.97,none,2,c,img_000002,0,0,10000000,,,,,,,0.5,0.25,0.25,0.5,1
            """);
  }

  @Test
  void reads_back_what_it_wrote() {
    ShardFile.write(table(), folder.resolve("shard.csv"));
    FrameTable read = ShardFile.read(folder.resolve("shard.csv"), CELL);
    assertThat(read.sequences()).isEqualTo(table().sequences());
    assertThat(read.frames()).isEqualTo(table().frames());
    assertThat(read.scored()).isEqualTo(table().scored());
    assertThat(read.metrics()).isEqualTo(table().metrics());
    assertThat(read.attention()).isEqualTo(table().attention());
    assertThat(read.signals()).isEqualTo(table().signals());
  }

  @Test
  void attention_is_read_without_the_other_columns() throws IOException {
    Path file = folder.resolve("shard.csv");
    ShardFile.write(table(), file);
    Files.writeString(file, Files.readString(file).replaceAll("\"[^\"]*\"\"[^,]*", "a"));
    FrameTable whole = ShardFile.read(file, CELL);
    FrameTable part = ShardFile.read(file, CELL, column -> false);
    assertThat(part.metrics()).isEmpty();
    assertThat(part.signals()).isEmpty();
    assertThat(part.attention()).isEqualTo(whole.attention()).isPresent();
    assertThat(part.timeSeconds()).isEqualTo(whole.timeSeconds());
    assertThat(part.scored()).isEqualTo(whole.scored());
    assertThat(part.sequences()).isEqualTo(whole.sequences());
    assertThat(part.frames()).isEqualTo(whole.frames());
  }

  @Test
  void quotes_in_a_later_row_leave_the_shard_to_the_library() throws IOException {
    Path file = folder.resolve("shard.csv");
    ShardFile.write(table(), file);
    String plain = Files.readString(file).replaceAll("\"[^\"]*\"\"[^,]*", "a");
    int last = plain.stripTrailing().lastIndexOf('\n') + 1;
    Files.writeString(
        file, plain.substring(0, last) + plain.substring(last).replaceFirst(",c,", ",\"a, b\","));
    FrameTable read = ShardFile.read(file, CELL);
    assertThat(read.sequences()).extracting(SequenceRange::name).containsExactly("a", "a, b");
    assertThat(ShardScan.read(Files.readAllBytes(file), column -> true, file, CELL)).isEmpty();
    Files.writeString(file, plain.replace("\n", "\r\n"));
    assertThat(ShardScan.read(Files.readAllBytes(file), column -> true, file, CELL)).isEmpty();
    assertThat(ShardFile.read(file, CELL).rows()).isEqualTo(read.rows());
  }

  @Test
  void a_line_that_is_cut_off_is_named() throws IOException {
    Path file = folder.resolve("shard.csv");
    ShardFile.write(table(), file);
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() - 20));
    assertThatThrownBy(() -> ShardFile.read(file, CELL))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s line 4: expected 22 fields, got 18; run the experiment again".formatted(file));
  }

  @Test
  void another_table_is_no_shard() throws IOException {
    Path file = folder.resolve("shard.csv");
    Files.writeString(file, "a,b\n1,2\n");
    assertThatThrownBy(() -> ShardFile.read(file, CELL))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "%s: cannot be read as a shard of %s: columns are [a, b]; run the experiment again"
                .formatted(file, CELL));
  }

  @Test
  void a_column_that_is_there_twice_is_no_shard() throws IOException {
    Path file = folder.resolve("shard.csv");
    ShardFile.write(table(), file);
    String text = Files.readString(file);
    Files.writeString(file, text.replace(",pa_mpjpe_mm,", ",mpjpe_mm,"));
    assertThatThrownBy(() -> ShardFile.read(file, CELL))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith(
            "%s: cannot be read as a shard of %s: columns are [model, ".formatted(file, CELL));
  }
}
