import { describe, expect, it } from 'vitest';
import { quotable, quoteOf } from '../../src/symptom/quote.ts';

const prefix =
  'postfix/smtp[1]: 4F2: to=<bob@example.net>, relay=email-smtp.eu-west-1.amazonaws.com[192.0.2.1]:587,';
const noise = `${prefix} ${'conn_use=2, delays=0.1/0/0.9/0.2, '.repeat(20)}`;

describe('what is quoted of a long line', () => {
  it.each([
    ['the reply of a server', '554 Message rejected: Email address is not verified.'],
    ['a reply with an enhanced status', '550 5.1.1 <bob@example.net> user unknown'],
    ['the name of an error', 'MailFromDomainNotVerifiedException: the domain is not verified'],
    ['a word for failing', 'the connection to the relay timed out'],
    ['a status alone', 'dsn 5.7.26 by the receiver'],
  ])('holds %s, wherever it stands', (_, telling) => {
    for (const line of [`${noise}${telling} ${noise}`, `${noise}${telling}`, `${telling} ${noise}`]) {
      const quote = quoteOf(line, 300);
      expect(quote).toContain(telling);
      expect(quote.length).toBeLessThanOrEqual(300);
    }
  });

  it('is all of a line that is short enough, and the beginning where nothing tells', () => {
    expect(quoteOf('a  short\n line', 300)).toBe('a short line');
    expect(quoteOf('x'.repeat(400), 300)).toBe(`${'x'.repeat(299)}…`);
    expect(quotable('x'.repeat(400), 160)).toBe(`${'x'.repeat(159)}…`);
  });

  it('shows where something was left out, and begins with a word', () => {
    expect(quoteOf(`${noise}said: 554 no ${noise}`, 200)).toMatch(/^…\S+ .*said: 554 no .*…$/);
  });

  it('does not take a port, a size or a part of an address for a reply', () => {
    const line = `client=192.0.2.450 port:587 size=512 id-554 ${'word '.repeat(100)}550 No such user here`;
    expect(quoteOf(line, 120)).toContain('550 No such user here');
  });
});
