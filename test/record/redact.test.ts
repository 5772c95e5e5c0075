import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from '../../src/record/redact.ts';
import { expectLinear } from '../support/linear.ts';

describe('redaction', () => {
  it.each<[string, string, string]>([
    ['an address', 'jane.doe@example.com', 'useraaaaab@example.com'],
    ['one in a sentence', 'to <jane@example.com>, refused', 'to <useraaaaab@example.com>, refused'],
    [
      'several',
      'a1@x.example b2@x.example a1@y.example',
      'useraaaaab@x.example useraaaaac@x.example useraaaaab@y.example',
    ],
    ['letters of the world', 'jösé@bücher.example', 'useraaaaab@bücher.example'],
    [
      'the end of a domain in JSON',
      '{"source": [{"suffix": "@shop.example"}]}',
      '{"source": [{"suffix": "@shop.example"}]}',
    ],
    ['ends of domains in a list', '["x","@shop.example"]', '["x","@shop.example"]'],
    ['a quoted local part', '"jane doe"@example.com', '"useraaaaab"@example.com'],
    ['the name of a person', '"Jane Doe" <jane@example.com>', '"Useraaaaab" <useraaaaac@example.com>'],
    ['a name without quotes', 'Jane Doe <jane@example.com>', 'Useraaaaab <useraaaaac@example.com>'],
    ['a name in a field', 'x From: Jane <jane@example.com>', 'x From: Useraaaaab <useraaaaab@example.com>'],
    ['words of a reply', 'no user <jane@example.com> here', 'no user <useraaaaab@example.com> here'],
    ['an address in a URL', 'x jane%40example.com', 'x useraaaaab%40example.com'],
    ['both sides of VERP', 'bounce=jane=x@example.com', 'useraaaaab=useraaaaac=useraaaaad@example.com'],
    ['an account id', 'account 111122223333', 'account 000000000001'],
    ['a role', 'arn:aws:iam::111122223333:role/x', 'arn:aws:iam::000000000001:role/nameaaaaab'],
    [
      'a session, which has the name of its role',
      'arn:aws:sts::111122223333:assumed-role/App/jane@example.com and arn:aws:iam::111122223333:role/team/App',
      'arn:aws:sts::000000000001:assumed-role/Nameaaaaab/nameaaaaac and arn:aws:iam::000000000001:role/nameaaaaad/Nameaaaaab',
    ],
    [
      'a role of AWS',
      'arn:aws:iam::111122223333:role/aws-service-role/ses.amazonaws.com/AWSServiceRoleForAmazonSES',
      'arn:aws:iam::000000000001:role/aws-service-role/ses.amazonaws.com/AWSServiceRoleForAmazonSES',
    ],
    ['private addresses', '10.20.30.40, 192.168.1.9 and 10.20.30.40', '10.0.0.1, 10.0.0.2 and 10.0.0.1'],
    ['a private IPv6 address', 'fd12:3456::1 to 2001:db8::1', 'fd00::1 to 2001:db8::1'],
    ['a public address', '192.0.2.1 and 100.20.1.1', '192.0.2.1 and 100.20.1.1'],
    ['the id of an access key', 'key AKIAIOSFODNN7EXAMPLE', 'key AKIA0000000000000001'],
    ['a domain', 'example.com', 'example.com'],
    ['a message id of thirteen digits', '1234567890123', '1234567890123'],
    ['the role of a mailbox', 'postmaster@example.com', 'postmaster@example.com'],
    ['the mailbox simulator', 'bounce+x@simulator.amazonses.com', 'bounce+x@simulator.amazonses.com'],
  ])('of %s', (_name, text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  it('of what SES, receivers and logs say of people', () => {
    expect(redact('in region EU-WEST-1: jane@x.example, Jane Doe <jane@x.example>')).toBe(
      'in region EU-WEST-1: useraaaaac@x.example, Useraaaaab <useraaaaac@x.example>',
    );
    expect(redact({ quote: '550 <jane@x.example> User Jane unknown, subject "Your order"' })).toEqual({
      quote: '550 <useraaaaab@x.example> User Useraaaaab unknown, subject "Subjectaaaaab"',
    });
  });

  it.each<[string, string, string]>([
    ['syslog', 'Nov 21 20:00:00 app-7 postfix/smtp[9]: x', 'Nov 21 20:00:00 hostaaaaab postfix/smtp[9]: x'],
    [
      'a Received field',
      'from app-7.prod.corp.internal (ip-10-1-2-3.ec2.internal [10.1.2.3]) by mail.shop.example',
      'from hostaaaaab.internal (hostaaaaac.internal [10.0.0.1]) by hostaaaaad.shop.example',
    ],
    ['a greeting', 'helo=<app-7>', 'helo=<hostaaaaab>'],
    [
      'SES and large receivers, which are no secret',
      'a4-7.smtp-out.eu-west-1.amazonses.com to gmail-smtp-in.l.google.com',
      'a4-7.smtp-out.eu-west-1.amazonses.com to gmail-smtp-in.l.google.com',
    ],
    ['a page of a receiver', 'see https://help.shop.example/x', 'see https://help.shop.example/x'],
    ['a name of a record', 'abc._domainkey.shop.example', 'abc._domainkey.shop.example'],
  ])('takes the hosts out of %s', (_name, quote, expected) => {
    expect(redact({ quote })).toEqual({ quote: expected });
  });

  it('takes the names of templates out, wherever they stand', () => {
    expect(
      redact({
        target: { template: { kind: 'stored', name: 'Welcome-2' } },
        facts: [
          {
            fact: 'template',
            subject: 'Welcome-2',
            answer: { ok: true, value: 'the template Welcome-2 of Welcome-21' },
          },
          { fact: 'template-spellings', subject: 'Welcome-2', answer: { ok: true, value: ['welcome-2'] } },
        ],
      }),
    ).toEqual({
      target: { template: { kind: 'stored', name: 'Templateaaaaab' } },
      facts: [
        {
          fact: 'template',
          subject: 'Templateaaaaab',
          answer: { ok: true, value: 'the template Templateaaaaab of Welcome-21' },
        },
        {
          fact: 'template-spellings',
          subject: 'Templateaaaaab',
          answer: { ok: true, value: ['templateaaaaab'] },
        },
      ],
    });
  });

  it('reaches keys, lists and subjects, and leaves everything else', () => {
    expect(
      redact({
        'jane@example.com': ['jane@example.com', 5, null, true],
        subjectLine: 'Your order',
        code: 'a/b',
      }),
    ).toEqual({
      'useraaaaab@example.com': ['useraaaaab@example.com', 5, null, true],
      subjectLine: 'Subjectaaaaab',
      code: 'a/b',
    });
  });

  const local = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{2,20}$/);
  it('keeps what is equal equal, what differs different, and what differs by case differing by case', () => {
    fc.assert(
      fc.property(local, local, (one, other) => {
        const [a, b] = redact([`${one}@x.example`, `${other}@x.example`]);
        expect(a === b).toBe(one === other);
        expect(a.toLowerCase() === b.toLowerCase()).toBe(one.toLowerCase() === other.toLowerCase());
      }),
    );
    const spellings = ['Jane', 'jane', 'JANE', 'jAnE'];
    const seen = redact(spellings.map((name) => `${name}@x.example`));
    expect(new Set(seen).size).toBe(4);
    expect(new Set(seen.map((text) => text.toLowerCase())).size).toBe(1);
  });

  it.each(['x', '"', 'a@'])('takes linear time for a long text of %j', async (piece) => {
    await expectLinear(400_000, (size) => redact(piece.repeat(size)));
  });
});
