import { describe, expect, it } from 'vitest';
import { globalEndpoints, otherSides } from '../../src/facts/global-endpoints.ts';
import { Unavailable } from '../../src/model/unavailable.ts';
import { gather } from '../support/gather.ts';
import { fakeAws } from '../support/probes.ts';
import { verified } from '../support/sender-world.ts';

type Replies = Parameters<typeof fakeAws>[0];
const denied = new Unavailable('access-denied', 'denied');
const gone = new Unavailable('not-found', 'none');

describe('global endpoints', () => {
  const look = (replies: Replies) =>
    gather(otherSides, {
      subject: 'example.com',
      target: { identities: ['example.com'], configurationSet: 'news' },
      probes: { aws: fakeAws({ 'ses:GetEmailIdentity': verified, ...replies }) },
    });
  const two: Replies = {
    'ses:ListMultiRegionEndpoints': {
      MultiRegionEndpoints: [
        { EndpointName: 'two', Status: 'READY', Regions: ['eu-west-1', 'eu-central-1'] },
        { EndpointName: 'new', Status: 'CREATING', Regions: ['eu-west-1', 'us-east-1'] },
      ],
    },
  };

  it('are not known, and not none, when they may not be listed', async () => {
    const aws = fakeAws({ 'ses:ListMultiRegionEndpoints': denied });
    await expect(gather(globalEndpoints, { probes: { aws } })).rejects.toMatchObject({ why: denied.why });
  });

  it('one that is named is asked for where the list may not be seen', async () => {
    const aws = fakeAws({
      'ses:ListMultiRegionEndpoints': denied,
      'ses:GetMultiRegionEndpoint': {
        EndpointName: 'two',
        Status: 'READY',
        Routes: [{ Region: 'eu-west-1' }, { Region: 'eu-central-1' }],
      },
    });
    expect(await gather(globalEndpoints, { target: { endpointId: 'two' }, probes: { aws } })).toEqual({
      items: [{ name: 'two', id: null, status: 'READY', regions: ['eu-west-1', 'eu-central-1'] }],
      complete: false,
      because: 'denied',
    });
  });

  it.each([
    ['by its id, which cannot be asked for', 'abc.123'],
    ['by a name that may not be asked for', 'two'],
  ])('one that is named %s is not known where the list may not be seen', async (_, endpointId) => {
    const aws = fakeAws({ 'ses:ListMultiRegionEndpoints': denied, 'ses:GetMultiRegionEndpoint': denied });
    await expect(gather(globalEndpoints, { target: { endpointId }, probes: { aws } })).rejects.toMatchObject({
      why: denied.why,
    });
  });

  it('one that is named and is not there may be listed in another Region, where the list may not be seen', async () => {
    const aws = fakeAws({ 'ses:ListMultiRegionEndpoints': denied, 'ses:GetMultiRegionEndpoint': gone });
    expect(await gather(globalEndpoints, { target: { endpointId: 'two' }, probes: { aws } })).toEqual({
      items: [],
      complete: false,
      because: 'denied',
    });
  });

  it('without one nothing is asked elsewhere', async () => {
    expect(await look({ 'ses:ListMultiRegionEndpoints': {} })).toEqual([]);
  });

  it('show what the other Region holds, each answer by itself', async () => {
    const regions = new Set<string | null>();
    const [side, ...others] = await look({
      ...two,
      'ses:GetAccount': denied,
      'ses:GetEmailIdentity': (_, region) => {
        regions.add(region);
        if (region === null) return verified;
        throw gone;
      },
      'ses:GetConfigurationSet': gone,
    });
    expect(others).toEqual([]);
    expect([...regions]).toEqual([null, 'eu-central-1']);
    expect(side).toEqual({
      endpoint: 'two',
      region: 'eu-central-1',
      account: { ok: false, why: denied.why },
      identity: { name: 'example.com', origin: 'AWS_SES', there: { ok: true, value: 'absent' } },
      set: { name: 'news', exists: { ok: true, value: false } },
      template: null,
    });
  });

  const inOther =
    (more: object) =>
    (_: unknown, region: string | null): object =>
      region === null ? { ...verified, ConfigurationSetName: 'news' } : { ...verified, ...more };
  it.each([
    [
      'a default there of its own, which is gone',
      { ConfigurationSetName: 'other' },
      { name: 'other', exists: { ok: true, value: false } },
    ],
    [
      'the same default, which is switched off',
      { ConfigurationSetName: 'news' },
      { name: 'news', exists: { ok: true, value: true }, isOff: true },
    ],
    ['no default there', { ConfigurationSetName: undefined }, null],
  ])('a send that names no set gets the default of that Region: %s', async (_, there, set) => {
    const [side] = await gather(otherSides, {
      subject: 'example.com',
      target: { identities: ['example.com'] },
      probes: {
        aws: fakeAws({
          ...two,
          'ses:GetAccount': denied,
          'ses:GetEmailIdentity': inOther(there),
          'ses:GetConfigurationSet': ({ ConfigurationSetName: name }) => {
            if (name === 'other') throw gone;
            return { ConfigurationSetName: name, SendingOptions: { SendingEnabled: false } };
          },
        }),
      },
    });
    expect(side?.set).toEqual(set);
  });

  it.each([
    ['FAILED', 'REJECT_MESSAGE', 'bounce.example.com'],
    ['PENDING', 'REJECT_MESSAGE', 'bounce.example.com'],
    ['SUCCESS', 'REJECT_MESSAGE', undefined],
    ['FAILED', 'USE_DEFAULT_VALUE', undefined],
  ])('a MAIL FROM domain that is %s with %s there', async (status, behaviour, refused) => {
    const [side] = await look({
      ...two,
      'ses:GetAccount': denied,
      'ses:GetConfigurationSet': gone,
      'ses:GetEmailIdentity': inOther({
        MailFromAttributes: {
          MailFromDomain: 'bounce.example.com',
          MailFromDomainStatus: status,
          BehaviorOnMxFailure: behaviour,
        },
      }),
    });
    expect(side?.identity.refusedMailFrom).toBe(refused);
  });

  it.each<[string, object, object | undefined]>([
    ['switched off', { SigningEnabled: false, Status: 'SUCCESS' }, { off: true }],
    ['without keys', { SigningEnabled: true, Status: 'FAILED' }, { status: 'FAILED' }],
    ['as here', { SigningEnabled: true, Status: 'SUCCESS' }, undefined],
    ['not looked up of late', { SigningEnabled: true, Status: 'TEMPORARY_FAILURE' }, undefined],
  ])('DKIM that is %s there', async (_, DkimAttributes, unsigned) => {
    const [side] = await look({
      ...two,
      'ses:GetAccount': denied,
      'ses:GetConfigurationSet': gone,
      'ses:GetEmailIdentity': inOther({ DkimAttributes }),
    });
    expect(side?.identity.unsigned).toEqual(unsigned);
  });
});
