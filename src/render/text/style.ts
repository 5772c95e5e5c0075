import type { ChalkInstance } from 'chalk';
import type { Status } from '../../model/report.ts';

/** What the lines of a text report depend on. */
export interface TextStyle {
  chalk: ChalkInstance;
  columns: number;
  verbose: boolean;
}

/** The colour of a status. */
export function paint(status: Status, chalk: ChalkInstance): (text: string) => string {
  switch (status) {
    case 'pass':
      return chalk.green;
    case 'warn':
      return chalk.yellow;
    case 'fail':
    case 'crash':
      return chalk.red;
    case 'unknown':
      return chalk.magenta;
    case 'skipped':
      return chalk.dim;
  }
}
