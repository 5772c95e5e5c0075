import { describe, expect, test } from 'vitest';
import { dkimTokens, verifiedDomain } from '../lab/healthy-world.ts';
import { emptyRegion } from '../lab/aws/world.ts';
import { play } from '../lab/play.ts';
import type { World } from '../lab/world.ts';

const lookAgainAtMailFrom = 'Set the MAIL FROM domain up again, so that SES looks again';
const lookAgainAtDkim = 'Make SES look again';

/** The code of the first cause, and its steps in words. */
async function firstCause(world: (world: World) => void, flags: readonly string[] = []) {
  const { report } = await play({
    title: 'what SES has given up',
    world,
    command: ['--identity', 'example.com', ...flags],
    expect: { exitCode: 1 },
  });
  const [cause] = report?.problems ?? [];
  return { code: cause?.code, steps: (cause?.fix ?? []).map(({ text }) => text).join('\n'), report };
}

const tokens = dkimTokens('example.com').map((token) => `${token}._domainkey.example.com`);
const withoutDkim = ({ dns }: World): void => {
  for (const name of tokens) Reflect.deleteProperty(dns.names, name);
};
const doubled = (world: World): void => {
  withoutDkim(world);
  for (const [index, name] of tokens.entries())
    world.dns.names[`${name}.example.com`] = {
      CNAME: [`${dkimTokens('example.com')[index] ?? ''}.dkim.amazonses.com`],
    };
};
const dkimIs =
  (Status: 'FAILED' | 'PENDING' | 'TEMPORARY_FAILURE', more: object = {}) =>
  ({ region }: World): void => {
    region.identities['example.com'] = {
      ...region.identities['example.com'],
      DkimAttributes: { ...region.identities['example.com']?.DkimAttributes, Status, ...more },
    };
  };
const mailFromIs =
  (MailFromDomainStatus: 'FAILED' | 'PENDING', BehaviorOnMxFailure: 'USE_DEFAULT_VALUE' | 'REJECT_MESSAGE') =>
  ({ region }: World): void => {
    region.identities['example.com'] = {
      ...region.identities['example.com'],
      MailFromAttributes: { MailFromDomain: 'bounce.example.com', MailFromDomainStatus, BehaviorOnMxFailure },
    };
  };
const all =
  (...changes: readonly ((world: World) => void)[]) =>
  (world: World): void => {
    for (const change of changes) change(world);
  };
const bounce = (change: (node: World['dns']['names'][string]) => void) => (world: World) => {
  const node = world.dns.names['bounce.example.com'];
  if (node !== undefined) change(node);
};

describe('a cause brings the step that is left when it is mended', () => {
  test.each([
    ['no MX', bounce((node) => delete node.MX), 'mail-from/mx-missing'],
    [
      'the MX of another Region',
      bounce((node) => (node.MX = [{ preference: 10, exchange: 'feedback-smtp.us-east-1.amazonses.com' }])),
      'mail-from/mx-wrong-region',
    ],
    [
      'two MX',
      bounce((node) => node.MX?.push({ preference: 20, exchange: 'mx.example.com' })),
      'mail-from/mx-multiple',
    ],
  ] as const)('MAIL FROM given up for %s', async (_, fault, code) => {
    const found = await firstCause(all(mailFromIs('FAILED', 'USE_DEFAULT_VALUE'), fault));
    expect(found.code).toBe(code);
    expect(found.steps).toContain(lookAgainAtMailFrom);
  });

  test.each([
    ['record-missing', withoutDkim],
    ['name-doubled', doubled],
  ] as const)('DKIM given up for %s', async (code, fault) => {
    const found = await firstCause(all(dkimIs('FAILED'), fault));
    expect(found.code).toBe(`dkim/${code}`);
    expect(found.steps).toContain(lookAgainAtDkim);
  });

  test('one step where the verification and DKIM are both given up', async () => {
    const found = await firstCause(
      all(dkimIs('FAILED'), doubled, ({ region }) => {
        Object.assign(region.identities['example.com'] ?? {}, {
          VerifiedForSendingStatus: false,
          VerificationStatus: 'FAILED',
        });
      }),
    );
    expect(found.code).toBe('dkim/name-doubled');
    expect(found.report?.problems[0]?.fix.filter(({ does }) => does?.kind === 'again')).toHaveLength(1);
  });

  test('an own key that is not in DNS', async () => {
    const own = { Tokens: ['sel1'], SigningAttributesOrigin: 'EXTERNAL' };
    const found = await firstCause(all(dkimIs('FAILED', own), withoutDkim));
    expect(found.code).toBe('dkim/record-missing');
    expect(found.steps).toContain('give it the private key and the selector once more');
  });

  test('what the identity says of a broken MAIL FROM domain is kept', async () => {
    const { report } = await firstCause(
      all(
        mailFromIs('FAILED', 'REJECT_MESSAGE'),
        bounce((node) => delete node.MX),
      ),
    );
    expect(report?.problems[0]?.fix.at(-1)?.command).toContain('--behavior-on-mx-failure REJECT_MESSAGE');
  });
});

describe('healthy twins: SES still looks, or another sender is the answer', () => {
  test('MAIL FROM that waits', async () => {
    const found = await firstCause(
      all(
        mailFromIs('PENDING', 'USE_DEFAULT_VALUE'),
        bounce((node) => delete node.MX),
      ),
    );
    expect(found.code).toBe('mail-from/mx-missing');
    expect(found.steps).not.toContain(lookAgainAtMailFrom);
    expect(found.report?.problems[0]?.fix).toHaveLength(1);
  });

  test.each(['PENDING', 'TEMPORARY_FAILURE'] as const)('DKIM that is %s', async (status) => {
    const found = await firstCause(all(dkimIs(status), withoutDkim));
    expect(found.code).toBe('dkim/record-missing');
    expect(found.steps.toLowerCase()).not.toContain(lookAgainAtDkim.toLowerCase());
  });

  test('verified in another Region, and given up in this one', async () => {
    const found = await firstCause(({ aws, region }) => {
      aws.regions['us-east-1'] = {
        ...emptyRegion(),
        identities: { 'example.com': verifiedDomain('example.com') },
      };
      Object.assign(region.identities['example.com'] ?? {}, {
        VerifiedForSendingStatus: false,
        VerificationStatus: 'FAILED',
      });
    });
    expect(found.code).toBe('identity/wrong-region');
    expect(found.steps).not.toContain('start the verification again');
  });
});
