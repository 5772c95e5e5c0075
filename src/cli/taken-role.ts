import type { AwsProbe } from '../model/aws.ts';
import type { CredentialProvider } from '../probes/aws/credential-chain.ts';
import { Unavailable } from '../model/unavailable.ts';
import type { AccountRow } from './account-rows.ts';

/**
 * Takes the role on, and again shortly before it ends. A first refusal stays one; where the role cannot be taken on
 * again, what was given holds to its end.
 */
export function roleOf(
  { role, externalId }: Pick<AccountRow, 'role' | 'externalId'>,
  base: { aws: AwsProbe<'sts:AssumeRole'>; now: () => Date },
): CredentialProvider {
  type Keys = Awaited<ReturnType<CredentialProvider>>;
  let taken: Promise<Keys> | null = null;
  let endsAt = Infinity;
  let askAgainAt = Infinity;
  const take = async (): Promise<Keys> => {
    const { Credentials: keys } = await base
      .aws('sts:AssumeRole', {
        RoleArn: role ?? '',
        RoleSessionName: 'ses-doctor-survey',
        ...(externalId === null ? {} : { ExternalId: externalId }),
      })
      .catch((error: unknown) => {
        throw error instanceof Unavailable ? refusedRole(error, role ?? '', externalId) : error;
      });
    endsAt = keys.Expiration.getTime();
    askAgainAt = endsAt - renewMs;
    return {
      ...{ accessKeyId: keys.AccessKeyId, secretAccessKey: keys.SecretAccessKey },
      ...{ sessionToken: keys.SessionToken, expiration: keys.Expiration },
    };
  };
  const takeAgain = async (before: Promise<Keys>): Promise<Keys> => {
    try {
      return await take();
    } catch (error) {
      const now = base.now().getTime();
      if (now >= endsAt) throw error;
      askAgainAt = now + retryMs;
      return await before;
    }
  };
  return () => {
    if (taken === null) taken = take();
    else if (base.now().getTime() >= askAgainAt) {
      askAgainAt = Infinity;
      taken = takeAgain(taken);
    }
    return taken;
  };
}

const renewMs = 6 * 60_000;
const retryMs = 60_000;

/** STS does not say which of role, trust policy and external id it was: what was tried is named. */
function refusedRole(error: Unavailable, role: string, externalId: string | null): Unavailable {
  const { why } = error;
  if (why.reason !== 'access-denied') return error;
  const name = role.slice(role.indexOf('/') + 1);
  const tried = externalId === null ? 'no external id was given' : 'the external id of its line was given';
  return new Unavailable(why.reason, `sts:AssumeRole of the role ${name} is denied`, {
    ...why,
    detail: { ...why.detail, tried },
  });
}
