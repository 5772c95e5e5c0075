import { grouped, identitiesOf } from '../../model/many.ts';
import type { Host, Progress } from '../host.ts';

/** What a survey tells while it runs. */
export interface SurveyProgress {
  expect: (count: number) => void;
  ended: () => void;
  /** Says something else, as it stands. */
  tell: (text: string) => void;
  stop: () => void;
}

/** Shows how many identities ended, at which rate, and how long the rest takes at that rate. */
export function surveyProgress(progress: Progress | null, host: Pick<Host, 'clock'>): SurveyProgress {
  const started = host.clock();
  let expected = 0;
  let done = 0;
  let shownAt = -Infinity;
  return {
    expect: (count) => {
      expected += count;
      progress?.show(`${identitiesOf(expected)} listed`);
    },
    ended: () => {
      done += 1;
      const now = host.clock();
      if (progress === null || now - shownAt < 250) return;
      shownAt = now;
      const rate = done / Math.max(0.001, (now - started) / 1000);
      const left = (expected - done) / rate;
      progress.show(
        `${grouped(done)} of ${identitiesOf(expected)}, ${rate.toFixed(1)} a second, about ${timeText(left)} left`,
      );
    },
    tell: (text) => progress?.show(text),
    stop: () => progress?.stop(),
  };
}

function timeText(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
