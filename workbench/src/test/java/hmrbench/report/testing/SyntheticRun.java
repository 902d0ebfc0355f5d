package hmrbench.report.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import hmrbench.core.JointTrack;
import hmrbench.core.Look;
import hmrbench.core.Look.Hue;
import hmrbench.core.Look.Mark;
import hmrbench.core.MetricId;
import hmrbench.core.NetworkFacts;
import hmrbench.core.NetworkFacts.GridPlace;
import hmrbench.core.OutputKind;
import hmrbench.io.NdArray;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.metric.Metric;
import hmrbench.metric.Metrics;
import hmrbench.metric.Need;
import hmrbench.record.Cell;
import hmrbench.record.Column;
import hmrbench.record.Manifest;
import hmrbench.record.ManifestFile;
import hmrbench.record.ModelFacts;
import hmrbench.record.SequenceRow;
import hmrbench.record.SummaryFiles;
import hmrbench.record.SummaryRow;
import hmrbench.record.WrittenFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A made-up run folder in the layout of a real one, with numbers of the size that the simulated
 * benchmark gives. It stands for the records alone: no model and no data set lies behind it.
 */
public final class SyntheticRun {

  /** Errors of a made-up model: acceleration at 15 and 30 frames/s, PA-MPJPE, attention or not. */
  private record Profile(String name, double accel15, double accel30, double pa, boolean attends) {}

  private static final List<Profile> PROFILES =
      List.of(
          new Profile("frozen", 17.2, 4.5, 130, false),
          new Profile("truth-float16", 0.9, 0.8, 0.6, false),
          new Profile("spin", 35.1, 29.3, 53.2, false),
          new Profile("vibe-seq", 33.4, 29.1, 52.7, false),
          new Profile("middle-residual", 33.0, 27.2, 52.3, false),
          new Profile("middle", 23.4, 15.2, 55.6, false),
          new Profile("middle-residual-poseforecast", 22.4, 15.9, 52.2, true),
          new Profile("tcmr", 19.9, 11.6, 54.6, true));

  private static final List<String> ACTIVITIES = List.of("walk", "run", "dance", "lunge");
  private static final List<MetricId> METRICS =
      Metrics.all().stream()
          .filter(it -> it.inEveryRecord() && !it.needs().contains(Need.ATTENTION))
          .map(Metric::id)
          .toList();

  private static final List<String> COLUMNS = METRICS.stream().map(MetricId::column).toList();

  private final int sequences;
  private final int framesAt30;
  private final int seeds;
  private final List<Double> rates;
  private final List<String> filters;
  private final List<String> protocols;
  private final boolean framesToo;

  /**
   * A run with one shard per combination.
   *
   * @param sequences how many sequences
   * @param framesAt30 frames of each at 30 frames/s
   * @param seeds trained networks per model
   */
  public SyntheticRun(
      int sequences,
      int framesAt30,
      int seeds,
      List<Double> rates,
      List<String> filters,
      List<String> protocols) {
    this(sequences, framesAt30, seeds, rates, filters, protocols, true);
  }

  private SyntheticRun(
      int sequences,
      int framesAt30,
      int seeds,
      List<Double> rates,
      List<String> filters,
      List<String> protocols,
      boolean framesToo) {
    this.sequences = sequences;
    this.framesAt30 = framesAt30;
    this.seeds = seeds;
    this.rates = rates;
    this.filters = filters;
    this.protocols = protocols;
    this.framesToo = framesToo;
  }

  /** The same numbers without rows of frames and predictions, for what looks at neither. */
  public SyntheticRun summariesOnly() {
    return new SyntheticRun(sequences, framesAt30, seeds, rates, filters, protocols, false);
  }

  /** Sixteen sequences of six seconds at two rates, three seeds. */
  public static SyntheticRun usual() {
    return new SyntheticRun(16, 180, 3, List.of(15.0, 30.0), List.of("none"), List.of("tcmr"));
  }

