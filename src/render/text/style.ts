import type { Colours } from './colours.ts';
import type { Status } from '../../model/report.ts';

/** What the lines of a text report depend on. */
export interface TextStyle {
  colours: Colours;
  columns: number;
  verbose: boolean;
  /** What stands in a line otherwise may take several: the report is short enough. */
  roomy: boolean;
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
