import { describe, expect, it } from 'vitest';
import { delegatedOf, parseSourceArn } from '../../src/parse/source-arn.ts';
import { createSymptomReader } from '../../src/symptom/reader.ts';

const arn = 'arn:aws:ses:eu-west-1:444455556666:identity/partner.example';

describe('the ARN of an identity', () => {
  it.each([
    [arn, 'partner.example'],
    ['arn:aws-us-gov:ses:us-gov-west-1:444455556666:identity/ann@partner.example', 'ann@partner.example'],
    ['arn:aws:ses:eu-west-1:444455556666:configuration-set/news', null],
    ['arn:aws:iam::444455556666:role/identity/x', null],
    ['partner.example', null],
  ])('%s', (text, name) => {
    expect(parseSourceArn(text)?.name ?? null).toBe(name);
  });

  it.each([
    ['news@partner.example', null, true],
    ['mail.PARTNER.example', null, true],
    ['partner.example.net', null, false],
    ['news@partner.example', 'arn:aws:iam::111122223333:role/mailer', true],
    ['news@partner.example', 'arn:aws:iam::444455556666:role/mailer', false],
  ])('%s, sent by %s', (sender, principal, delegated) => {
    expect(delegatedOf(sender, { sourceArn: arn, principal }) !== null).toBe(delegated);
  });
});

describe('a symptom', () => {
  it.each([
    [`X-SES-SOURCE-ARN: ${arn}`, arn],
    [`aws ses send-email --source-arn ${arn} --from news@partner.example failed`, arn],
    [`"FromEmailAddressIdentityArn": "${arn}",`, arn],
    [`"mail": {"sourceArn": "${arn}"`, undefined],
    ['SourceArn=arn:aws:sns:eu-west-1:444455556666:topic', undefined],
  ])('%s', (text, found) => {
    const reader = createSymptomReader({ region: null });
    reader.push(Buffer.from(`554 Access denied\n${text}\n`));
    expect(reader.end().names.sourceArn).toBe(found);
  });
});
