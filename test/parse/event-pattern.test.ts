import { describe, expect, it } from 'vitest';
import { parseArn } from '../../src/parse/arn.ts';
import { type Fit, fitOf } from '../../src/parse/event-pattern.ts';
import { bridgeEventOf, noAttributes, recordOf } from '../../src/parse/ses-event.ts';

const bounce = recordOf('BOUNCE', 'eventType', { set: 'news' });
const bridged = bridgeEventOf('BOUNCE', 'eu-west-1');

describe('a pattern and the record of a bounce', () => {
  it.each<[string, object | string, Fit]>([
    ['nothing asked', {}, 'all'],
    ['its type', { eventType: ['Bounce'] }, 'all'],
    ['its type among others', { eventType: ['Complaint', 'Bounce'] }, 'all'],
    ['another type', { eventType: ['Delivery'] }, 'none'],
    ['the case of a type', { eventType: ['bounce'] }, 'none'],
    ['the case of a type, ignored', { eventType: [{ 'equals-ignore-case': 'bounce' }] }, 'all'],
    ['the member of the other kind of record', { notificationType: ['Bounce'] }, 'none'],
    ['the absence of that member', { notificationType: [{ exists: false }] }, 'all'],
    ['a beginning', { eventType: [{ prefix: 'Bou' }] }, 'all'],
    ['an end', { eventType: [{ suffix: 'x' }] }, 'none'],
    ['anything but another', { eventType: [{ 'anything-but': ['Send'] }] }, 'all'],
    ['anything but itself', { eventType: [{ 'anything-but': ['Send', 'Bounce'] }] }, 'none'],
    ['anything but a beginning', { eventType: [{ 'anything-but': { prefix: 'Bo' } }] }, 'none'],
    ['a wildcard, which this reader does not judge', { eventType: [{ wildcard: 'B*' }] }, 'some'],
    ['details that are not known', { bounce: { bounceType: ['Permanent'] } }, 'some'],
    ['details of another type', { complaint: { feedbackId: [{ exists: true }] } }, 'none'],
    ['a member that no record has', { store: ['shop'] }, 'none'],
    ['one of two, of which one fits', { $or: [{ eventType: ['Send'] }, { eventType: ['Bounce'] }] }, 'all'],
    ['one of two, of which none fits', { $or: [{ eventType: ['Send'] }, { store: ['a'] }] }, 'none'],
    ['both of two', { eventType: ['Bounce'], store: ['a'] }, 'none'],
    ['a type within the mail, where it never is', { mail: { eventType: ['Bounce'] } }, 'none'],
    ['a bounce within the mail', { mail: { bounce: { bounceType: ['Permanent'] } } }, 'none'],
    ['the sender of the mail', { mail: { source: [{ suffix: '@example.com' }] } }, 'some'],
    ['a subject', { mail: { commonHeaders: { subject: ['x'] } } }, 'some'],
    ['a member of the mail that no record has', { mail: { configurationSet: ['news'] } }, 'none'],
    ['the tag of its set', { mail: { tags: { 'ses:configuration-set': ['news'] } } }, 'all'],
    ['the tag of another set', { mail: { tags: { 'ses:configuration-set': ['other'] } } }, 'none'],
    ['a tag that messages name', { mail: { tags: { campaign: ['x'] } } }, 'some'],
    ['no object', '["Bounce"]', 'some'],
    ['no JSON', '{', 'some'],
  ])('%s', (_, pattern, fit) => {
    expect(fitOf(typeof pattern === 'string' ? pattern : JSON.stringify(pattern), bounce)).toBe(fit);
  });

  it('does not follow a pattern without end', () => {
    expect(fitOf(`${'{"mail":'.repeat(5000)}["x"]${'}'.repeat(5000)}`, bounce)).toBe('some');
    expect(fitOf(`{"eventType":["${'x'.repeat(300_000)}"]}`, bounce)).toBe('some');
  });
});

