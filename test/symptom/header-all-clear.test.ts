import { describe, expect, it } from 'vitest';
import { readSymptom } from '../../src/symptom/reader.ts';

const codesOf = (text: string): readonly string[] =>
  readSymptom(text, { region: null }).candidates.map(({ code }) => code);
const passes = 'Authentication-Results: mx.c.example; dkim=pass header.d=x.example; spf=pass; dmarc=pass';

describe('header fields that pass are no all-clear', () => {
  it.each<[string, string]>([
    [
      'a bounce in the body',
      `Delivered-To: a@b.example\n${passes}\n\nYour message was returned.\n550 5.1.1 No such user\n`,
    ],
    ['a refusal without a number', `${passes}\n\nThe message could not be delivered.\n`],
    ['a failure in the subject', `Subject: Undelivered Mail Returned to Sender\n${passes}\n\nSee below.\n`],
    ['another language', `${passes}\n\nIhre Nachricht war unzustellbar.\n`],
    ['SPF with a broken record', passes.replace('spf=pass', 'spf=permerror')],
    ['SPF that could not be looked up', passes.replace('spf=pass', 'spf=temperror')],
    [
      'a From field of another domain',
      `${passes.replace('dmarc=pass', 'dmarc=pass header.from=evil.example')}\nFrom: News <news@shop.example>\n\nhello\n`,
    ],
    ['DKIM that could not be looked up', passes.replace('dkim=pass', 'dkim=temperror')],
  ])('beside %s', (_, text) => {
    expect(codesOf(text)).not.toContain('send/no-failure');
  });

  it('beside the From field that they are about, they are one', () => {
    const own = passes.replace('dmarc=pass', 'dmarc=pass header.from=Shop.example');
    expect(codesOf(`${own}\nFrom: News <news@shop.example>\n\nhello\n`)).toContain('send/no-failure');
  });

  it('a bounce in the body is read', () => {
    expect(codesOf(`Delivered-To: a@b.example\n${passes}\n\n550 5.1.1 No such user\n`)[0]).toBe(
      'bounce/unknown-user',
    );
  });

  it('a broken SPF record is named', () => {
    expect(codesOf(passes.replace('spf=pass', 'spf=permerror'))[0]).toBe('message/spf-failed');
  });
});

it.each([
  passes,
  `Subject: Hello\n${passes}\n\nThank you for your order.\n`,
  passes.replace('spf=pass', 'spf=softfail'),
])('a message that passed is one: %j', (text) => {
  expect(codesOf(text)).toEqual(['send/no-failure']);
});
