import type { ReadWords, Step } from '../../src/model/check.ts';
import { tellsOfClock } from '../../src/knowledge/aws-errors.ts';
import type { Candidate } from '../../src/model/symptom.ts';
import { command } from '../../src/render/paste/paste.ts';
import { mailNotSent } from './blocked.ts';

const clockFix: readonly Step[] = [
  {
    text: 'Look at the clock of the host that sends, and set it with NTP. A container uses the clock of its host',
    owner: 'you',
    command: command`timedatectl status`,
  },
  {
    text: 'If the clock is right, the request waited longer than five minutes after it was signed: sign it when it is sent',
    owner: 'you',
  },
];

/** The words of a refusal of credentials, which says of some requests that they bear a wrong time: then the clock comes first. */
export const orClock = (words: ReadWords): ReadWords => ({
  ...words,
  summary: (candidate: Candidate) =>
    tellsOfClock(candidate.quote)
      ? 'The clock of the host that sends is wrong, so AWS rejects its signatures.'
      : words.summary(candidate),
  impact: () => mailNotSent,
  fix: (candidate: Candidate) => (tellsOfClock(candidate.quote) ? clockFix : (words.fix?.(candidate) ?? [])),
  distinguish: (candidate: Candidate) =>
    tellsOfClock(candidate.quote)
      ? 'Where the text holds two times, the first is that of the host and the second that of AWS.'
      : typeof words.distinguish === 'string'
        ? words.distinguish
        : words.distinguish(candidate),
});
