import { expect, it } from 'vitest';
import { zoneLine } from '../../src/render/words.ts';

const of = (type: 'CNAME' | 'MX' | 'TXT', value: string): string =>
  zoneLine({ name: 'x.example.com', type, value, ttl: 1800 }).replace('x.example.com. 1800 IN ', '');

// RFC 1035 5.1: a name without a dot at its end is inside the zone, and a semicolon begins a comment.
it.each([
  ['CNAME', 'a1.dkim.amazonses.com', 'CNAME a1.dkim.amazonses.com.'],
  ['CNAME', 'a1.dkim.amazonses.com.', 'CNAME a1.dkim.amazonses.com.'],
  ['MX', '10 feedback-smtp.eu-west-1.amazonses.com', 'MX 10 feedback-smtp.eu-west-1.amazonses.com.'],
  ['TXT', 'v=DMARC1; p=none', 'TXT "v=DMARC1; p=none"'],
  ['TXT', 'a "quoted" \\ word', 'TXT "a \\"quoted\\" \\\\ word"'],
  ['TXT', 'k'.repeat(300), `TXT "${'k'.repeat(255)}" "${'k'.repeat(45)}"`],
] as const)('a record is a line that a zone file takes: %s %s', (type, value, line) => {
  expect(of(type, value)).toBe(line);
});
