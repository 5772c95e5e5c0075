import { readLiteral } from './literal.ts';

/** A document that stands in a text, and what stands around it. */
export interface Found {
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
  readonly cut: boolean;
}

/** Keys by which a document in a text is worth taking out: those of SES's records and of the envelopes around them. */
const anchors =
  /notification[ _-]?type|event[ _-]?type|bounce[ _-]?type|bounced[ _-]?recipients|complain|delay[ _-]?type|"Records"|"Message"|'Message'|"body"|'body'|"data"|"detail|Insights|"Type"|awslogs|topic_?arn|diagnostic|errorMessage|MessageId|SuppressedDestination|Max24HourSend|VerificationStatus|VerifiedForSending|ProductionAccess|EnforcementStatus|SendingEnabled|DkimAttributes|MailFrom(?:Attributes|DomainStatus)|Recommendations|["']\{\s{0,3}\\{1,3}"|["'](?:enhanced|smtp)\w{0,16}["']\s{0,3}(?:=>|:)/iu;

/** What a document begins with: a bracket before a key, a bracket or its end. Log lines begin `[2026-…` or `[error]`. */
const beginning = /\{\s{0,200}(?:["'}:[]|[A-Za-z_]\w{0,60}\s{0,3}(?:=|:(?!:)))|\[\s{0,200}[{["']/gu;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** The document that a text is, from its first character to its last; undefined when it is none. */
export function wholeDocument(text: string): unknown {
  const first = text.trimStart()[0];
  if (first !== '{' && first !== '[' && first !== '"') return undefined;
  const value = parsed(text);
  return value !== null && (typeof value === 'object' || typeof value === 'string') ? value : undefined;
}

/**
 * The documents in a text, one behind the other: NDJSON, concatenated, in lines of a log, cut off. Each place is read once: behind
 * one that fails the search goes on where it failed.
 */
export function documentsIn(text: string): readonly Found[] {
  const found: Found[] = [];
  if (!(text.includes('{') || text.includes('[')) || !anchors.test(text)) return found;
  beginning.lastIndex = 0;
  let again = text.length * 4 + 65_536;
  for (
    let match = beginning.exec(text);
    match !== null && found.length < 20_000;
    match = beginning.exec(text)
  ) {
    const literal = readLiteral(text, match.index);
    if (literal === null) continue;
    const end = Math.max(literal.end, match.index + 1);
    beginning.lastIndex = end;
    const raw = text.slice(match.index, end);
    if (literal.size === 0 || !anchors.test(raw)) {
      // A bracket of prose swallows what stands behind it: look again right after it, once a line.
      again -= raw.length;
      if (literal.cut && again > 0)
        beginning.lastIndex = Math.max(match.index + 1, Math.min(end, nextLine(text, match.index)));
      continue;
    }
    found.push({ value: parsed(raw) ?? literal.value, start: match.index, end, cut: literal.cut });
  }
  return found;
}

function nextLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
