package hmrbench.report.page;

import java.util.List;

/** The parts of the page, in its order. */
final class Sections {

  /** A new part of the page is a class and a line here. */
  static final List<Section> ALL =
      List.of(
          new EditedSection(),
          new OlderSetsSection(),
          new RemarksSection(),
          new FindingsSection(),
          new LengthSection(),
          new ResultsSection(),
          new GapsSection(),
          new LedgerSection(),
          new ChartsSection(),
          new PlaybackSection(),
          new AttentionSection(),
          new InterventionSection(),
          new FiltersSection(),
          new AnatomySection(),
          new BodySection(),
          new ConditionsSection(),
          new DefinitionsSection(),
          new AuditSection(),
          new StatisticsSection(),
          new StressSection(),
          new SequencesSection(),
          new RunSection(),
          new RerunSection());

  private Sections() {}
}
