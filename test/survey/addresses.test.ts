import { describe, expect, it } from 'vitest';
import type { SurveyReport } from '../../src/survey/document.ts';
import { healthyWorld, senderRecords, verifiedDomain } from '../lab/healthy-world.ts';
import type { World } from '../lab/world.ts';
import { surveyIn } from './surveyed.ts';

/** An address that is an identity of its own, set up as its domain, but for what is named. */
const addressOf = (domain: string, more: object = {}) => ({
  ...verifiedDomain(domain),
  IdentityType: 'EMAIL_ADDRESS' as const,
  VerificationInfo: undefined,
  ...more,
});

function worldWith(change: (world: World) => void): World {
  const world = healthyWorld();
  change(world);
  return world;
}

const causesOf = async (world: World, ...args: readonly string[]) => {
  const { stdout, lab } = await surveyIn(world, ['--json', ...args]);
  return {
    codes: (JSON.parse(stdout) as SurveyReport).causes.map(({ code }) => code),
    words: stdout,
    asked: lab.aws.calls.filter(({ op }) => op === 'GetEmailIdentity').length,
  };
};

describe('the default configuration set of an address and of its domain', () => {
  it.each([
    ['one address with the set of its domain', ['hello@example.com']],
    ['three of them', ['a@example.com', 'b@example.com', 'c@example.com']],
  ])('are alike: %s', async (_name, addresses) => {
    const { codes, asked } = await causesOf(
      worldWith(({ region }) => {
        for (const name of addresses) region.identities[name] = addressOf('example.com');
      }),
    );
    expect(codes).toEqual([]);
    // Each once, the domain too.
    expect(asked).toBe(addresses.length + 1);
  });

  it('are alike where neither has one', async () => {
    const { codes } = await causesOf(
      worldWith(({ region }) => {
        for (const identity of Object.values(region.identities)) identity.ConfigurationSetName = undefined;
        region.identities['hello@example.com'] = addressOf('example.com', {
          ConfigurationSetName: undefined,
        });
      }),
    );
    expect(codes).not.toContain('identity/address-overrides-domain');
  });

  it.each([
    ['the address has none', { ConfigurationSetName: undefined }],
    ['the address has another', { ConfigurationSetName: 'marketing' }],
  ])('differ: %s', async (_name, more) => {
    const { codes, words } = await causesOf(
      worldWith(({ region }) => {
        const [set] = Object.values(region.configurationSets);
        if (set !== undefined) region.configurationSets['marketing'] = structuredClone(set);
        region.identities['hello@example.com'] = addressOf('example.com', more);
      }),
    );
    expect(codes).toContain('identity/address-overrides-domain');
    expect(words).toContain('--configuration-set-name transactional');
  });

  it('differ: the domain has none', async () => {
    const { codes, words } = await causesOf(
      worldWith(({ region, dns }) => {
        region.identities['shop.example'] = {
          ...verifiedDomain('shop.example'),
          ConfigurationSetName: undefined,
        };
        Object.assign(dns.names, senderRecords('shop.example'));
        region.identities['hello@shop.example'] = addressOf('shop.example');
      }),
    );
    expect(codes).toContain('identity/address-overrides-domain');
    expect(words).toContain('shop.example has none');
  });
});
