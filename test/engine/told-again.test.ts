import { describe, expect, it } from 'vitest';
import { play } from '../lab/play.ts';
import { stageCounts, tally } from '../../src/render/words.ts';
import { emptyRegion } from '../lab/aws/world.ts';
import { verifiedAddress, verifiedDomain } from '../lab/healthy-world.ts';
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
      '1 error',
    ],
  ] as const)('%s', async (_, flags, text, world, words) => {
    const found = await headline(text, flags, world);
    expect(found.words).toContain(words);
    expect(found.words).toContain(`${String(found.counted)} error`);
    expect(found.told).toContain('identity/not-verified');
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

const elsewhere = ({ aws, region }: World): void => {
  region.identities = {};
  aws.regions['us-east-1'] = {
    ...emptyRegion(),
    identities: { 'example.com': verifiedDomain('example.com') },
  };
};
const pending = ({ region }: World): void => {
  region.identities['example.com'] = {
    ...verifiedDomain('example.com'),
    VerifiedForSendingStatus: false,
    VerificationStatus: 'PENDING',
  };
};
const both =
  (...worlds: readonly ((world: World) => void)[]) =>
  (world: World): void => {
    for (const change of worlds) change(world);
  };
const nothing = (): void => undefined;
const mailOf =
  (name: string) =>
  ({ dns }: World): void => {
    dns.names[name] = { MX: [{ preference: 10, exchange: 'mx.example.com' }] };
    dns.names[`_dmarc.${name}`] = { TXT: ['v=DMARC1; p=none'] };
  };
const withoutDomain = ({ dns }: World): void => {
  dns.names = Object.fromEntries(Object.entries(dns.names).filter(([name]) => !name.endsWith('example.com')));
};
const domain = ['--identity', 'example.com'];

/** The headline of what is seen, and what its JSON counts. */
async function seen(flags: readonly string[], world: (world: World) => void, accepted?: string) {
  const { report, exitCode } = await play({
    title: 'what is so',
    world,
    command: [...flags, ...(accepted === undefined ? [] : ['--ignore-file', 'known.json'])],
    files: { 'known.json': JSON.stringify({ ignores: [{ code: accepted, reason: 'known' }] }) },
    expect: { exitCode: 1 },
  });
  if (report === null) throw new Error('there is no report');
  const counted = (severity: string): number =>
    report.problems.filter(
      (one) => one.accepted === null && one.sameAs === undefined && one.severity === severity,
    ).length;
  return { words: tally(report), errors: counted('error'), warnings: counted('warning'), exitCode, report };
}

describe('what the live state shows in two ways counts once', () => {
  it.each([
    ['a sender of another Region', domain, elsewhere, '1 error'],
    ['one that waits here and is verified elsewhere', domain, both(elsewhere, pending), '1 error'],
    ['one letter in the domain', ['--identity', 'exmaple.com'], nothing, '1 error'],
    [
      'one letter, in a domain that there is',
      ['--identity', 'exmaple.com'],
      mailOf('exmaple.com'),
      '1 error',
    ],
    ['one letter in the domain of a recipient', ['--recipient', 'ann@gmial.com'], nothing, '1 error'],
    [
      'another case',
      ['--identity', 'Ann@other.example'],
      (world: World) => {
        mailOf('other.example')(world);
        world.region.identities['ann@other.example'] = verifiedAddress();
      },
      '1 error',
    ],
  ] as const)('%s', async (_, flags, world, words) => {
    const { words: told, errors, warnings } = await seen(flags, world);
    expect(told).toBe(words);
    expect(told).toContain(`${String(errors)} error`);
    expect(warnings).toBe(0);
  });

  it('the records of a domain that is gone are no errors of their own', async () => {
    const { report, words, errors } = await seen(domain, withoutDomain);
    const again = report.problems.filter(({ sameAs }) => sameAs !== undefined).map(({ code }) => code);
    expect(again).toEqual(
      expect.arrayContaining(['dkim/record-missing', 'mail-from/mx-missing', 'dmarc/missing']),
    );
    expect(words).toContain(`${String(errors)} error`);
  });

  it('two facts stay two', async () => {
    const { words } = await seen(
      ['--identity', 'example.com', '--identity', 'ann@other.example'],
      both(({ dns }: World) => {
        dns.names['_dmarc.example.com'] = { TXT: ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] };
      }, mailOf('other.example')),
    );
    expect(words).toContain('2 errors');
  });

  it('the stages add up to the headline', async () => {
    const { report, errors } = await seen(['--identity', 'exmaple.com'], nothing);
    const inStages = report.stages
      .flatMap((stage) => stageCounts(stage, report))
      .filter(({ status }) => status === 'fail')
      .reduce((sum, { count }) => sum + count, 0);
    expect(inStages).toBe(errors);
  });
});

describe('what is accepted takes no independent fact with it', () => {
  it.each([
    ['identity/near-miss', ['--identity', 'exmaple.com'], nothing, 1, 'identity/domain-takes-no-mail'],
    ['identity/domain-takes-no-mail', ['--identity', 'exmaple.com'], nothing, 1, 'identity/near-miss'],
    ['identity/not-found', ['--identity', 'exmaple.com'], nothing, 1, 'identity/near-miss'],
    ['identity/not-found', domain, elsewhere, 1, 'identity/wrong-region'],
    ['recipient/probable-typo', ['--recipient', 'ann@gmial.com'], nothing, 1, 'recipient/domain-not-found'],
  ] as const)('%s', async (code, flags, world, exit, cause) => {
    const { report, exitCode, errors, words } = await seen(flags, world, code);
    expect(exitCode).toBe(exit);
    expect(report.causes).toContain(cause);
    expect(words).toContain(`${String(errors)} error`);
    expect(errors).toBeGreaterThan(0);
  });
});
