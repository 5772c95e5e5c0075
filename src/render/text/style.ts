import type { Colours } from './colours.ts';
import type { Finding, Status } from '../../model/report.ts';

/** What the lines of a text report depend on. */
export interface TextStyle {
  colours: Colours;
  columns: number;
  verbose: boolean;
  /** Whether a sentence that stands in a line may take so many instead: the report has lines left. */
  isWhole: (finding: Finding, lines: number) => boolean;
  /** How many hints are shown; the others are counted. */
  hints: number;
  /** The Region that the head of the report names, or null. */
  region: string | null;
}

/** The colour of a status. */
export function paint(status: Status, colours: Colours): (text: string) => string {
  switch (status) {
    case 'pass':
      return colours.green;
    case 'warn':
      return colours.yellow;
    case 'fail':
    case 'crash':
      return colours.red;
    case 'unknown':
      return colours.magenta;
    case 'skipped':
      return colours.dim;
  }
}