describe('a pattern and the bounce of a message that is known', () => {
  const known = recordOf('BOUNCE', 'eventType', {
    set: 'news',
    bounce: { type: 'Permanent', subType: null },
    mail: { from: 'a@example.com', recipient: 'bounce+a1@simulator.amazonses.com', tags: { mine: 'a1' } },
  });
  it.each<[string, object, Fit]>([
    ['its type', { bounce: { bounceType: ['Permanent'] } }, 'all'],
    ['another type', { bounce: { bounceType: ['Transient'] } }, 'none'],
    ['a subtype, which is not sure', { bounce: { bounceSubType: ['General'] } }, 'some'],
    ['its recipient', { bounce: { bouncedRecipients: { emailAddress: [{ prefix: 'bounce' }] } } }, 'all'],
    ['a status', { bounce: { bouncedRecipients: { status: ['5.1.1'] } } }, 'some'],
    ['its sender', { mail: { source: ['a@example.com'] } }, 'all'],
    ['another sender', { mail: { commonHeaders: { from: [{ suffix: '@other.example' }] } } }, 'none'],
    ['its tag', { mail: { tags: { mine: ['a1'] } } }, 'all'],
    ['a tag it does not have', { mail: { tags: { campaign: ['x'] } } }, 'none'],
    ['a tag that SES may add', { mail: { tags: { 'ses:outgoing-ip': [{ prefix: '54.' }] } } }, 'some'],
    ['the domain that sends', { mail: { tags: { 'ses:from-domain': ['example.com'] } } }, 'all'],
  ])('%s', (_, pattern, fit) => {
    expect(fitOf(JSON.stringify(pattern), known)).toBe(fit);
  });
});

it('message attributes are never there', () => {
  expect(fitOf('{"eventType":["Bounce"]}', noAttributes)).toBe('none');
  expect(fitOf('{"eventType":[{"exists":false}]}', noAttributes)).toBe('all');
});

it('notifications of an identity have no tags', () => {
  const notice = recordOf('BOUNCE', 'notificationType');
  expect(fitOf('{"mail":{"tags":{"ses:configuration-set":["news"]}}}', notice)).toBe('none');
  expect(fitOf('{"mail":{"sourceIp":[{"exists":true}]}}', notice)).toBe('all');
});

it('an account that is known fits itself alone', () => {
  const own = bridgeEventOf('BOUNCE', 'eu-west-1', { account: '111122223333' });
  expect(fitOf('{"source":["aws.ses"],"account":["111122223333"]}', own)).toBe('all');
  expect(fitOf('{"source":["aws.ses"],"account":["999988887777"]}', own)).toBe('none');
});

describe('a rule of EventBridge and a bounce', () => {
  it.each<[object, Fit]>([
    [{ source: ['aws.ses'] }, 'all'],
    [{ source: [{ prefix: 'aws.' }], 'detail-type': ['Email Bounced'] }, 'all'],
    [{ source: ['aws.ses'], 'detail-type': ['Email Bounce'] }, 'none'],
    [{ source: ['ses.amazonaws.com'] }, 'none'],
    [{ source: ['aws.ses'], detail: { eventType: ['Bounce'] } }, 'all'],
    [{ source: ['aws.ses'], region: ['us-east-1'] }, 'none'],
    [{ source: ['aws.ses'], account: ['111122223333'] }, 'some'],
    [{ detail: { mail: { tags: { campaign: ['x'] } } } }, 'some'],
  ])('%j', (pattern, fit) => {
    expect(fitOf(JSON.stringify(pattern), bridged)).toBe(fit);
  });
});

it.each([
  ['arn:aws:sns:eu-west-1:111122223333:a:b', 'a:b'],
  ['arn:aws-cn:s3:::bucket/key', 'bucket/key'],
  ['arn:aws:sns:eu-west-1:111122223333', null],
  ['https://a:b:c:d:e:f', null],
  ['', null],
])('%s', (text, resource) => {
  expect(parseArn(text)?.resource ?? null).toBe(resource);
});
