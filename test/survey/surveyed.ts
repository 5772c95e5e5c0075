import { emptyRegion } from '../lab/aws/world.ts';
import { dkimTokens, healthyWorld, senderRecords, verifiedDomain } from '../lab/healthy-world.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { type Ran, runInProcess, type RunOptions } from '../lab/run-in-process.ts';
import type { World } from '../lab/world.ts';

/** A world with so many senders of each kind, and nobody else. */
export function worldOfSenders(kinds: { sound?: number; keyless?: number; unverified?: number }): World {
  const world = healthyWorld();
  delete world.region.identities['example.com'];
  // Always enabled: what is not known there is not known anywhere.
  world.aws.regions['us-east-1'] = emptyRegion();
  const add = (kind: keyof typeof kinds, change: (domain: string) => void): void => {
    for (let number = 0; number < (kinds[kind] ?? 0); number++) {
      const domain = `${kind}${String(number)}.example`;
      world.region.identities[domain] = verifiedDomain(domain);
      Object.assign(world.dns.names, senderRecords(domain));
      change(domain);
    }
  };
  add('sound', () => undefined);
  add('keyless', (domain) => {
    for (const token of dkimTokens(domain))
      Reflect.deleteProperty(world.dns.names, `${token}._domainkey.${domain}`);
  });
  add('unverified', (domain) => {
    const identity = world.region.identities[domain];
    if (identity === undefined) return;
    Object.assign(identity, { VerificationStatus: 'PENDING', VerifiedForSendingStatus: false });
    Object.assign(identity.DkimAttributes ?? {}, { Status: 'PENDING' });
  });
  return world;
}

/** Runs a survey in a lab of its own. */
export async function surveyIn(
  world: World,
  args: readonly string[],
  more: Partial<RunOptions> = {},
): Promise<Ran & { lab: Lab }> {
  const lab = await startLab(world);
  try {
    return { ...(await surveyAt(lab, args, more)), lab };
  } finally {
    await lab.close();
  }
}

/** Runs a survey in a lab that is there. */
export const surveyAt = (
  lab: Lab,
  args: readonly string[],
  { env, ...more }: Partial<RunOptions> = {},
): Promise<Ran> =>
  runInProcess({
    args: [
      'survey',
      '--endpoint-url',
      lab.aws.url,
      '--resolver',
      lab.dns.resolver,
      '--timeout',
      '20s',
      ...args,
    ],
    env: { ...lab.env, ...env },
    authoritativePort: lab.dns.authoritativePort,
    ...more,
  });
