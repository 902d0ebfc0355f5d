package hmrbench.picture.people;

import hmrbench.picture.geometry.Box;

/**
 * Someone who was found in a picture.
 *
 * @param box around the whole person, in pixels
 * @param score how sure it is that someone is there, 0 to 1
 */
public record FoundPerson(Box box, double score) {}
