package dev.ionosphere.edge.inbox;

/**
 * What rows are known by to who brought them, so that the same ones are taken once.
 *
 * @param id that the bringer gave them; given again to others some time later
 * @param crc of what was brought
 */
public record Mark(int id, int crc) {}
