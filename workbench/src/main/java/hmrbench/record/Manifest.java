package hmrbench.record;

import hmrbench.core.MetricId;
import hmrbench.core.Remark;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was run, on what, and how far it came: {@code manifest.json}.
 *
 * @param schemaVersion of the run folder; a reader refuses a newer one
 * @param programVersion version of this program
 * @param commit of this program's repository, where known
 * @param experiment its name
 * @param title heading of the report
 * @param reference published numbers that the report sets beside, where asked for
 * @param baseline the model that paired statistics are against, where one is named
 * @param configHash SHA-256 of config.resolved.yaml
 * @param frameRateMode what a lower rate means for a model, as the config writes it
 * @param seeds asked for
 * @param device that ran
 * @param versions of Java, operating system, processor, engine and libraries
 * @param inputs every file that was read
 * @param models in the order of the config
 * @param datasets in the order of the config
 * @param protocols in the order of the config
 * @param metrics every metric that a record has a value for, in the order of the columns
 * @param signals names of the signals that records have
 * @param shards state of each cell
 * @param skipped sequences that a protocol leaves out, and why
 * @param throughput per stage
 * @param started ISO 8601, UTC
 * @param ended ISO 8601, UTC; absent while it runs
 * @param parity what the program says on cases of known answers; absent in runs of programs that
 *     did not check
 * @param remarks what was seen about inputs; none in runs of programs that did not keep them
 */
public record Manifest(
    int schemaVersion,
    String programVersion,
    @Nullable String commit,
    String experiment,
    String title,
    @Nullable String reference,
    @Nullable String baseline,
    String configHash,
    String frameRateMode,
    List<Integer> seeds,
    String device,
    Map<String, String> versions,
    List<InputFile> inputs,
    List<Card> models,
    List<Card> datasets,
    List<Card> protocols,
    List<MetricId> metrics,
    List<String> signals,
    List<Shard> shards,
    List<Skipped> skipped,
    List<Throughput> throughput,
    String started,
    @Nullable String ended,
    @Nullable Parity parity,
    @Nullable List<Remark> remarks) {

  /** Version of the layout that this program writes. */
  public static final int SCHEMA_VERSION = 1;

  /** A file that was read. */
  public record InputFile(String path, long bytes, String sha256) {}

  /** A model, data set or protocol in words, one property per line. */
  public record Card(String name, List<String> description) {
    public Card {
      description = List.copyOf(description);
    }
  }

  /** How far a cell came. */
  public enum State {
    MISSING,
    DONE,
    FAILED
  }

  /**
   * A cell and its file.
   *
   * @param file relative to the run folder
   * @param sha256 of the file, once it is there
   * @param message why it failed, where it did
   */
  public record Shard(
      Cell cell, String file, State state, @Nullable String sha256, @Nullable String message) {}

  /** A sequence that a protocol leaves out. */
  public record Skipped(
      String dataset, String protocol, double fps, String sequence, String reason) {}

  /** How fast a stage was: frames over the seconds spent in it, of all workers together. */
  public record Throughput(String stage, long frames, double seconds, double framesPerSecond) {}

  public Manifest {
    seeds = List.copyOf(seeds);
    versions = Map.copyOf(versions);
    inputs = List.copyOf(inputs);
    models = List.copyOf(models);
    datasets = List.copyOf(datasets);
    protocols = List.copyOf(protocols);
    metrics = List.copyOf(metrics);
    signals = List.copyOf(signals);
    shards = List.copyOf(shards);
    skipped = List.copyOf(skipped);
    throughput = List.copyOf(throughput);
    remarks = remarks == null ? List.of() : List.copyOf(remarks);
  }

  /** What was seen about inputs, doubts first. */
  public List<Remark> told() {
    return Stream.concat(of(Remark.Weight.DOUBT), of(Remark.Weight.NOTE)).toList();
  }

  private Stream<Remark> of(Remark.Weight weight) {
    return Objects.requireNonNull(remarks).stream().filter(it -> it.weight() == weight);
  }

  /** A manifest without a certificate and remarks. */
  public Manifest(
      int schemaVersion,
      String programVersion,
      @Nullable String commit,
      String experiment,
      String title,
      @Nullable String reference,
      @Nullable String baseline,
      String configHash,
      String frameRateMode,
      List<Integer> seeds,
      String device,
      Map<String, String> versions,
      List<InputFile> inputs,
      List<Card> models,
      List<Card> datasets,
      List<Card> protocols,
      List<MetricId> metrics,
      List<String> signals,
      List<Shard> shards,
      List<Skipped> skipped,
      List<Throughput> throughput,
      String started,
      @Nullable String ended) {
    this(
        schemaVersion,
        programVersion,
        commit,
        experiment,
        title,
        reference,
        baseline,
        configHash,
        frameRateMode,
        seeds,
        device,
        versions,
        inputs,
        models,
        datasets,
        protocols,
        metrics,
        signals,
        shards,
        skipped,
        throughput,
        started,
        ended,
        null,
        null);
  }

  /** The same run with the certificate of its program. */
  public Manifest with(Parity certificate) {
    return with(metrics, signals, shards, skipped, throughput, ended, certificate, remarks);
  }

  /** The same run with other remarks. */
  public Manifest withRemarks(List<Remark> seen) {
    return with(metrics, signals, shards, skipped, throughput, ended, parity, seen);
  }

  /** The same run further on. */
  Manifest with(List<Shard> newShards, List<Skipped> newSkipped) {
    return with(metrics, signals, newShards, newSkipped, throughput, ended, parity, remarks);
  }

  /** The same run at its end. */
  Manifest ended(
      List<MetricId> foundMetrics,
      List<String> foundSignals,
      List<Throughput> measured,
      String when) {
    return with(foundMetrics, foundSignals, shards, skipped, measured, when, parity, remarks);
  }

  private Manifest with(
      List<MetricId> newMetrics,
      List<String> newSignals,
      List<Shard> newShards,
      List<Skipped> newSkipped,
      List<Throughput> newThroughput,
      @Nullable String newEnded,
      @Nullable Parity newParity,
      @Nullable List<Remark> newRemarks) {
    return new Manifest(
        schemaVersion,
        programVersion,
        commit,
        experiment,
        title,
        reference,
        baseline,
        configHash,
        frameRateMode,
        seeds,
        device,
        versions,
        inputs,
        models,
        datasets,
        protocols,
        newMetrics,
        newSignals,
        newShards,
        newSkipped,
        newThroughput,
        started,
        newEnded,
        newParity,
        newRemarks);
  }
}
