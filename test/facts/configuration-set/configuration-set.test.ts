import { describe, expect, it } from 'vitest';
import {
  defaultConfigurationSet,
  namedConfigurationSet,
} from '../../../src/facts/configuration-set/configuration-set.ts';
import { configurationSetSpellings } from '../../../src/facts/configuration-set/spellings.ts';
import type { AwsOutput } from '../../../src/model/aws-calls.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { gather } from '../../support/gather.ts';
import { fakeAws } from '../../support/probes.ts';
import { verified } from '../../support/sender-world.ts';

type Reply = AwsOutput<'ses:GetConfigurationSet'> | Unavailable;

const notFound = new Unavailable('not-found', 'no such set');
const denied = new Unavailable('access-denied', 'not permitted', { question: 'ses:GetConfigurationSet' });
const throttled = new Unavailable('throttled', 'too many requests');

describe('the configuration set that is named', () => {
  const named = (reply: Reply) =>
    gather(namedConfigurationSet, {
      probes: { aws: fakeAws({ 'ses:GetConfigurationSet': reply }) },
      target: { configurationSet: 'events' },
    });

  it('is not asked for when none is named', async () => {
    await expect(gather(namedConfigurationSet)).rejects.toMatchObject({
      reason: 'not-asked',
      why: { detail: { flag: '--configuration-set' } },
    });
  });

  it.each([denied, throttled])('is unavailable, not missing, after $reason', async (failure) => {
    await expect(named(failure)).rejects.toBe(failure);
  });

  it('is null when SES does not know it', async () => {
    expect(await named(notFound)).toBeNull();
  });

  it('takes what AWS leaves out for what AWS documents', async () => {
    expect(await named({})).toEqual({
      name: 'events',
      sendingEnabled: true,
      delivery: { tlsRequired: false, pool: null, maxDeliverySeconds: null },
      reputationMetrics: false,
      suppression: { reasons: null, scope: null, validation: null },
      tracking: null,
      vdm: { engagementMetrics: null, optimizedSharedDelivery: null },
      archiving: false,
    });
  });

  it('has a tracking domain in lower case, and none where AWS sends an empty one', async () => {
    expect(await named({ TrackingOptions: { CustomRedirectDomain: 'Click.Example.com' } })).toMatchObject({
      tracking: { domain: 'click.example.com', httpsPolicy: null },
    });
    expect(await named({ TrackingOptions: { CustomRedirectDomain: '' } })).toMatchObject({ tracking: null });
  });
});

describe('the default set of a sender', () => {
  const byDefault = (set: string | null, reply: Reply) =>
    gather(defaultConfigurationSet, {
      probes: {
        aws: fakeAws({
          'ses:GetEmailIdentity': set === null ? verified : { ...verified, ConfigurationSetName: set },
          'ses:GetConfigurationSet': reply,
        }),
      },
      subject: 'example.com',
    });

  it('keeps its name when its settings may not be read', async () => {
    expect(await byDefault('events', denied)).toMatchObject({
      name: 'events',
      settings: { ok: false, why: { reason: 'access-denied' } },
    });
  });

  it('that was deleted is null, under its name', async () => {
    expect(await byDefault('events', notFound)).toEqual({
      name: 'events',
      settings: { ok: true, value: null },
    });
  });

  it('is null for a sender that has none', async () => {
    expect(await byDefault(null, denied)).toBeNull();
  });

  it('is unavailable for a sender that was not read', async () => {
    const aws = fakeAws({ 'ses:GetEmailIdentity': denied });
    await expect(
      gather(defaultConfigurationSet, { probes: { aws }, subject: 'example.com' }),
    ).rejects.toMatchObject({ reason: 'access-denied' });
  });
});

describe('sets with a similar name', () => {
  const similar = (set: Reply, list: AwsOutput<'ses:ListConfigurationSets'> | Unavailable) =>
    gather(configurationSetSpellings, {
      probes: { aws: fakeAws({ 'ses:GetConfigurationSet': set, 'ses:ListConfigurationSets': list }) },
      target: { configurationSet: 'my-events' },
    });

  it('are unavailable, not none, when the list may not be read', async () => {
    await expect(similar(notFound, denied)).rejects.toBe(denied);
  });

  it('are not looked for while the set exists', async () => {
    expect(await similar({}, denied)).toEqual({});
  });

  it.each([
    ['another case', 'My-Events', true],
    ['other dashes', 'my_events', true],
    ['no dash', 'myevents', true],
    ['a letter too many', 'my-eventss', true],
    ['more behind it', 'my-events-v2', true],
    ['another name', 'invoices', false],
  ])('are those with %s', async (_, name, isSimilar) => {
    expect(await similar(notFound, { ConfigurationSets: [name] })).toEqual({
      'my-events': isSimilar ? [name] : [],
    });
  });
});
