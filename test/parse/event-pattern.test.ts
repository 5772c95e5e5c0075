import { describe, expect, it } from 'vitest';
import { parseArn } from '../../src/parse/arn.ts';
import { type Fit, fitOf, type Known } from '../../src/parse/event-pattern.ts';
import { bridgeEventOf, noAttributes, recordOf } from '../../src/parse/ses-event.ts';

const bounce = recordOf('BOUNCE', 'eventType', { set: 'news' });
const bridged = bridgeEventOf('BOUNCE', { region: 'eu-west-1' });

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
    ['a wildcard', { eventType: [{ wildcard: 'B*e' }] }, 'all'],
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

describe('a pattern and any bounce of a sender, of whose messages nothing is known', () => {
  const publisher = { set: 'news', account: '111122223333', region: 'eu-west-1', partition: 'aws' };
  const ofDomain = recordOf('BOUNCE', 'eventType', { ...publisher, sender: 'example.com' });
  const ofAddress = recordOf('BOUNCE', 'eventType', { ...publisher, sender: 'news@example.com' });
  const source = (rule: unknown): object => ({ mail: { source: [rule] } });
  const arn = (rule: unknown): object => ({ mail: { sourceArn: [rule] } });
  const tag = (name: string, rule: unknown): object => ({ mail: { tags: { [name]: [rule] } } });
  const own = 'arn:aws:ses:eu-west-1:111122223333:identity/example.com';
  it.each<[object, Fit, Fit]>([
    // The pattern, and how it fits mail from example.com and mail from news@example.com.
    [source('news@example.com'), 'some', 'some'],
    [source('News <news@example.com>'), 'some', 'some'],
    [source('sales@example.com'), 'some', 'none'],
    [source('news@shop.example'), 'none', 'none'],
    [source('example.com'), 'none', 'none'],
    [source(null), 'none', 'none'],
    [source({ suffix: '@example.com' }), 'some', 'some'],
    [source({ suffix: '@EXAMPLE.com>' }), 'some', 'some'],
    [source({ suffix: '@mail.example.com' }), 'some', 'none'],
    [source({ suffix: '@shop.example' }), 'none', 'none'],
    [source({ suffix: 'notexample.com' }), 'none', 'none'],
    [source({ prefix: 'news@' }), 'some', 'some'],
    [source({ prefix: 'billing@shop.example' }), 'some', 'some'],
    [source({ wildcard: '*@example.com*' }), 'some', 'some'],
    [source({ wildcard: '*@shop.example*' }), 'some', 'some'],
    [source({ wildcard: '*@shop.example' }), 'none', 'none'],
    [source({ wildcard: '\\*' }), 'none', 'none'],
    [source({ wildcard: '*' }), 'some', 'some'],
    [source({ 'equals-ignore-case': 'A@SHOP.EXAMPLE' }), 'none', 'none'],
    [source({ 'anything-but': ['news@shop.example', 'a@shop.example'] }), 'all', 'all'],
    [source({ 'anything-but': { suffix: '@shop.example' } }), 'all', 'all'],
    [source({ 'anything-but': { suffix: ['@shop.example', '.com', '.com>'] } }), 'some', 'some'],
    [source({ 'anything-but': { wildcard: '*@shop.example' } }), 'all', 'all'],
    [source({ exists: true }), 'all', 'all'],
    [source({ exists: false }), 'none', 'none'],
    [source({ numeric: ['>', 0] }), 'none', 'none'],
    [source({ cidr: '10.0.0.0/8' }), 'some', 'some'],
    [arn(own), 'some', 'some'],
    [arn('arn:aws:ses:eu-west-1:111122223333:identity/shop.example'), 'none', 'none'],
    [arn('arn:aws:ses:us-east-1:111122223333:identity/example.com'), 'none', 'none'],
    [arn('arn:aws:ses:eu-west-1:999988887777:identity/example.com'), 'none', 'none'],
    [arn({ prefix: 'arn:aws:ses:eu-west-1:111122223333:' }), 'some', 'some'],
    [arn({ prefix: 'arn:aws:ses:us-' }), 'none', 'none'],
    [arn({ suffix: '/shop.example' }), 'none', 'none'],
    [arn({ wildcard: '*:identity/*example.com' }), 'some', 'some'],
    [tag('ses:from-domain', 'example.com'), 'some', 'some'],
    [tag('ses:from-domain', 'mail.example.com'), 'some', 'none'],
    [tag('ses:from-domain', 'shop.example'), 'none', 'none'],
    [tag('ses:from-domain', { suffix: '.example' }), 'none', 'none'],
    [tag('ses:configuration-set', 'other'), 'none', 'none'],
    [tag('ses:source-tls-version', 'TLSv1.2'), 'some', 'some'],
    [tag('ses:caller-identity', 'mailer'), 'some', 'some'],
    [tag('campaign', 'x'), 'some', 'some'],
    [{ mail: { sendingAccountId: ['999988887777'] } }, 'none', 'none'],
    [{ mail: { sourceIp: [{ cidr: '10.0.0.0/8' }] } }, 'some', 'some'],
    [{ mail: { commonHeaders: { from: [{ suffix: 'shop.example' }] } } }, 'none', 'none'],
    [{ mail: { commonHeaders: { subject: ['Hello'] } } }, 'some', 'some'],
    [{ $or: [source('a@shop.example'), tag('ses:from-domain', 'shop.example')] }, 'none', 'none'],
    [{ $or: [source('a@shop.example'), tag('campaign', 'x')] }, 'some', 'some'],
    [{ bounce: [{ exists: true }] }, 'some', 'some'],
  ])('%j', (pattern, fitsDomain, fitsAddress) => {
    expect([ofDomain, ofAddress].map((known) => fitOf(JSON.stringify(pattern), known))).toEqual([
      fitsDomain,
      fitsAddress,
    ]);
  });

  it('an identity that another account lent may be of any account', () => {
    const lent = recordOf('BOUNCE', 'eventType', { ...publisher, sender: 'example.com', owner: null });
    const foreign = arn('arn:aws:ses:eu-west-1:999988887777:identity/example.com');
    expect(fitOf(JSON.stringify(foreign), lent)).toBe('some');
  });

  it('notices of an identity know their sender, and no header', () => {
    const notice = recordOf('BOUNCE', 'notificationType', { sender: 'example.com' });
    expect(fitOf(JSON.stringify(source({ suffix: '@shop.example' })), notice)).toBe('none');
    expect(fitOf('{"mail":{"commonHeaders":{"from":["a@shop.example"]}}}', notice)).toBe('some');
  });
});

