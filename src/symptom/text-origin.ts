import { holdsMessageId, proofOfDelivery } from './judge/delivery-proof.ts';
import { strangerIn } from './judge/plain-answer.ts';
import { saysItWentWell } from './observe/went-well.ts';
import { withoutVisibility } from './observe/told-members.ts';
import type { Reading } from './collector.ts';
import type { TextBlock } from './text-block.ts';

/** Nothing failed that we know: proof of delivery, somebody else's text, or nothing. */
export function originOf(block: TextBlock): Reading | null {
  const named = block.foreign ?? block.foreignOrigin;
  const foreign = block.lines.some(({ text }) => saysAccepted(text)) ? null : named;
  if (foreign !== null) {
    return {
      code: 'send/not-sent-by-ses',
      quote: foreign.quote,
      data: { whose: foreign.whose },
      weight: 2,
    };
  }
  const texts = block.lines.map(({ text }) => withoutVisibility(text));
  for (const [at, text] of texts.entries()) {
    const proof =
      proofOfDelivery(text, texts.slice(Math.max(0, at - 4), at)) ?? proofOfAnswer(block, texts, at);
    if (proof === null) continue;
    const id = block.collector.names.all('messageIds')[0];
    return {
      code: 'send/no-failure',
      quote: text,
      data: { proof, ...(id === undefined ? {} : { messageId: id }) },
      weight: 3,
    };
  }
  if (block.counted !== null)
    return {
      code: 'send/no-failure',
      quote: block.counted,
      data: { proof: 'the counts of the batch' },
      weight: 3,
    };
  return null;
}

/** A program says that SES took a mail: what another service failed at beside that says nothing of the mail. */
const saysAccepted = (text: string): boolean => /\bses\b/iu.test(text) && saysItWentWell(text);

/** That a line, with what belongs to its record, is the answer to a send and nothing else. */
function proofOfAnswer(block: TextBlock, texts: readonly string[], at: number): string | null {
  if (!holdsMessageId(texts[at] ?? '')) return null;
  const record = recordAt(texts, at);
  if (strangerIn(record) === null) return 'the answer of SendEmail';
  block.collector.noteUnknown(record.trim().slice(0, 300));
  return null;
}

/** How a record of a log begins: with the time, a level, an object. */
const beginsRecord =
  /^\s{0,4}(?:\[?\d{4}[-/]\d\d[-/]\d\d|[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d|time=|ts=|level=|(?:INFO|DEBUG|TRACE|NOTICE|WARN|WARNING|ERROR)\b)/u;

/** The lines that belong together with one: up to the next that begins a record of a log. */
function recordAt(texts: readonly string[], at: number): string {
  let start = at;
  while (start > 0 && !beginsRecord.test(texts[start] ?? '')) start -= 1;
  let end = at + 1;
  while (end < texts.length && !beginsRecord.test(texts[end] ?? '')) end += 1;
  return texts.slice(start, end).join('\n');
}
