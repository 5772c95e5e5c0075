import type { Candidate, Symptom } from '../model/symptom.ts';
import type { Collector } from './collector.ts';
import type { EventCounter } from './events/counter.ts';
import { ended } from './finality.ts';

/** Above so many deliveries the counts are the answer, and single items are not kept. */
const mostEvents = 50;

/** What was gathered, as the answer; that nothing was recognised, when there is nothing. `isBlank`: no text at all came. */
export function symptomOf(collector: Collector, counter: EventCounter, isBlank: boolean): Symptom {
  const { foreign } = collector;
  const isGreen = collector.candidates().every(({ code }) => code === 'send/no-failure');
  // A refusal that no rule knows, beside a success: which of the two is meant nobody can say.
  const failure = collector.failure ?? (isGreen ? collector.unknown : null);
  const [open, ...others] = isGreen ? collector.unproven : [];
  if (open !== undefined && failure === null && foreign === null) {
    const whom = others.length === 0 ? open : `${open} and ${String(others.length)} more`;
    collector.add(collector.item('event', 'Delivery event'), [
      {
        code: 'send/unrecognised',
        quote: `mail.destination names recipients that delivery.recipients does not: ${whom}`,
        data: { open: whom },
        weight: 2,
      },
    ]);
  }
  if (collector.isEmpty || (isGreen && (failure ?? foreign) !== null)) {
    const item = collector.item('text', 'text that nothing recognises');
    const quote =
      isBlank && collector.isEmpty
        ? 'nothing was pasted'
        : (failure ??
          (foreign === null ? nothingKnown : `beside the records stands what is none: ${foreign}`));
    collector.add(item, [
      {
        code: 'send/unrecognised',
        quote,
        data: failure === null ? {} : { seen: seenIn(failure) },
        weight: 2,
      },
    ]);
  }
  const many = counter.events > mostEvents;
  const summary = many ? counter.summary() : null;
  const unexplained = isGreen ? null : collector.unexplained;
  return {
    candidates: summary === null ? collector.candidates() : perCode(collector, summary.byCode),
    items: collector.items,
    unread: collector.unreadParts,
    names: collector.names.names(),
    ...(unexplained !== null && { unexplained }),
    summary,
  };
}

/** What was read in a line that no rule knows, as the finding says it; empty when it was nothing. */
function seenIn(line: string): string {
  const reply = /(?<![\d.:/]|\bport )([45][0-5]\d)[ -](?=[A-Za-z<(#\d])/u.exec(line)?.[1];
  const status = /(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])/u.exec(line)?.[0];
  const name = /\b[A-Z]\w{2,40}(?:Exception|Error|Failure)\b/u.exec(line)?.[0];
  return [
    ...(reply === undefined ? [] : [`an SMTP ${reply}`]),
    ...(status === undefined ? [] : [`the status ${status}`]),
    ...(name === undefined ? [] : [`an error of the class ${name}`]),
  ].join(', ');
}

const nothingKnown = 'no sentence in this text is one that SES, a mail library or a receiver is known to say';

/** What is told of whose the failures of one code are, or of where, at most five. */
function together(
  name: 'accounts' | 'owners' | 'regions',
  told: readonly Candidate[],
): Partial<Pick<Candidate, 'accounts' | 'owners' | 'regions'>> {
  const all = [...new Set(told.flatMap((one) => one[name] ?? []))].slice(0, 5);
  return all.length === 0 ? {} : { [name]: all };
}

/** With many events each code stands once, the most frequent first. */
function perCode(
  collector: Collector,
  counts: readonly { key: string; count: number; first: string | null; last: string | null }[],
): readonly Candidate[] {
  const candidates = collector.candidates();
  const result: Candidate[] = [];
  for (const { key, count, first, last } of counts) {
    if (key === 'send/no-failure' && counts.length > 1) continue;
    const told = candidates.filter(({ code }) => code === key);
    const [sample] = told;
    result.push({
      code: key,
      subject: null,
      quote: sample?.quote ?? key,
      rank: result.length,
      item: sample?.item ?? 0,
      ...together('accounts', told),
      ...together('owners', told),
      ...together('regions', told),
      data: {
        ...sample?.data,
        ...(collector.isOver(key) && ended),
        count: String(count),
        ...(first === null ? {} : { first }),
        ...(last === null ? {} : { last }),
      },
    });
  }
  return result;
}
