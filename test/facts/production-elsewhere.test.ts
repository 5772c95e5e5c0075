import { describe, expect, it } from 'vitest';
import { productionElsewhere } from '../../src/facts/production-elsewhere.ts';
import { answerOf, Unavailable } from '../../src/model/unavailable.ts';
import { gather } from '../support/gather.ts';
import { fakeAws } from '../support/probes.ts';

const quota = { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 0 };
const reply = (out: boolean) => ({
  ...{ SendingEnabled: true, EnforcementStatus: 'HEALTHY', SendQuota: quota },
  ProductionAccessEnabled: out,
});
const look = (out: (region: string | null) => boolean) =>
  gather(productionElsewhere, {
    probes: { aws: fakeAws({ 'ses:GetAccount': (_input, region) => reply(out(region)) }) },
  });

describe('production access in other Regions', () => {
  it.each(['access-denied', 'throttled', 'timeout'] as const)('is not known after %s', async (reason) => {
    const aws = fakeAws({ 'ses:GetAccount': new Unavailable(reason, 'no answer') });
    expect(await answerOf(gather(productionElsewhere, { probes: { aws } }))).toMatchObject({ ok: false });
  });

  it('names the Regions that are out of the sandbox', async () => {
    const found = await look((region) => region === 'us-east-1' || region === 'ap-south-1');
    expect(found.regions).toEqual(['ap-south-1', 'us-east-1']);
    expect(found.heard).toBeGreaterThan(10);
  });

  it('leaves Regions out that do not answer', async () => {
    const aws = fakeAws({
      'ses:GetAccount': (_input, region) => {
        if (region === 'us-east-1') throw new Unavailable('region-not-enabled', 'not switched on');
        return reply(false);
      },
    });
    expect((await gather(productionElsewhere, { probes: { aws } })).regions).toEqual([]);
  });

  it('asks nobody while the account is out of the sandbox here', async () => {
    expect(await look(() => true)).toEqual({ regions: [], heard: 0 });
  });
});

describe('the sender in Regions with production access', () => {
  const verified = {
    IdentityType: 'DOMAIN',
    FeedbackForwardingStatus: true,
    VerifiedForSendingStatus: true,
    VerificationStatus: 'SUCCESS',
    DkimAttributes: { SigningEnabled: true, Status: 'SUCCESS', Tokens: [] },
  } as const;
  const senderIn = (known: (region: string | null) => boolean | Unavailable) =>
    gather(productionElsewhere, {
      target: { identities: ['example.com'] },
      probes: {
        aws: fakeAws({
          'ses:GetAccount': (_input, region) => reply(region === 'us-east-1'),
          'ses:GetEmailIdentity': (_input, region) => {
            const answer = known(region);
            if (answer === true)
              return { ...verified, DkimAttributes: { ...verified.DkimAttributes, Tokens: [] } };
            throw answer === false ? new Unavailable('not-found', 'gone') : answer;
          },
        }),
      },
    });

  it.each([
    ['verified', true, ['us-east-1']],
    ['not there', false, []],
    ['not told', new Unavailable('access-denied', 'denied'), undefined],
  ] as const)('is %s', async (_name, answer, regions) => {
    expect((await senderIn(() => answer)).verifiedIn).toEqual(regions);
  });
});
