/**
 * What the files of a data set mean: clips with truth, features and masks; windows; frame rates;
 * the simulated set that ships. May use: {@code core}, {@code config}.
 */
@NullMarked
package hmrbench.data;

import org.jspecify.annotations.NullMarked;
