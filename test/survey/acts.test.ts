import { describe, expect, it } from 'vitest';
import type { FixStep } from '../../src/model/report.ts';
import { actOf } from '../../src/survey/acts.ts';

const one = {
  account: '111122223333',
  region: 'eu-west-1',
  identity: 'a.one.example',
  subject: 'a.one.example',
};
const two = {
  account: '444455556666',
  region: 'us-east-1',
  identity: 'max@two.example',
  subject: 'two.example',
};

const step = (text: string, command: string | null = null, type: 'TXT' | 'MX' | null = null): FixStep => ({
  ...{ text, owner: 'you', command },
  record: type === null ? null : { name: 'x.example', type, value: 'v', ttl: 300 },
});
const acts = (first: FixStep, second: FixStep): readonly [string, string] => [
  actOf([first], one),
  actOf([second], two),
];

describe('what mends two identities', () => {
  it.each([
    ['names of its own', step('Set up a.one.example again'), step('Set up two.example again')],
    ['a Region', step('Point it to eu-west-1'), step('Point it to us-east-1')],
    ['numbers', step('Wait for 300 seconds'), step('Wait for 4,100 seconds')],
    [
      'lists of servers',
      step('Ask ns1.a.test and ns2.a.test'),
      step('Ask ns7.b.test, ns8.b.test and 192.0.2.1.test'),
    ],
    ['what is quoted', step('Replace "v=spf1 -all"'), step('Replace "v=spf1 mx ~all"')],
    [
      'values in commands',
      step('Do', "aws sesv2 put-x --region eu-west-1 --email-identity 'a b' --on"),
      step('Do', 'aws sesv2 put-x --region us-east-1 --email-identity max@two.example --on'),
    ],
    ['an ARN', step('Allow arn:aws:iam::1:role/a'), step('Allow arn:aws:iam::2:role/b')],
  ])('is one act whatever %s they have', (_, first, second) => {
    const [a, b] = acts(first, second);
    expect(a).toBe(b);
  });

  it.each([
    ['words', step('Switch it on'), step('Set it up')],
    ['how many there are', step('Publish the record'), step('Publish these 3 records')],
    ['the type of the record', step('Publish it', null, 'TXT'), step('Publish it', null, 'MX')],
    ['flags', step('Do', 'aws sesv2 put-x --on'), step('Do', 'aws sesv2 put-x --no-on')],
    [
      'what AWS calls it',
      step('Do', 'aws sesv2 put-x --to AWS_SES'),
      step('Do', 'aws sesv2 put-x --to EXTERNAL'),
    ],
  ])('is another act where they differ in %s', (_, first, second) => {
    const [a, b] = acts(first, second);
    expect(a).not.toBe(b);
  });

  it('keeps a word that only holds a name', () => {
    const act = actOf([step('Send mailbox owners a mail')], { ...one, subject: 'mail' });
    expect(act).toBe('Send mailbox owners a …');
    expect(actOf([], one)).toBe('');
  });
});
