package hmrbench.cli;

import static java.util.stream.Collectors.joining;

import hmrbench.config.Blocks;
import hmrbench.core.MetricId;
import hmrbench.metric.Metric;
import hmrbench.metric.Metrics;
import hmrbench.metric.Need;
import hmrbench.metric.Protocol;
import hmrbench.metric.Protocols;
import hmrbench.model.filter.Filters;
import hmrbench.video.track.Detectors;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists what a config or an option can name. */
@Command(name = "list", description = "Lists what a config or an option can name.")
final class ListCommand extends ProjectCommand {

  /** What there is to list. */
  enum Kind {
    MODELS,
    DATASETS,
    PROTOCOLS,
    METRICS,
    FILTERS,
    DETECTORS,
    EXPERIMENTS;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @CommandLine.Mixin private final Shortened shortened = new Shortened();

  @Parameters(index = "0", paramLabel = "KIND", description = "One of ${COMPLETION-CANDIDATES}.")
  private Kind kind = Kind.MODELS;

  ListCommand(Project project, Clock clock) {
    super(project, clock);
  }

  @Override
  public Integer call() {
    PrintWriter out = out();
    shortened.of(lines(), kind.toString()).forEach(out::println);
    return 0;
  }

  private List<String> lines() {
    return switch (kind) {
      case MODELS, DATASETS -> new Blocks(project.roots()).names(kind.toString());
      case PROTOCOLS -> Protocols.all().stream().map(ListCommand::line).toList();
      case METRICS -> Metrics.all().stream().map(ListCommand::line).toList();
      case FILTERS ->
          Stream.concat(
                  Filters.all().families().stream()
                      .map(it -> "%-24s %s".formatted(it.usage(), it.description())),
                  Filters.all().chosen().stream()
                      .map(
                          it ->
                              "%-24s chosen on validation data from %s"
                                  .formatted(
                                      it,
                                      String.join(
                                          ", ", Filters.all().candidates(it).orElseThrow()))))
              .toList();
      case DETECTORS ->
          Detectors.all().stream()
              .map(it -> "%-24s %s".formatted(it.usage(), it.description()))
              .toList();
      case EXPERIMENTS ->
          project.configs().experiments().entrySet().stream()
              .map(
                  entry ->
                      "%-24s %s"
                          .formatted(entry.getKey(), project.root().relativize(entry.getValue())))
              .toList();
    };
  }

  private static String line(Protocol protocol) {
    return "%-16s version %d: %s"
        .formatted(protocol.name(), protocol.version(), String.join("; ", protocol.description()));
  }

  private static String line(Metric metric) {
    MetricId id = metric.id();
    String needs = metric.needs().stream().map(Need::words).sorted().collect(joining(", "));
    return "%-32s %-22s %-11s %s%s"
        .formatted(
            id.column(),
            id.name(),
            id.unit(),
            metric.reduction().words(),
            needs.isEmpty() ? "" : "; needs " + needs);
  }
}
