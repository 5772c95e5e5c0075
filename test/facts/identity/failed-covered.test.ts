import { describe, expect, it } from 'vitest';
import { failedCovered, type FailedCovered } from '../../../src/facts/identity/failed-covered.ts';
import { candidate, symptomOf } from '../../support/checks.ts';
import { gather } from '../../support/gather.ts';
import { fakeAws } from '../../support/probes.ts';
import { identityAmong, type KnownIdentities } from '../../support/sender-world.ts';

const found = async (
  failed: readonly string[],
  {
    here = {},
    elsewhere = {},
    production = false,
  }: { here?: KnownIdentities; elsewhere?: KnownIdentities; production?: boolean },
): Promise<readonly FailedCovered[]> => {
  const symptom = symptomOf(candidate('identity/not-verified'));
  return await gather(failedCovered, {
    target: {
      symptom: { ...symptom, names: { ...symptom.names, failedIdentities: [...failed] } },
      region: 'eu-west-1',
      otherRegion: 'us-east-1',
    },
    probes: {
      aws: fakeAws({
        'ses:GetEmailIdentity': ({ EmailIdentity: name }, region) =>
          identityAmong(region === null || region === 'eu-west-1' ? here : elsewhere, name),
        'ses:GetAccount': {
          ProductionAccessEnabled: production,
          SendingEnabled: true,
          EnforcementStatus: 'HEALTHY',
          SendQuota: { Max24HourSend: 200, MaxSendRate: 1, SentLast24Hours: 0 },
        },
      }),
    },
  });
};

describe('what failed in the symptom and is verified all the same', () => {
  it.each([
    [
      'an address that is verified',
      { here: { 'a@b.example': true } },
      [{ name: 'a@b.example', by: 'a@b.example' }],
    ],
    [
      'an address whose domain is',
      { here: { 'b.example': true } },
      [{ name: 'a@b.example', by: 'b.example' }],
    ],
    ['one that nobody knows, here or elsewhere', {}, [{ name: 'a@b.example', by: null }]],
    ['one that is pending here: it may be a sender', { here: { 'a@b.example': false } }, []],
    ['one that may not be asked about here', { here: { 'a@b.example': null } }, []],
    ['one that is verified elsewhere', { elsewhere: { 'a@b.example': true } }, []],
    ['one that may not be asked about elsewhere', { elsewhere: { 'a@b.example': null } }, []],
    ['an account that is not in the sandbox', { here: { 'b.example': true }, production: true }, []],
  ] as const)('%s', async (_, known, expected) => {
    expect(await found(['a@b.example'], known)).toEqual(expected);
  });
});
