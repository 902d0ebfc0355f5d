package hmrbench.record;

import hmrbench.core.MetricId;
import hmrbench.core.Remark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was run, on what, and how far it came: {@code manifest.json}.
 *
 * @param schemaVersion of the run folder; a reader refuses another one
 * @param program that wrote it
 * @param question what was asked
 * @param machine that it ran on, in the last session
 * @param inputs every file that was read
 * @param subjects what was looked at
 * @param records what is there
 * @param sessions from the first start to the last end; a run that went on has several
 * @param parity what the program says on cases of known answers
 * @param remarks what was seen about inputs
 */
public record Manifest(
    int schemaVersion,
    Program program,
    Question question,
    Machine machine,
    List<InputFile> inputs,
    Subjects subjects,
    Records records,
    List<Session> sessions,
    @Nullable Parity parity,
    List<Remark> remarks) {

  /** Version of the layout that this program writes, and the only one that it reads. */
  public static final int SCHEMA_VERSION = 3;

  /**
   * This program.
   *
   * @param commit of its repository, where known
   */
  public record Program(String version, @Nullable String commit) {}

  /**
   * What was asked.
   *
   * @param name of the experiment
   * @param title heading of the report
   * @param reference published numbers that the report sets beside, where asked for
   * @param baseline the model that paired statistics are against, where one is named
   * @param configHash SHA-256 of config.resolved.yaml
   * @param frameRateMode what a lower rate means for a model, as the config writes it
   */
  public record Question(
      String name,
      String title,
      @Nullable String reference,
      @Nullable String baseline,
      String configHash,
      String frameRateMode,
      List<Integer> seeds) {
    public Question {
      seeds = List.copyOf(seeds);
    }
  }

  /**
   * Where it ran.
   *
   * @param device in words
   * @param versions of Java, operating system, processor, engine and libraries
   */
  public record Machine(String device, Map<String, String> versions) {
    public Machine {
      versions = Map.copyOf(versions);
    }
  }

  /** A file that was read. */
  public record InputFile(String path, long bytes, String sha256) {}

  /**
   * What was looked at, each in the order of the config.
   *
   * @param refinements names of the filters that fit bodies to 2D joints: what they give is not the
   *     model's, meshes included
   */
  public record Subjects(
      List<ModelCard> models,
      List<DataCard> datasets,
      List<ProtocolCard> protocols,
      List<String> refinements) {

    /** Without refinements. */
    public Subjects(List<ModelCard> models, List<DataCard> datasets, List<ProtocolCard> protocols) {
      this(models, datasets, protocols, List.of());
    }

    public Subjects {
      refinements = List.copyOf(refinements);
      models = List.copyOf(models);
      datasets = List.copyOf(datasets);
      protocols = List.copyOf(protocols);
    }
  }

  /** A subject in words, one property per line. */
  public record Card(String name, List<String> description) {
    public Card {
      description = List.copyOf(description);
    }
  }

  /** A model in words, and what pages need to know of it. */
  public record ModelCard(String name, List<String> description, ModelFacts facts) {
    public ModelCard {
      description = List.copyOf(description);
    }

    /** The words alone. */
    public Card card() {
      return new Card(name, description);
    }
  }

  /** The simulated sets as they were when no run said which version it was made with. */
  private static final int FIRST_VERSION = 1;

  /** A data set in words, and what pages need to know of it. */
  public record DataCard(String name, List<String> description, DataFacts facts) {

    private static final String SIMULATED = "format: simulated";
    private static final String VERSION = "version of the simulated sets: ";

    public DataCard {
      description = List.copyOf(description);
    }

    /** The line of a description that gives the version of a simulated set. */
    public static String versionLine(int version) {
      return VERSION + version;
    }

    /**
     * The version of a simulated set, whose sequences differ from those of any other; the first for
     * runs from before there was a second. Nothing of other data sets.
     */
    public OptionalInt simulatedVersion() {
      return description.contains(SIMULATED)
          ? OptionalInt.of(
              description.stream()
                  .filter(line -> line.startsWith(VERSION))
                  .mapToInt(line -> Integer.parseInt(line.substring(VERSION.length())))
                  .findFirst()
                  .orElse(FIRST_VERSION))
          : OptionalInt.empty();
    }

    /** What whoever reads the numbers must know of an old set. */
    public Optional<Remark> ofAnOldVersion() {
      return simulatedVersion().equals(OptionalInt.of(FIRST_VERSION))
          ? Optional.of(
              Remark.note(
                  "old-simulated-set",
                  name,
                  "made with version 1 of the simulated sets, whose eight people and held-out"
                      + " activities on two of them only are not those of later versions; run the"
                      + " experiment again before numbers are compared"))
          : Optional.empty();
    }

    /** The words alone. */
    public Card card() {
      return new Card(name, description);
    }
  }

  /** A protocol in words, and what pages need to know of it. */
  public record ProtocolCard(String name, List<String> description, ProtocolFacts facts) {
    public ProtocolCard {
      description = List.copyOf(description);
    }

    /** The words alone. */
    public Card card() {
      return new Card(name, description);
    }
  }

  /**
   * What pages need to know of a protocol.
   *
   * @param version changes when the numbers that it gives change
   * @param meshErrorIgnoresFilter whether the mesh error of a filtered prediction is that of the
   *     unfiltered one
   */
  public record ProtocolFacts(int version, boolean meshErrorIgnoresFilter) {}

  /**
   * What pages need to know of a data set.
   *
   * @param kind which published data set it is, where it is one: {@code 3dpw}
   * @param files names of its files, without their folders
   */
  public record DataFacts(@Nullable String kind, List<String> files) {
    public DataFacts {
      files = List.copyOf(files);
    }
  }

  /**
   * What is there.
   *
   * @param metrics every metric that a record has a value for, in the order of the columns
   * @param signals names of the signals that records have
   * @param shards state of each cell, in the order of the plan
   * @param skipped sequences that a protocol leaves out, and why
   * @param files every record that was written
   * @param pages what a report was made of: pages, tables and charts
   */
  public record Records(
      List<MetricId> metrics,
      List<String> signals,
      List<Shard> shards,
      List<Skipped> skipped,
      List<WrittenFile> files,
      List<WrittenFile> pages) {
    public Records {
      metrics = List.copyOf(metrics);
      signals = List.copyOf(signals);
      shards = List.copyOf(shards);
      skipped = List.copyOf(skipped);
      files = List.copyOf(files);
      pages = List.copyOf(pages);
    }

    /** Cells that are yet to be run, and nothing else. */
    public static Records planned(List<Cell> cells) {
      return new Records(
          List.of(),
          List.of(),
          cells.stream()
              .map(cell -> new Shard(cell, RunStore.shardFile(cell), State.MISSING, null))
              .toList(),
          List.of(),
          List.of(),
          List.of());
    }
  }

  /** How far a cell came. */
  public enum State {
    MISSING,
    DONE,
    FAILED,
    /** Of a model that has nothing which the protocol scores. */
    LEFT_OUT
  }

  /**
   * A cell and its file.
   *
   * @param file relative to the run folder
   * @param message why it failed, where it did
   */
  public record Shard(Cell cell, String file, State state, @Nullable String message) {}

  /**
   * A file of the run folder.
   *
   * @param path relative to the run folder, with {@code /}
   * @param sha256 empty for one that is about to be written
   */
  public record WrittenFile(String path, long bytes, String sha256) {

    private static final Pattern BELOW =
        Pattern.compile("[^./\\\\][^/\\\\]*(/[^./\\\\][^/\\\\]*)*");

    public WrittenFile {
      if (!BELOW.matcher(path).matches() || path.contains(":")) {
        throw new IllegalArgumentException("file \"%s\" is not within the folder".formatted(path));
      }
    }
  }

  /** A sequence that a protocol leaves out. */
  public record Skipped(
      String dataset, String protocol, double fps, String sequence, String reason) {}

  /** How fast a stage was: frames over the seconds spent in it, of all workers together. */
  public record Throughput(String stage, long frames, double seconds, double framesPerSecond) {}

  /**
   * A part of the run without interruption.
   *
   * @param started ISO 8601, UTC
   * @param ended ISO 8601, UTC; absent where it was stopped, or goes on
   * @param shards how many cells it did
   * @param throughput per stage
   */
  public record Session(
      String started,
      @Nullable String ended,
      Machine machine,
      int shards,
      List<Throughput> throughput) {
    public Session {
      throughput = List.copyOf(throughput);
    }
  }

  public Manifest {
    inputs = List.copyOf(inputs);
    sessions = List.copyOf(sessions);
    remarks = List.copyOf(remarks);
  }

  /** When the first session started; ISO 8601, UTC. */
  public String started() {
    return sessions.isEmpty() ? "" : sessions.get(0).started();
  }

  /** The stages of all sessions together. */
  public List<Throughput> throughput() {
    List<Throughput> sums = new ArrayList<>();
    for (Session session : sessions) {
      for (Throughput stage : session.throughput()) {
        int at = sums.stream().map(Throughput::stage).toList().indexOf(stage.stage());
        if (at < 0) {
          sums.add(stage);
        } else {
          sums.set(at, sum(sums.get(at), stage));
        }
      }
    }
    sums.sort(java.util.Comparator.comparing(Throughput::stage));
    return List.copyOf(sums);
  }

  private static Throughput sum(Throughput a, Throughput b) {
    long frames = a.frames() + b.frames();
    double seconds = a.seconds() + b.seconds();
    return new Throughput(a.stage(), frames, seconds, seconds > 0 ? frames / seconds : 0);
  }

  /** The remarks on inputs, doubts first. */
  public List<Remark> doubtsFirst() {
    return Stream.concat(of(Remark.Weight.DOUBT), of(Remark.Weight.NOTE)).toList();
  }

  private Stream<Remark> of(Remark.Weight weight) {
    return Objects.requireNonNull(remarks).stream().filter(it -> it.weight() == weight);
  }

  /** The same run with the certificate of its program. */
  public Manifest with(Parity certificate) {
    return with(records, sessions, certificate, remarks);
  }

  /** The same run with other remarks. */
  public Manifest withRemarks(List<Remark> seen) {
    return with(records, sessions, parity, seen);
  }

  /** The same run further on. */
  Manifest with(Records newRecords, List<Session> newSessions) {
    return with(newRecords, newSessions, parity, remarks);
  }

  private Manifest with(
      Records done, List<Session> all, @Nullable Parity certificate, List<Remark> seen) {
    return new Manifest(
        schemaVersion, program, question, machine, inputs, subjects, done, all, certificate, seen);
  }
}