  /** Two short sequences, one seed, one rate: the smallest run that has everything. */
  public static SyntheticRun small() {
    return new SyntheticRun(2, 40, 1, List.of(30.0), List.of("none"), List.of("tcmr"));
  }

  /** Writes it, and returns the folder. */
  public Path writeTo(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("shards"));
    List<SequenceRow> rows = new ArrayList<>();
    List<Manifest.Shard> shards = new ArrayList<>();
    for (Cell cell : cells()) {
      String file = "shards/" + cell.fileName() + ".csv";
      rows.addAll(writeShard(cell, folder.resolve(file)));
      if (framesToo && cell.seed().equals("1")) {
        writeMotion(cell, folder);
      }
      shards.add(new Manifest.Shard(cell, file, Manifest.State.DONE, null));
    }
    SummaryFiles.writeSequences(folder.resolve(SummaryFiles.SEQUENCES), COLUMNS, rows::stream);
    SummaryFiles.writeSummary(folder.resolve(SummaryFiles.SUMMARY), COLUMNS, summary(rows));
    Files.writeString(folder.resolve("config.resolved.yaml"), config());
    WrittenFiles files = new WrittenFiles(folder);
    try (Stream<Path> written = Files.walk(folder)) {
      written.filter(Files::isRegularFile).forEach(files::note);
    }
    ManifestFile.write(manifest(shards, files.all()), folder.resolve(ManifestFile.NAME));
    return folder;
  }

  /** Makes a file that was added to a run one of its records. */
  public static void addRecord(Path run, String file) throws IOException {
    Path manifest = run.resolve(ManifestFile.NAME);
    ObjectMapper json = new ObjectMapper();
    JsonNode root = json.readTree(manifest.toFile());
    WrittenFiles files = new WrittenFiles(run);
    files.note(run.resolve(file));
    ((ArrayNode) root.at("/records/files")).add(json.valueToTree(files.all().get(0)));
    json.writeValue(manifest.toFile(), root);
  }

  private List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (String protocol : protocols) {
      for (double fps : rates) {
        for (String filter : filters) {
          for (Profile profile : PROFILES) {
            for (int seed = 1; seed <= seeds; seed++) {
              cells.add(
                  new Cell(
                      profile.name(),
                      "simulated-test",
                      protocol,
                      fps,
                      filter,
                      String.valueOf(seed)));
            }
          }
        }
      }
    }
    return cells;
  }

  private static Profile profile(Cell cell) {
    return PROFILES.stream().filter(p -> p.name().equals(cell.model())).findFirst().orElseThrow();
  }

  private List<SequenceRow> writeShard(Cell cell, Path file) throws IOException {
    List<String> header = new ArrayList<>(Column.CELL);
    header.addAll(List.of(Column.SEQUENCE, Column.FRAME, Column.TIME_S, Column.SCORED));
    header.addAll(Metrics.columnsOfEveryRecord());
    header.addAll(List.of("signal_occlusion", "signal_speed_m_per_s"));
    List<SequenceRow> rows = new ArrayList<>();
    try (BufferedWriter out =
        framesToo ? Files.newBufferedWriter(file) : new BufferedWriter(Writer.nullWriter())) {
      out.write(String.join(",", header) + "\n");
      for (int s = 0; s < sequences; s++) {
        rows.add(writeSequence(cell, s, out));
      }
    }
    return rows;
  }

  private SequenceRow writeSequence(Cell cell, int s, BufferedWriter out) throws IOException {
    Profile profile = profile(cell);
    String activity = ACTIVITIES.get(s % ACTIVITIES.size());
    String name = sequenceName(s);
    int frames = (int) Math.round(framesAt30 * cell.fps() / 30);
    Random sequence = new Random(1000 + s);
    double hardness = 1 + 0.18 * sequence.nextGaussian();
    Random random = new Random(cell.hashCode() * 31L + s);
    double seedShift =
        1 + 0.02 * new Random(cell.withSeed(Cell.ALL_SEEDS).hashCode() + seed(cell)).nextGaussian();
    double smooth = cell.filter().equals("none") ? 1 : 0.45;
    double level = (cell.fps() < 20 ? profile.accel15() : profile.accel30()) * smooth;
    Map<String, double[]> sums = new LinkedHashMap<>();
    int scored = 0;
    for (int t = 0; t < frames; t++) {
      double seconds = t / cell.fps();
      double speed = Math.abs(0.5 * hardness + 0.3 * Math.sin(2.1 * seconds + s));
      double truth = (cell.fps() < 20 ? 17.2 : 4.5) * speed * 1.6;
      double accel =
          level
              * hardness
              * seedShift
              * (0.7 + 0.3 * Math.abs(random.nextGaussian()) + 0.4 * speed);
      double pa =
          profile.pa() * hardness * seedShift * (0.8 + 0.25 * Math.sin(seconds + s) * 0.5 + 0.2);
      boolean edge = t == 0 || t == frames - 1;
      double[] values = {
        pa * 1.75,
        pa,
        Double.NaN,
        edge ? Double.NaN : accel,
        edge ? Double.NaN : accel * cell.fps() * cell.fps() / 1000,
        edge ? Double.NaN : Math.hypot(accel, truth),
        edge ? Double.NaN : truth
      };
      double past = 0.40 + 0.02 * Math.sin(seconds * 3) - 0.02 * speed;
      double current = 0.22 + 0.015 * Math.cos(seconds * 2) + 0.03 * speed;
      List<String> fields =
          new ArrayList<>(
              List.of(
                  cell.model(),
                  cell.dataset(),
                  cell.protocol(),
                  cell.fpsText(),
                  cell.filter(),
                  cell.seed(),
                  name,
                  String.valueOf(t),
                  text(seconds),
                  "1"));
      for (int m = 0; m < values.length; m++) {
        fields.add(Double.isNaN(values[m]) ? "" : text(values[m]));
        if (!Double.isNaN(values[m])) {
          double[] sum = sums.computeIfAbsent(COLUMNS.get(m), column -> new double[2]);
          sum[0] += values[m];
          sum[1]++;
        }
      }
      fields.addAll(
          profile.attends()
              ? List.of(text(past), text(current), text(1 - past - current))
              : List.of("", "", ""));
      fields.addAll(List.of(t % 50 > 40 ? "0.8" : "0", text(speed)));
      out.write(String.join(",", fields) + "\n");
      scored++;
    }
    Map<String, Double> means = new LinkedHashMap<>();
    sums.forEach((column, sum) -> means.put(column, sum[0] / sum[1]));
    return new SequenceRow(cell, name, scored, means, Map.of("activity", activity));
  }

  /** The joints of all rows, as a run saves them. */
  private void writeMotion(Cell cell, Path folder) {
    int frames = (int) Math.round(framesAt30 * cell.fps() / 30);
    float[] truth = new float[0];
    float[] predicted = new float[0];
    for (int s = 0; s < sequences; s++) {
      JointTrack track = Walker.track(frames, cell.fps(), s);
      Random random = new Random(cell.hashCode() + 17L * s);
      truth = joined(truth, track);
      predicted = joined(predicted, Walker.shaken(track, profile(cell).accel30() / 4000, random));
    }
    Map<String, NdArray> tensors = new LinkedHashMap<>();
    tensors.put("predicted.joints", NdArray.of(predicted, sequences * frames, 14, 3));
    tensors.put("truth.joints", NdArray.of(truth, sequences * frames, 14, 3));
    SafeTensors.write(
        folder.resolve("predictions/" + cell.fileName() + ".safetensors"),
        tensors,
        Map.of("joint_set", "smpl14", "frames_per_second", cell.fpsText()));
  }

  private static float[] joined(float[] before, JointTrack track) {
    float[] after = Arrays.copyOf(before, before.length + track.metres().length());
    track.metres().copyTo(0, after, before.length, track.metres().length());
    return after;
  }

  private static String sequenceName(int s) {
    return String.format(Locale.ROOT, "s%02d_%s", s, ACTIVITIES.get(s % ACTIVITIES.size()));
  }

  private static long seed(Cell cell) {
    return Long.parseLong(cell.seed());
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.6g", value);
  }

  private List<SummaryRow> summary(List<SequenceRow> rows) {
    Map<Cell, List<SequenceRow>> byCell = new LinkedHashMap<>();
    for (SequenceRow row : rows) {
      byCell.computeIfAbsent(row.cell(), cell -> new ArrayList<>()).add(row);
    }
    List<SummaryRow> summary = new ArrayList<>();
    Map<Cell, List<SummaryRow>> bySeed = new LinkedHashMap<>();
    byCell.forEach(
        (cell, parts) -> {
          SummaryRow row = summary(cell, parts);
          summary.add(row);
          bySeed.computeIfAbsent(cell.withSeed(Cell.ALL_SEEDS), all -> new ArrayList<>()).add(row);
        });
    bySeed.forEach((cell, parts) -> summary.add(median(cell, parts)));
    return summary;
  }

  private static SummaryRow summary(Cell cell, List<SequenceRow> parts) {
    Map<String, SummaryRow.Value> values = new LinkedHashMap<>();
    for (String column : COLUMNS) {
      double[] means =
          parts.stream()
              .filter(part -> part.metrics().containsKey(column))
              .mapToDouble(part -> part.metrics().get(column))
              .toArray();
      if (means.length > 0) {
        double mean = Arrays.stream(means).average().orElseThrow();
        double spread = Arrays.stream(means).map(v -> (v - mean) * (v - mean)).sum();
        double half = 1.96 * Math.sqrt(spread / means.length / Math.max(1, means.length - 1));
        values.put(column, new SummaryRow.Value(mean, mean - half, mean + half, mean));
      }
    }
    int frames = parts.stream().mapToInt(SequenceRow::frames).sum();
    return new SummaryRow(cell, parts.size(), frames, values);
  }

  private static SummaryRow median(Cell cell, List<SummaryRow> parts) {
    Map<String, SummaryRow.Value> values = new LinkedHashMap<>();
    for (String column : parts.get(0).metrics().keySet()) {
      List<SummaryRow.Value> sorted =
          parts.stream()
              .map(part -> part.metrics().get(column))
              .sorted(java.util.Comparator.comparingDouble(SummaryRow.Value::mean))
              .toList();
      values.put(column, sorted.get(sorted.size() / 2));
    }
    return new SummaryRow(cell, parts.get(0).sequences(), parts.get(0).frames(), values);
  }

  private Manifest manifest(List<Manifest.Shard> shards, List<Manifest.WrittenFile> files) {
    Manifest.Machine machine =
        new Manifest.Machine(
            "cpu",
            Map.of(
                "java", "17.0.15", "os", "Linux 6.1", "cpu", "2 cores", "engine", "PyTorch 2.7.1"));
    List<Manifest.Throughput> throughput =
        List.of(
            new Manifest.Throughput("features", 92_160, 3.2, 28_800),
            new Manifest.Throughput("network", 92_160, 21.5, 4_286.5));
    return new Manifest(
        Manifest.SCHEMA_VERSION,
        new Manifest.Program("0.1.0", "0123456789abcdef0123456789abcdef01234567"),
        new Manifest.Question(
            "quickstart",
            "Synthetic records",
            "published/tcmr-table-1",
            "vibe-seq",
            "f".repeat(64),
            "input",
            List.of(1, 2, 3, 4, 5).subList(0, seeds)),
        machine,
        List.of(
            new Manifest.InputFile("models/tcmr/seed-1.safetensors", 2_345_678, "a".repeat(64))),
        subjects(),
        new Manifest.Records(
            METRICS.stream().filter(id -> !id.column().equals("mpvpe_mm")).toList(),
            List.of("occlusion", "speed_m_per_s"),
            shards,
            List.of(),
            files,
            List.of()),
        List.of(
            new Manifest.Session(
                "2026-11-22T10:00:00Z",
                "2026-11-22T10:00:41Z",
                machine,
                shards.size(),
                throughput)),
        null,
        List.of());
  }

  private Manifest.Subjects subjects() {
    return new Manifest.Subjects(
        PROFILES.stream()
            .map(
                p ->
                    new Manifest.ModelCard(
                        p.name(), List.of("made up for a test of the report"), facts(p.name())))
            .toList(),
        List.of(
            new Manifest.DataCard(
                "simulated-test",
                List.of("analytic motion, 24 joints", "16 sequences, 14 joints"),
                new Manifest.DataFacts(null, List.of()))),
        protocols.stream()
            .map(
                name ->
                    new Manifest.ProtocolCard(
                        name,
                        List.of(
                            "joints: those of the data set, relative to the middle of its root joints",
                            "accel: second difference per frame squared, per sequence"),
                        new Manifest.ProtocolFacts(1, name.equals("tcmr"))))
            .toList());
  }

  /** What the config below says of a model. */
  private static ModelFacts facts(String name) {
    return switch (name) {
      case "frozen", "truth-float16" -> ModelFacts.of(name, ModelFacts.Kind.REFERENCE, List.of());
      case "middle-residual" ->
          grid(
              name, "middle", new Look(Hue.ORANGE, Mark.TRIANGLE_DOWN), new GridPlace(true, false));
      case "middle" ->
          grid(name, "middle", new Look(Hue.GREEN, Mark.DIAMOND), new GridPlace(false, false));
      case "middle-residual-poseforecast" ->
          grid(name, "middle", new Look(Hue.PURPLE, Mark.PLUS), new GridPlace(true, true));
      case "tcmr" ->
          grid(name, "tcmr", new Look(Hue.VERMILION, Mark.CIRCLE), new GridPlace(false, true));
      case "vibe-seq" ->
          network(
              name,
              "vibe",
              facts(OutputKind.SEQUENCE, 16, new Look(Hue.BLUE, Mark.SQUARE)).residual(true));
      default ->
          network(name, "spin", facts(OutputKind.PER_FRAME, 1, new Look(Hue.SKY, Mark.TRIANGLE)));
    };
  }

  private static NetworkFacts facts(OutputKind output, int window, Look look) {
    return NetworkFacts.of(output, OptionalInt.of(window)).drawn(look);
  }

  private static ModelFacts grid(String name, String architecture, Look look, GridPlace place) {
    NetworkFacts facts =
        facts(OutputKind.MIDDLE_FRAME, 16, look)
            .residual(place.residual())
            .variant(false, architecture.equals("middle"))
            .published("TCMR")
            .at(place);
    return network(
        name,
        architecture,
        place.poseForecast() ? facts.integrating(List.of(NetworkFacts.Branch.values())) : facts);
  }

  private static ModelFacts network(String name, String architecture, NetworkFacts facts) {
    return new ModelFacts(name, ModelFacts.Kind.NETWORK, architecture, facts, List.of(), null);
  }

  private String config() {
    return """
    name: quickstart
    models:
    - {name: frozen, reference: frozen}
    - {name: truth-float16, reference: float16-truth}
    - {name: spin, architecture: spin, checkpoint: [models/spin/seed-1.safetensors]}
    - {name: vibe-seq, architecture: vibe, residual: true}
    - {name: middle-residual, architecture: middle, residual: true, poseforecast: false}
    - {name: middle, architecture: middle, residual: false, poseforecast: false}
    - {name: middle-residual-poseforecast, architecture: middle, residual: true, poseforecast: true}
    - {name: tcmr, architecture: tcmr}
    datasets: [simulated-test]
    protocols: [tcmr]
    frame-rates: [15, 30]
    filters: [none]
    seeds: [1, 2, 3]
    device: auto
    baseline: vibe-seq
    """;
  }
}
