/**
 * The program in trouble, tried again and again: {@code ./mvnw -Pcampaign test -pl workbench}.
 *
 * <p>Readers against files that chance has damaged, and commands that are killed at any moment,
 * with too little of a machine, with company, or with names that do harm. Every kind of trouble is
 * a row of one table. A test method tagged {@code campaign}, wherever it lies, adds its row by
 * {@link hmrbench.campaign.Campaign#run()} or {@link hmrbench.campaign.ProgramTable#finish()};
 * nothing else lists it. Short forms are among the quick and the long checks.
 */
package hmrbench.campaign;