it.each<[string, string, boolean]>([
  ['10.0.0.0/24', '10.0.0.7', true],
  ['10.0.0.0/24', '10.0.1.7', false],
  ['2001:db8::/32', '2001:db8::1', true],
  ['10.0.0.0/24', 'localhost', false],
])('the network %s and %s', (cidr, text, isWithin) => {
  const event: Known = { kind: 'object', closed: true, members: { ip: { kind: 'text', text } } };
  expect(fitOf(JSON.stringify({ ip: [{ cidr }] }), event)).toBe(isWithin ? 'all' : 'none');
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
  const own = bridgeEventOf('BOUNCE', { region: 'eu-west-1', account: '111122223333' });
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
    [{ resources: ['arn:aws:ses:eu-west-1:111122223333:identity/shop.example'] }, 'some'],
  ])('%j', (pattern, fit) => {
    expect(fitOf(JSON.stringify(pattern), bridged)).toBe(fit);
  });
});

it('EventBridge lists the configuration set among the resources, and no identity', () => {
  const set = { set: 'news', account: '111122223333', region: 'eu-west-1' };
  const fit = (rule: unknown): Fit =>
    fitOf(JSON.stringify({ source: ['aws.ses'], resources: [rule] }), bridgeEventOf('BOUNCE', set));
  const arn = 'arn:aws:ses:eu-west-1:111122223333';
  expect([
    fit(`${arn}:configuration-set/news`),
    fit({ prefix: 'arn:aws:ses:' }),
    fit({ wildcard: '*:configuration-set/*' }),
    fit({ wildcard: '*:identity/*' }),
    fit(`${arn}:configuration-set/other`),
    fit(`${arn}:identity/example.com`),
    fit('arn:aws:ses:us-east-1:111122223333:configuration-set/news'),
  ]).toEqual(['some', 'some', 'all', 'some', 'none', 'none', 'none']);
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
