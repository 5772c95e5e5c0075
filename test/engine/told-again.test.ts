import { describe, expect, it } from 'vitest';
import { play } from '../lab/play.ts';
import { tally } from '../../src/render/words.ts';
import { emptyRegion } from '../lab/aws/world.ts';
import { verifiedDomain } from '../lab/healthy-world.ts';
import type { World } from '../lab/world.ts';

const notVerified = (...who: readonly string[]): string =>
  `MessageRejected: Email address is not verified. The following identities failed the check in region EU-WEST-1: ${who.join(', ')}`;
const sandbox = ({ region }: World): void => {
  region.account.ProductionAccessEnabled = false;
};

/** The headline of a run that was given a text, and what its JSON counts. */
async function headline(text: string, flags: readonly string[], world: (world: World) => void) {
  const { report } = await play({
    title: 'a text beside what is so',
    world,
    command: [...flags, '--symptom', '-'],
    files: { '-': text },
    expect: { exitCode: 1 },
  });
  if (report === null) throw new Error('there is no report');
  const counted = report.problems.filter(
    ({ accepted, alternativeTo, sameAs, severity }) =>
      accepted === null && alternativeTo === undefined && sameAs === undefined && severity === 'error',
  ).length;
  const told = report.problems.filter(({ sameAs }) => sameAs !== undefined).map(({ code }) => code);
  return { words: tally(report), counted, told };
}

describe('what a text tells and the live state shows counts once', () => {
  it.each([
    [
      'a recipient in the sandbox',
      ['--identity', 'example.com', '--recipient', 'ann@receiver.example'],
      notVerified('ann@receiver.example'),
      sandbox,
      '2 errors',
    ],
    [
      'two recipients in the sandbox, of whom the text names one',
      ['--recipient', 'ann@receiver.example', '--recipient', 'bob@receiver.example'],
      notVerified('ann@receiver.example'),
      sandbox,
      '3 errors',
    ],
    [
      'a sender that is no identity',
      ['--identity', 'ann@other.example'],
      notVerified('ann@other.example'),
      ({ dns }: World) => {
        dns.names['other.example'] = { MX: [{ preference: 10, exchange: 'mx.example.com' }] };
      },
      '1 error',
    ],
    [
      'a sender whose verification waits',
      ['--identity', 'example.com'],
      notVerified('example.com'),
      ({ region }: World) => {
        region.identities['example.com'] = {
          ...verifiedDomain('example.com'),
          VerifiedForSendingStatus: false,
          VerificationStatus: 'PENDING',
        };
      },
      '1 error',
    ],
    [
      'a sender that is verified in another Region',
      ['--identity', 'example.com'],
      notVerified('example.com'),
      ({ aws, region }: World) => {
        region.identities = {};
        aws.regions['us-east-1'] = {
          ...emptyRegion(),
          identities: { 'example.com': verifiedDomain('example.com') },
        };
      },
      '2 errors',
    ],
  ] as const)('%s', async (_, flags, text, world, words) => {
    const found = await headline(text, flags, world);
    expect(found.words).toContain(words);
    expect(found.words).toContain(`${String(found.counted)} error`);
    expect(found.told).toEqual(['identity/not-verified']);
  });

  it('a text of somebody else counts for itself', async () => {
    const found = await headline(
      notVerified('carl@third.example'),
      ['--identity', 'example.com', '--recipient', 'ann@receiver.example'],
      sandbox,
    );
    expect(found.told).not.toContain('sandbox/recipient-not-verified');
    expect(found.words).toContain(`${String(found.counted)} error`);
  });
});
