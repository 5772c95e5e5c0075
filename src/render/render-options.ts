/** How a report is shown. Only text minds most of it. */
export interface RenderOptions {
  columns: number;
  /** 0 no colour, 1 sixteen, 2 of 256, 3 all. */
  colorLevel: 0 | 1 | 2 | 3;
  quiet: boolean;
  verbose: boolean;
  /** Somebody reads it on a terminal, where the beginning scrolls away: the verdict is said again at the end. */
  terminal: boolean;
}
