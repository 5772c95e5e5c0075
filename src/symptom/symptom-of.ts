import type { Candidate, Symptom } from '../model/symptom.ts';
import type { Collector } from './collector.ts';
import type { EventCounter } from './event-counter.ts';

/** Above so many deliveries the counts are the answer, and single items are not kept. */
const mostEvents = 50;

/** What was gathered, as the answer; that nothing was recognised, when there is nothing. `isBlank`: no text at all came. */
export function symptomOf(collector: Collector, counter: EventCounter, isBlank: boolean): Symptom {
  if (collector.isEmpty) {
    const item = collector.item('text', 'text that nothing recognises');
    collector.add(item, [
      {
        code: 'send/unrecognised',
        quote: isBlank ? 'nothing was pasted' : nothingKnown,
        weight: 2,
      },
    ]);
  }
  const many = counter.events > mostEvents;
  const summary = many ? counter.summary() : null;
  return {
    candidates: summary === null ? collector.candidates() : perCode(collector.candidates(), summary.byCode),
    items: collector.items,
    unread: collector.unreadParts,
    names: collector.names.names(),
    summary,
  };
}

const nothingKnown = 'no sentence in this text is one that SES, a mail library or a receiver is known to say';

/** With many events each code stands once, the most frequent first. */
function perCode(
  candidates: readonly Candidate[],
  counts: readonly { key: string; count: number; first: string | null; last: string | null }[],
): readonly Candidate[] {
  const result: Candidate[] = [];
  for (const { key, count, first, last } of counts) {
    if (key === 'send/no-failure' && counts.length > 1) continue;
    const sample = candidates.find(({ code }) => code === key);
    result.push({
      code: key,
      subject: null,
      quote: sample?.quote ?? key,
      rank: result.length,
      item: sample?.item ?? 0,
      data: {
        ...sample?.data,
        count: String(count),
        ...(first === null ? {} : { first }),
        ...(last === null ? {} : { last }),
      },
    });
  }
  return result;
}
