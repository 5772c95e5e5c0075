/** How a report is shown. Only text minds most of it. */
export interface RenderOptions {
  columns: number;
  /** As chalk counts: 0 is no colour. */
  colorLevel: 0 | 1 | 2 | 3;
  quiet: boolean;
  verbose: boolean;
  /** Somebody reads it on a terminal, where the beginning scrolls away: the verdict is said again at the end. */
  terminal: boolean;
}
