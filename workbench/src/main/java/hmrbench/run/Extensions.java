package hmrbench.run;

import hmrbench.config.ProtocolConfig;
import hmrbench.core.Fault;
import hmrbench.data.DataFormat;
import hmrbench.data.DataFormats;
import hmrbench.metric.Metric;
import hmrbench.metric.Metrics;
import hmrbench.metric.Protocol;
import hmrbench.metric.Protocols;
import hmrbench.model.Architecture;
import hmrbench.model.Models;
import hmrbench.model.filter.FilterFamily;
import hmrbench.model.filter.Filters;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that a run can be asked for and that there can be more of: the lists that a config's
 * names are looked up in.
 *
 * @param models architectures of networks
 * @param formats of data sets
 * @param filters families of filters
 * @param protocols ways to score, the default one first
 * @param metrics what is measured, in the order of the columns
 */
public record Extensions(
    Models models,
    DataFormats formats,
    Filters filters,
    List<Protocol> protocols,
    List<Metric> metrics) {

  private static final Extensions ALL =
      new Extensions(
          Models.all(), DataFormats.all(), Filters.all(), Protocols.all(), Metrics.all());

  public Extensions {
    protocols = List.copyOf(protocols);
    metrics = List.copyOf(metrics);
  }

  /** All of this program. */
  public static Extensions all() {
    return ALL;
  }

  /** These and an architecture. */
  public Extensions with(Architecture more) {
    return new Extensions(
        new Models(plus(models.architectures(), more)), formats, filters, protocols, metrics);
  }

  /** These and a format of data sets. */
  public Extensions with(DataFormat<?> more) {
    return new Extensions(
        models, new DataFormats(plus(formats.formats(), more)), filters, protocols, metrics);
  }

  /** These and a family of filters. */
  public Extensions with(FilterFamily more) {
    return new Extensions(
        models, formats, new Filters(plus(filters.families(), more)), protocols, metrics);
  }

  /** These and a protocol. */
  public Extensions with(Protocol more) {
    return new Extensions(models, formats, filters, plus(protocols, more), metrics);
  }

  /** These and a metric. */
  public Extensions with(Metric more) {
    return new Extensions(models, formats, filters, protocols, plus(metrics, more));
  }

  private static <T> List<T> plus(List<T> list, T more) {
    List<T> longer = new ArrayList<>(list);
    longer.add(more);
    return longer;
  }

  /**
   * The protocol that a config asks for.
   *
   * @throws Fault if there is none of its name
   */
  Protocol protocol(ProtocolConfig config) {
    return protocols.stream()
        .filter(it -> it.name().equals(config.protocol()))
        .findFirst()
        .orElseThrow(
            () ->
                Fault.asked(
                    "there is no protocol %s; known are %s",
                    config.protocol(), protocols.stream().map(Protocol::name).toList()));
  }
}
