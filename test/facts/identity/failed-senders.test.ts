import { describe, expect, it } from 'vitest';
import { failedSenders } from '../../../src/facts/identity/failed-senders.ts';
import type { Target } from '../../../src/model/target.ts';
import { candidate, symptomOf } from '../../support/checks.ts';
import { gather } from '../../support/gather.ts';
import { fakeAws } from '../../support/probes.ts';
import { identityAmong, type KnownIdentities } from '../../support/sender-world.ts';
import type { Symptom } from '../../../src/model/symptom.ts';

const telling = (names: Partial<Symptom['names']>): Symptom => {
  const symptom = symptomOf(candidate('identity/not-verified'));
  return { ...symptom, names: { ...symptom.names, ...names } };
};

/** `here` and `elsewhere`: whether an identity is verified, by its name, in this Region and in us-east-1; null: it does not answer. */
interface Known {
  here?: KnownIdentities;
  elsewhere?: KnownIdentities;
}

const found = async (
  target: Partial<Target>,
  productionAccess = true,
  { here = {}, elsewhere = {} }: Known = {},
): Promise<readonly string[]> =>
  await gather(failedSenders, {
    probes: {
      aws: fakeAws({
        'ses:GetEmailIdentity': ({ EmailIdentity: name }, region) =>
          identityAmong(region === null ? here : region === 'us-east-1' ? elsewhere : {}, name),
        'ses:GetAccount': {
          ProductionAccessEnabled: productionAccess,
          SendingEnabled: true,
          EnforcementStatus: 'HEALTHY',
          SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 0 },
        },
      }),
    },
    target: { identities: ['example.com'], ...target },
  });

describe('what failed beside the identities that are given', () => {
  it('is looked at: a typo, an address of another domain', async () => {
    const failedIdentities = ['news@exmaple.com', 'Info@shop.example'];
    expect(await found({ symptom: telling({ failedIdentities }) })).toEqual(failedIdentities);
  });

  const others: Record<string, Partial<Target>> = {
    'no symptom': { symptom: null },
    'an address of a given domain': { symptom: telling({ failedIdentities: ['news@example.com'] }) },
    'a sub-domain of a given domain': { symptom: telling({ failedIdentities: ['mail.example.com'] }) },
    'a recipient that is given': {
      symptom: telling({ failedIdentities: ['Kim@receiver.example'] }),
      recipients: ['kim@receiver.example'],
    },
    'a recipient of the symptom': {
      symptom: telling({ failedIdentities: ['kim@receiver.example'], recipients: ['kim@receiver.example'] }),
    },
    'an address beside a sender that the symptom names': {
      symptom: telling({ failedIdentities: ['a@shop.example'], senders: ['news@example.com'] }),
    },
    'no identity': { symptom: telling({ failedIdentities: ['a@shop.example'] }), identities: [] },
    'what is no name of a sender': { symptom: telling({ failedIdentities: ['-', 'a@b'] }) },
  };
  for (const [name, target] of Object.entries(others))
    it(`is nothing: ${name}`, async () => {
      expect(await found(target)).toEqual([]);
    });

  it('in the sandbox, only what is much like a given name is a sender for certain', async () => {
    const failedIdentities = ['kim@receiver.example', 'news@exmaple.com'];
    expect(await found({ symptom: telling({ failedIdentities }) }, false)).toEqual(['news@exmaple.com']);
  });

  const inSandbox: readonly [string, Known, boolean][] = [
    ['waits for its verification here', { here: { 'shop.example': false } }, true],
    ['is verified in another Region alone', { elsewhere: { 'shop.example': true } }, true],
    ['waits in another Region alone', { elsewhere: { 'shop.example': false } }, false],
    ['is verified here', { here: { 'shop.example': true } }, false],
    ['is verified here as an address', { here: { 'a@shop.example': true } }, false],
    ['waits as an address', { here: { 'a@shop.example': false } }, true],
    ['did not answer', { here: { 'shop.example': null }, elsewhere: { 'shop.example': null } }, false],
    ['is known nowhere', {}, false],
  ];
  for (const [how, known, isSender] of inSandbox)
    it(`in the sandbox is ${isSender ? '' : 'not '}a sender that ${how}`, async () => {
      const symptom = telling({ failedIdentities: ['a@shop.example'] });
      expect(await found({ symptom }, false, known)).toEqual(isSender ? ['a@shop.example'] : []);
    });
});
