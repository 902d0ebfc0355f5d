package hmrbench.report.page;

import hmrbench.record.Manifest;
import hmrbench.record.Parity;
import hmrbench.report.table.Numbers;
import hmrbench.report.view.RunView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was run, on what, and how fast. */
final class RunSection implements Section {

  /** Lines of what is not in the results; the others are counted. */
  private static final int SHOWN = 60;

  @Override
  public String id() {
    return "run";
  }

  @Override
  public String shortName() {
    return "How it was run";
  }

  @Override
  public String heading() {
    return "How it was run";
  }

  @Override
  public String body(PageData data, PageParts page) {
    RunView run = data.run();
    Manifest manifest = run.manifest();
    StringBuilder out = new StringBuilder();
    out.append(
        cards(
            "Models",
            manifest.subjects().models().stream().map(Manifest.ModelCard::card).toList()));
    out.append(
        cards(
            "Data sets",
            manifest.subjects().datasets().stream().map(Manifest.DataCard::card).toList()));
    out.append(
        cards(
            "Protocols",
            manifest.subjects().protocols().stream().map(Manifest.ProtocolCard::card).toList()));
    out.append(Html.heading("Machine and versions"));
    List<String> versions = new ArrayList<>();
    versions.add("device: " + manifest.machine().device());
    new TreeMap<>(manifest.machine().versions())
        .forEach((what, which) -> versions.add(what + ": " + which));
    out.append(Html.list(versions));
    Parity parity = manifest.parity();
    if (parity != null) {
      out.append(Html.heading("Parity certificate: %s passed".formatted(parity.words())));
      out.append(
          Html.paragraph(
              "What this program says on small cases that ship with it, against answers that an"
                  + " independent script worked out; the command \"verify\" checks again."));
      out.append(
          Html.list(
              parity.checks().stream()
                  .map(it -> (it.passed() ? "passed: " : "FAILED: ") + it)
                  .toList()));
    }
    if (!manifest.throughput().isEmpty()) {
      out.append(Html.heading("Throughput"));
      out.append(Html.list(manifest.throughput().stream().map(RunSection::speed).toList()));
    }
    out.append(sessions(manifest.sessions()));
    if (!manifest.inputs().isEmpty()) {
      out.append(
          Html.details(
              "Files that were read, with their SHA-256 (%s)".formatted(manifest.inputs().size()),
              Html.list(
                  manifest.inputs().stream()
                      .map(
                          f ->
                              "%s, %s bytes, %s"
                                  .formatted(f.path(), Numbers.grouped(f.bytes()), f.sha256()))
                      .toList())));
    }
    out.append(incomplete(manifest));
    if (!run.config().text().isEmpty()) {
      out.append(
          Html.details(
              "The experiment with every default written out", Html.code(run.config().text())));
    }
    return out.toString();
  }

  /** The parts of a run that was stopped and went on. */
  private static String sessions(List<Manifest.Session> sessions) {
    return sessions.size() < 2
        ? ""
        : Html.heading("Sessions")
            + Html.paragraph(
                "The run was stopped and went on; the throughput is that of all sessions.")
            + Html.list(sessions.stream().map(RunSection::session).toList());
  }

  private static String session(Manifest.Session session) {
    return "%s to %s: %d cells, on %s"
        .formatted(
            session.started(),
            session.ended() == null ? "when it was stopped" : session.ended(),
            session.shards(),
            session.machine().device());
  }

  private static String speed(Manifest.Throughput stage) {
    return "%s: %s frames in %s s, %s frames/s"
        .formatted(
            stage.stage(),
            Numbers.grouped(stage.frames()),
            Numbers.fixed(stage.seconds(), 1),
            Numbers.grouped(Math.round(stage.framesPerSecond())));
  }

  private static String cards(String heading, List<Manifest.Card> cards) {
    if (cards.isEmpty()) {
      return "";
    }
    return Html.heading(heading)
        + Templates.fill("cards", Map.of("cards", cards.stream().map(RunSection::words).toList()));
  }

  private static Map<String, String> words(Manifest.Card card) {
    return Map.of(
        "name",
        card.name(),
        "description",
        card.description().stream().map(RunSection::plain).collect(Collectors.joining("; ")));
  }

  /** A line of a card without the signs of its config. */
  private static String plain(String line) {
    if (line.equals("architecture: reference")) {
      return "worked out from the truth, in plain Java on the CPU: no network, no device";
    }
    String words = line.replace("${project}/", "");
    return words.contains(": [\"")
        ? words.replace("[\"", "").replace("\"]", "").replace("\"", "")
        : words;
  }

  /** What failed, is missing, or was left out. */
  private static String incomplete(Manifest manifest) {
    Set<String> lines = new LinkedHashSet<>();
    for (Manifest.Shard shard : manifest.records().shards()) {
      if (shard.state() == Manifest.State.FAILED) {
        lines.add("failed: %s: %s".formatted(shard.cell(), shard.message()));
      } else if (shard.state() == Manifest.State.MISSING) {
        lines.add("not run yet: " + shard.cell());
      } else if (shard.state() == Manifest.State.LEFT_OUT) {
        lines.add(
            "left out under protocol %s: %s on %s (%s)"
                .formatted(
                    shard.cell().protocol(),
                    shard.cell().model(),
                    shard.cell().dataset(),
                    shard.message()));
      }
    }
    for (Manifest.Skipped skipped : manifest.records().skipped()) {
      lines.add(
          "left out under protocol %s: %s of %s (%s)"
              .formatted(
                  skipped.protocol(), skipped.sequence(), skipped.dataset(), skipped.reason()));
    }
    if (lines.isEmpty()) {
      return "";
    }
    List<String> shown = lines.stream().limit(SHOWN).collect(Collectors.toList());
    if (lines.size() > SHOWN) {
      shown.add("and %s more, in manifest.json".formatted(lines.size() - SHOWN));
    }
    return Html.heading("Not in these results") + Html.list(shown);
  }
}
