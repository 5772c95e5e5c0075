import type { Report } from '../../model/report.ts';
import { safe } from '../safe.ts';
import { hang } from '../wrap.ts';
import type { TextStyle } from './style.ts';

/** What of the reports that `explain` was given could not be read, beside what they say. */
export function renderLost({ stages }: Report, { colours, columns }: TextStyle): readonly string[] {
  const messages = stages
    .flatMap(({ checks }) => checks)
    .filter(({ findings }) => findings.length > 0)
    .flatMap(({ unanswered }) => unanswered.map(({ message }) => message));
  return [...new Set(messages)]
    .flatMap((message) => hang(safe(message), columns, '? '))
    .map((line) => colours.magenta(line));
}
