import type { Ora } from 'ora';
import type { Progress } from '../src/cli/host.ts';

/** A line on the terminal that says what is being waited for. */
export interface ProgressLine {
  start: () => Promise<Progress>;
  /** The same writing, with the line out of the way meanwhile: what is written would run into it. */
  beside: (write: (text: string) => void) => (text: string) => void;
}

/** The line of this process, on standard error. */
export function progressLine(): ProgressLine {
  let shown: Ora | null = null;
  return {
    start: async () => {
      const { default: ora } = await import('ora');
      // A terminal that was given no size has 0 columns: to wrap a text at that width takes for ever.
      if (!(process.stderr.columns > 0)) process.stderr.columns = 80;
      const spinner = ora({ stream: process.stderr, discardStdin: false, text: 'starting' }).start();
      shown = spinner;
      const show = (text: string): void => {
        spinner.text = text;
      };
      return {
        update: (text) => {
          show(`asking for ${text}`);
        },
        show,
        stop: () => {
          spinner.stop();
          if (shown === spinner) shown = null;
        },
      };
    },
    beside: (write) => (text) => {
      shown?.clear();
      write(text);
      shown?.render();
    },
  };
}
