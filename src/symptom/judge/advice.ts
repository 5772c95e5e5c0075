import { lettersOf, member } from '../unwrap/segment.ts';
import type { Reading } from '../collector.ts';
import type { TextBlock } from '../text-block.ts';
import { mentions } from '../mentions.ts';

/** Recommendations of the advisor by their type and words, likeliest first (ListRecommendations; "Virtual Deliverability Manager advisor"). */
const advice: readonly { type: RegExp; says: RegExp; codes: readonly string[] }[] = [
  {
    type: /dkim/iu,
    says: /not (?:been )?(?:enabled|found|configured|set up)|missing/iu,
    codes: ['dkim/not-enabled'],
  },
  { type: /dkim/iu, says: /fail|could not|invalid|not verified/iu, codes: ['dkim/status-failed'] },
  { type: /dmarc/iu, says: /not (?:been )?found|missing|no (?:dmarc )?record/iu, codes: ['dmarc/missing'] },
  { type: /mail[ _-]?from/iu, says: /fail|could not|invalid/iu, codes: ['mail-from/failed'] },
  { type: /complaint/iu, says: /rate|high|exceed|above|spam/iu, codes: ['reputation/complaint-rate-review'] },
  { type: /bounce/iu, says: /rate|high|exceed|above/iu, codes: ['reputation/bounce-rate-review'] },
];
const types = /^(?:dkim|dmarc|spf|bimi|complaint|bounce|feedback_?3p|ip_?listing)$/iu;

function readingsOf(type: string, description: string, subject: string | null): readonly Reading[] {
  const quote = description.toLowerCase().includes(type.toLowerCase())
    ? description
    : `${type}: ${description}`;
  const found = advice.find((one) => one.type.test(quote) && one.says.test(description));
  const data = { type, description, ...(subject === null ? {} : { identity: subject }) };
  return [...(found?.codes ?? []), 'reputation/recommendation'].map((code, place) => ({
    code,
    subject,
    quote,
    data,
    weight: place === 0 ? 0 : 1,
  }));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** An open recommendation as ListRecommendations gives it, or a list of them; null when the document is none. */
export function readAdvice(document: unknown): readonly Reading[] | null {
  const list = member(document, 'Recommendations');
  const all: readonly unknown[] = Array.isArray(list) ? list : [document];
  const readings = all.slice(0, 50).flatMap((one) => {
    const type = textOf(member(one, 'Type'));
    const description = textOf(member(one, 'Description'));
    const resource = textOf(member(one, 'ResourceArn'));
    const isAdvice =
      types.test(type) &&
      description !== '' &&
      (Array.isArray(list) || resource.includes(':ses:') || textOf(member(one, 'Impact')) !== '');
    // FIXED: the advisor itself says that it is over.
    if (!isAdvice || lettersOf(textOf(member(one, 'Status'))) === 'fixed') return [];
    return readingsOf(type, description, /:identity\/([^/\s]{3,255})$/u.exec(resource)?.[1] ?? null);
  });
  return readings.length === 0 ? null : readings;
}

const heading =
  /deliverability manager|\bvdm\b|\badvis[eo]r\b|recommendation|(?:high|low) impact|impact["']?\s{0,3}[:=|]\s{0,3}["']?(?:high|low)|aws:?ses(?!v2:):?.{0,40}identity/iu;
const headingWords = [
  'deliverability manager',
  'vdm',
  'advis',
  'recommendation',
  'impact',
  'aws:ses',
  'awsses',
];
const stated =
  /\b(dkim|dmarc|spf|bimi|mail from|bounce rate|complaint rate)\b[^|.\n]{0,80}?\b(?:not (?:been )?(?:found|enabled|aligned|configured|set up|verified)|missing|could not be parsed|failed|below 2048|too high|is high|exceeds?)\b[^|.\n]{0,60}/iu;

/** The event, or the member, by which the advisor says that it is over ("Amazon EventBridge and SES": Open and Resolved). */
const isResolved =
  /recommendation status resolved|["']?\bstatus["']?\s{0,3}[:=]\s{0,3}["']?(?:fixed|resolved)\b/iu;

/** A recommendation as the console shows it; null when the text holds none. */
export function readShownAdvice(block: TextBlock): readonly Reading[] | null {
  const lines = block.lines.slice(0, 200).map(({ text }) => text.slice(0, 600));
  if (!lines.some((line) => mentions(line, ...headingWords) && heading.test(line))) return null;
  const over = lines.find((line) => isResolved.test(line));
  if (over !== undefined)
    return [{ code: 'send/unrecognised', quote: over.slice(0, 300), data: { over: 'true' }, weight: 2 }];
  for (const line of lines) {
    const match = stated.exec(line);
    // A sentence of somebody who writes to us has other words in it.
    if (match === null || /\b(?:i|we|my|our)\b|[?]/iu.test(line)) continue;
    const type = (match[1] ?? '').toUpperCase().replace('MAIL FROM', 'SPF').replace(' RATE', '');
    const identity =
      /(?<![\w@.-])((?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24})(?![\w.-])/iu.exec(line)?.[1] ?? null;
    return readingsOf(type, match[0].trim(), identity);
  }
  return null;
}
