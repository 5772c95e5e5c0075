/**
 * As many blocks of lines as there is room for, in their order; where not all fit, a line is left free for the number of the
 * others.
 */
export function fitting(
  blocks: readonly (readonly string[])[],
  room: number,
): readonly (readonly string[])[] {
  if (blocks.flat().length <= room) return blocks;
  const shown: (readonly string[])[] = [];
  let left = room - 1;
  for (const block of blocks) {
    left -= block.length;
    if (left < 0) break;
    shown.push(block);
  }
  return shown;
}
