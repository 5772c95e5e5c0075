import { grouped } from '../../model/many.ts';

/** A part of a page: where a link leads, what it is called, and how much is in it; null where that says nothing. */
export interface Part {
  id: string;
  /** HTML. */
  name: string;
  count: number | null;
}

/** The parts of a page as links, where there are three or more. */
export function contentsList(parts: readonly Part[]): string {
  if (parts.length < 3) return '';
  const items = parts.map(
    ({ id, name, count }) =>
      `<li><a href="#${id}">${name}</a>${count === null ? '' : ` ${grouped(count)}`}</li>`,
  );
  return `<nav aria-label="Contents"><ul>${items.join('')}</ul></nav>`;
}
