package hmrbench.report.page;

import hmrbench.core.Series;
import hmrbench.metric.Protocol;
import hmrbench.metric.Protocols;
import hmrbench.metric.diagnose.DerivativeAudit.Cause;
import hmrbench.metric.diagnose.SeamSpectrum;
import hmrbench.record.DiagnosisRow;
import hmrbench.record.DiagnosisTable;
import hmrbench.report.chart.Axis;
import hmrbench.report.chart.Figure;
import hmrbench.report.chart.Ink;
import hmrbench.report.chart.Layer;
import hmrbench.report.chart.Plot;
import hmrbench.report.chart.SeriesStyle;
import hmrbench.report.chart.Shares;
import hmrbench.report.table.Numbers;
import hmrbench.report.table.TableView;
import hmrbench.report.table.TableView.Entry;
import hmrbench.report.table.TableView.Heading;
import hmrbench.report.table.TableView.Row;
import hmrbench.report.view.Diagnoses;
import hmrbench.report.view.Diagnoses.Subject;
import hmrbench.report.view.Setting;
import java.awt.Color;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What of an acceleration number is motion, and what is bookkeeping. */
final class AuditSection implements Section {

  /** Causes as they are drawn and printed, motion first. */
  private static final Map<Cause, Shares.Kind> KINDS = kinds();

  private static Map<Cause, Shares.Kind> kinds() {
    Map<Cause, Shares.Kind> kinds = new LinkedHashMap<>();
    put(kinds, Cause.MOTION, "motion", Ink.BLUE);
    put(kinds, Cause.PADDED_WINDOW, "padded windows", Ink.ORANGE);
    put(kinds, Cause.WINDOW_SEAM, "seams of windows", Ink.VERMILION);
    put(kinds, Cause.GAP, "gaps", Ink.GREEN);
    put(kinds, Cause.SEQUENCE_JOIN, "joins of sequences", Ink.PURPLE);
    put(kinds, Cause.FILLED_IN, "filled in", Ink.REFERENCE);
    return kinds;
  }

  private static void put(Map<Cause, Shares.Kind> kinds, Cause cause, String label, Color color) {
    kinds.put(cause, new Shares.Kind(label, color));
  }

  /** One number with its parts. */
  private record Audit(Subject subject, String rule, Map<Cause, DiagnosisRow> parts) {

    double number() {
      return parts.values().iterator().next().number("number").orElse(0);
    }

    double share(Cause cause) {
      return row(cause).number("share").orElse(0);
    }

    Optional<Double> ofMotionAlone() {
      return row(Cause.MOTION).number("mean").stream().boxed().findFirst();
    }

    DiagnosisRow row(Cause cause) {
      return Objects.requireNonNull(parts.get(cause));
    }

    Shares.Bar bar(String label) {
      return new Shares.Bar(
          label, KINDS.keySet().stream().map(cause -> share(cause) * number()).toList(), "");
    }
  }

  @Override
  public String id() {
    return "audit";
  }

  @Override
  public String shortName() {
    return "Audit";
  }

  @Override
  public String heading() {
    return "How much of an acceleration error is motion";
  }

