import { isOfCommits } from './commits.ts';
import { isLineOfProgram } from './event.ts';
import { namesFailures } from './forms.ts';
import { isOfNoCase, isTalk } from './general.ts';
import { isReport } from './genre.ts';
import { isOnlySource } from './only-source.ts';
import { isQuery } from './query.ts';
import { isQuietAlarm } from './quiet-alarm.ts';
import { isErrorOfCli, quotesReply } from './record-line.ts';
import { isPartOfReport } from './report-part.ts';
import { isStamped } from './stamped-line.ts';
import { areWishes } from './wish.ts';

/**
 * Whether lines are source code, settings, a page of documentation: they say what may happen, and nobody says that it did. `isLog`: the
 * lines bore the time.
 */
export const isOfNobody = (texts: readonly string[], isLog: boolean): boolean =>
  isOnlySource(texts) ||
  (!isLog &&
    isOfNoCase(texts) &&
    !texts.some((text) => quotesReply(text) || isErrorOfCli(text)) &&
    !isReport(texts)) ||
  isQuietAlarm(texts) ||
  isPartOfReport(texts) ||
  isQuery(texts.join('\n').trim()) ||
  areWishes(texts.join('\n')) ||
  isOfCommits(texts) ||
  (!isLineOfProgram(texts) && (namesFailures(texts) || (!isLog && isTalk(texts) && !isReport(texts))));

/** Whether lines are written by a person: no records, no lines of a log, no dialogue. */
export function isWrittenByPerson(texts: readonly string[], isLog: boolean): boolean {
  const filled = texts.filter((text) => text.trim() !== '');
  return filled.length <= 40 && !isLog && !filled.some(isStamped);
}