  @Override
  public String body(PageData data, PageParts page) {
    Diagnoses diagnoses = data.diagnoses();
    Setting home = data.home();
    String rule = rule(home.protocol());
    List<Audit> all =
        diagnoses.models(home).stream().flatMap(it -> audits(diagnoses, it).stream()).toList();
    List<Audit> here = all.stream().filter(it -> it.rule().equals(rule)).toList();
    if (here.isEmpty()) {
      return "";
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(byModel(here, home));
    byRule(all, data.compared().second()).ifPresent(figures::add);
    List<Subject> seamed =
        here.stream().filter(it -> it.share(Cause.WINDOW_SEAM) > 0).map(Audit::subject).toList();
    periodogram(diagnoses, seamed, home).ifPresent(figures::add);
    List<Audit> others = all.stream().filter(it -> !it.rule().equals(rule)).toList();
    return Html.paragraph(
            "A second difference looks at three frames. Where these are next to a gap, belong to"
                + " two sequences, or come from a padded window or from two windows, it measures"
                + " bookkeeping as well as motion. Each value is put under the first cause that its"
                + " three frames meet.")
        + page.figures(figures)
        + page.sortable(table("audit", here, home, seamPeaks(diagnoses, here)))
        + (others.isEmpty()
            ? ""
            : Html.details(
                "The same under other rules of averaging",
                page.sortable(table("audit-rules", others, home, Map.of()))));
  }

  /** The rule of averaging that a protocol follows. */
  private static String rule(String protocol) {
    return Protocols.named(protocol).map(Protocol::averagesLike).orElse(protocol);
  }

  private static List<Audit> audits(Diagnoses diagnoses, Subject subject) {
    Map<String, Map<Cause, DiagnosisRow>> byRule = new LinkedHashMap<>();
    for (DiagnosisRow row : diagnoses.overSeeds(DiagnosisTable.AUDIT, subject)) {
      Cause cause = Cause.valueOf(row.text("cause").toUpperCase(Locale.ROOT));
      byRule.computeIfAbsent(row.text("rule"), rule -> new LinkedHashMap<>()).put(cause, row);
    }
    return byRule.entrySet().stream()
        .map(entry -> new Audit(subject, entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Figure byModel(List<Audit> audits, Setting home) {
    return Shares.of(
        "audit",
        "Where the acceleration error comes from",
        "Parts add up to the number of the results table.",
        "acceleration error (mm/frame²)",
        List.copyOf(KINDS.values()),
        audits.stream().map(it -> it.bar(it.subject().label())).toList(),
        home.words() + ". Median over seeds.");
  }

  private static Optional<Figure> byRule(List<Audit> audits, String model) {
    List<Audit> of = audits.stream().filter(it -> it.subject().model().equals(model)).toList();
    return of.size() < 2
        ? Optional.empty()
        : Optional.of(
            Shares.of(
                "audit-rules",
                "The same predictions of " + model + " under five rules of averaging",
                "Which values enter the mean; the predictions are the same.",
                "acceleration error (mm/frame²)",
                List.copyOf(KINDS.values()),
                of.stream().map(it -> it.bar(it.rule())).toList(),
                "vibe joins all sequences to one; smoothnet counts both ends as 0; wham leaves out"
                    + " two frames at each end; hmrbench leaves out gaps."));
  }

  private static Optional<Figure> periodogram(
      Diagnoses diagnoses, List<Subject> subjects, Setting home) {
    List<Layer> layers = new ArrayList<>();
    List<SeriesStyle> legend = new ArrayList<>();
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    double window = 0;
    for (Subject subject : subjects) {
      List<DiagnosisRow> rows = diagnoses.overSeeds(DiagnosisTable.SEAMS, subject);
      double[] x = numbers(rows, "cycles_per_frame");
      double[] y = numbers(rows, "power");
      if (x.length == 0) {
        continue;
      }
      for (double power : y) {
        low = Math.min(low, power);
        high = Math.max(high, power);
      }
      window = rows.get(0).number("window_frames").orElse(0);
      SeriesStyle style = subject.style().withoutPoints();
      layers.add(new Layer.Line(style, Series.of(x), Series.of(y), 1.8));
      legend.add(style);
    }
    if (legend.isEmpty() || !(low > 0)) {
      return Optional.empty();
    }
    for (int k = 1; 2 * k <= window; k++) {
      layers.add(0, new Layer.Rule(Ink.GRID, k / window, true, true));
    }
    return Optional.of(
        Figure.of(
            "audit-seams",
            "Does the error come back at the length of the window?",
            "Dashed: multiples of one cycle per window of %s frames. Seams would stand out there."
                .formatted((int) window),
            legend,
            Plot.of(
                "",
                Axis.linear("cycles per frame", 0, 0.5, 5),
                Axis.log("power, logarithmic", low, high),
                layers),
            home.words() + ". Periodogram of the acceleration error, mean over sequences."));
  }

  private static double[] numbers(List<DiagnosisRow> rows, String column) {
    return rows.stream().mapToDouble(row -> row.number(column).orElse(0)).toArray();
  }

  private static Map<Subject, Double> seamPeaks(Diagnoses diagnoses, List<Audit> audits) {
    Map<Subject, Double> peaks = new LinkedHashMap<>();
    for (Audit audit : audits) {
      diagnoses.overSeeds(DiagnosisTable.SEAMS, audit.subject()).stream()
          .findFirst()
          .ifPresent(row -> peaks.put(audit.subject(), row.number("prominence").orElse(1)));
    }
    return peaks;
  }

  private static TableView table(
      String name, List<Audit> audits, Setting home, Map<Subject, Double> peaks) {
    List<Cause> causes =
        KINDS.keySet().stream()
            .filter(cause -> audits.stream().anyMatch(it -> values(it, cause) > 0))
            .toList();
    List<Heading> columns = new ArrayList<>();
    columns.add(Heading.words("model"));
    columns.add(Heading.words("rule"));
    columns.add(new Heading("as averaged", "mm/frame²", true));
    columns.add(new Heading("motion alone", "mm/frame²", true));
    causes.forEach(it -> columns.add(new Heading(kind(it).label(), "% of the number", true)));
    if (!peaks.isEmpty()) {
      columns.add(new Heading("seam peak", "times the rest", true));
    }
    List<Row> rows = new ArrayList<>();
    for (Audit audit : audits) {
      List<Entry> entries = new ArrayList<>();
      entries.add(
          Entry.words(audit.subject().label()).swatched(Ink.css(audit.subject().style().color())));
      entries.add(Entry.words(audit.rule()));
      entries.add(Entry.number(audit.number(), 2));
      entries.add(audit.ofMotionAlone().map(it -> Entry.number(it, 2)).orElse(Entry.none()));
      causes.forEach(it -> entries.add(share(audit, it)));
      if (!peaks.isEmpty()) {
        Double peak = peaks.get(audit.subject());
        entries.add(peak == null ? Entry.none() : Entry.number(peak, 1));
      }
      rows.add(new Row(!audit.subject().competes(), entries));
    }
    return new TableView(
        "%s__%s__%s__%sfps".formatted(name, home.dataset(), home.protocol(), home.fpsText()),
        "Acceleration error by cause: %s. Median over seeds, no filter; small print: values and their mean."
            .formatted(home.words()),
        columns,
        rows,
        notes(peaks));
  }

  private static List<String> notes(Map<Subject, Double> peaks) {
    List<String> notes = new ArrayList<>();
    notes.add("Motion alone: the mean of the values that no other cause touches.");
    if (!peaks.isEmpty()) {
      notes.add(
          "Seam peak: median power at multiples of one cycle per window over that between them;"
              + " about 1 without seams, called visible from %s on."
                  .formatted(Numbers.fixed(SeamSpectrum.VISIBLE, 0)));
    }
    return notes;
  }

  private static double values(Audit audit, Cause cause) {
    return audit.row(cause).number("values").orElse(0);
  }

  private static Entry share(Audit audit, Cause cause) {
    double values = values(audit, cause);
    Entry share = Entry.number(100 * audit.share(cause), 1);
    return values == 0
        ? Entry.none()
        : new Entry(
            share.text(),
            "%s × %s"
                .formatted(
                    Numbers.grouped(Math.round(values)),
                    Numbers.fixed(audit.row(cause).number("mean").orElse(0), 1)),
            false,
            "",
            share.value(),
            Optional.empty());
  }

  private static Shares.Kind kind(Cause cause) {
    return Objects.requireNonNull(KINDS.get(cause));
  }
}
