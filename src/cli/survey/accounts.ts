import { sesRegion } from '../../knowledge/regions.ts';
import { many } from '../../model/many.ts';
import type { Probes } from '../../model/probes.ts';
import { answerOf, Unavailable, type UnavailableReason } from '../../model/unavailable.ts';
import { collectPages } from '../../facts/pages.ts';
import { profileAsked } from '../../probes/aws/config.ts';
import type { CredentialProvider } from '../../probes/aws/credential-chain.ts';
import type { Surveying } from '../../survey/surveying.ts';
import type { Account } from '../../survey/run.ts';
import { targetOf } from '../../survey/target.ts';
import { type AccountRow, accountRows } from '../account-rows.ts';
import { caFile } from '../ca-file.ts';
import { foundRegion } from '../found-region.ts';
import type { Host } from '../host.ts';
import { readText } from '../read.ts';
import type { SurveyFlags } from './flags.ts';
import { regionsNamed } from './regions.ts';
import { roleOf } from '../taken-role.ts';
import { UsageError } from '../usage-error.ts';
import * as values from '../values.ts';

/** The accounts of a command line, and what is to be said about how they were found. */
export interface Accounts {
  accounts: readonly Account[];
  notes: readonly string[];
}

/** Gives the probes of a session: of a profile, or of a role. */
type Session = (
  profile: string | null,
  home: string,
  credentials: CredentialProvider | null,
) => Promise<Probes>;

/** The accounts of --profile, --accounts and --organization, each with its Regions. Throws `UsageError`. */
export async function accountsOf(
  flags: SurveyFlags,
  settings: Surveying['settings'],
  host: Host,
): Promise<Accounts> {
  const session = await sessions(flags, settings, host);
  if (flags.accounts === undefined && flags.organization !== true) {
    if (flags.roleName !== undefined)
      throw new UsageError('--role-name goes with --organization or --accounts');
    const profiles = flags.profile.length === 0 ? [null] : [...new Set(flags.profile)];
    const accounts = profiles.map((profile) => ofProfile(profile, flags, session, host));
    return { accounts: await Promise.all(accounts), notes: [] };
  }
  const [profile = null, second] = flags.profile;
  if (second !== undefined)
    throw new UsageError('--accounts and --organization assume roles from one profile; give --profile once');
  const regions = await regionsOf(flags.region, profile, session, host);
  const home = homeOf(regions);
  const base = await session(profile, home, null);
  const { rows, notes, unlisted } = await rowsOf(flags, base, host);
  const accounts: Account[] = unlisted === null ? [] : [ofNobody(unlisted, regions, base)];
  for (const row of rows) {
    const own = await regionsNamed(row.regions, partitionOf(regions), () => Promise.resolve(base.dns));
    accounts.push(ofRole(row, { base, session, home, regions: own.length === 0 ? regions : own }));
  }
  return { accounts, notes };
}

/** One DNS memory for all accounts: they share names. */
async function sessions(flags: SurveyFlags, settings: Surveying['settings'], host: Host): Promise<Session> {
  const resolvers = flags.resolver.map((text) => values.resolver(text, '--resolver'));
  const timeoutMs = values.seconds(flags.timeout, '--timeout') * 1000;
  const dnsInFlight = values.wholeNumber(flags.dnsInFlight, '--dns-in-flight');
  const caPem = flags.caFile === undefined ? null : await caFile(flags.caFile, host);
  let dns: Probes['dns'] | null = null;
  return async (profile, home, credentials) => {
    const probes = await host.probesFor({
      target: targetOf(home, [], { ...settings, profile }),
      ...{ resolvers, timeoutMs, caPem, signal: host.interrupted },
      many: { dnsInFlight, credentials },
    });
    dns ??= probes.dns;
    return { ...probes, dns };
  };
}

async function ofProfile(
  profile: string | null,
  flags: SurveyFlags,
  session: Session,
  host: Host,
): Promise<Account> {
  const regions = await regionsOf(flags.region, profile, session, host);
  const probes = await session(profile, homeOf(regions), null);
  const label = profile ?? host.env['AWS_PROFILE'] ?? keysNamed(host.env['AWS_ACCESS_KEY_ID']);
  let isKnown = false;
  return {
    ...{ label, regions, inactive: null },
    number: async () => {
      try {
        const { Account: number } = await probes.aws('sts:GetCallerIdentity', {});
        isKnown = true;
        return number;
      } catch (error) {
        // Whoever may not reach STS may reach SES: then the account has the profile's name.
        if (error instanceof Unavailable && !withoutSession.has(error.reason)) return label;
        throw error;
      }
    },
    named: isNamed(flags.region),
    probesFor: (region) => Promise.resolve(inRegion(probes, region, () => isKnown)),
  };
}

/** How an account is called whose number is not known: other keys are another account, also in a state of before. */
const keysNamed = (id: string | undefined): string =>
  id === undefined || id === '' ? 'default' : `keys ending in ${id.slice(-4)}`;

/** Reasons after which no call of the session can be answered. */
const withoutSession: ReadonlySet<UnavailableReason> = new Set([
  ...(['no-credentials', 'profile-not-found', 'credentials-expired', 'credentials-rejected'] as const),
  'interrupted',
]);

interface RoleContext {
  base: Probes;
  session: Session;
  home: string;
  regions: readonly string[];
}

/** An account in which a role is taken on. The credentials stay with the probes. */
function ofRole(row: AccountRow, { base, session, home, regions }: RoleContext): Account {
  const credentials = row.role === null ? null : roleOf(row, base);
  let probes: Promise<Probes> | null = null;
  return {
    label: row.account,
    ...{ regions, inactive: row.inactive, named: false },
    number: async () => {
      await credentials?.();
      return row.account;
    },
    probesFor: async (region) => {
      probes ??= credentials === null ? Promise.resolve(base) : session(null, home, credentials);
      return inRegion(await probes, region, () => credentials !== null);
    },
  };
}

/**
 * The probes for one Region of an account. Calls go to it from the home of the partition, which is always enabled: a
 * key that is not known there is no key, and one that is not known elsewhere is in a Region that is not enabled. Where
 * STS knows the key (`isKnown`), it is no wrong one at home either.
 */
const inRegion = (probes: Probes, region: string, isKnown: () => boolean): Probes => ({
  ...probes,
  aws: async (action, input, more) => {
    try {
      return await probes.aws(action, input, { region, ...more });
    } catch (error) {
      if (!(error instanceof Unavailable) || more?.region !== undefined) throw error;
      const { why } = error;
      const isStrange = why.detail['kind'] === 'unknown-key' && isKnown();
      if (!isStrange && why.reason !== 'region-not-enabled') throw error;
      const message = isStrange
        ? `${region} does not know the account: the Region is not switched on`
        : why.message;
      throw new Unavailable('region-not-enabled', message, why);
    }
  },
});

/** Whoever names a Region asks what is in it: that it lets nobody in is no answer. Of all Regions most are never switched on. */
const isNamed = (asked: readonly string[]): boolean =>
  asked.length > 0 &&
  !asked.some((names) => names.split(',').some((name) => name.trim().toLowerCase() === 'all'));

const homeOf = ([first = '']: readonly string[]): string =>
  first.startsWith('us-gov-') ? 'us-gov-west-1' : 'us-east-1';

/** The rows of --accounts, or the accounts of the organization. */
async function rowsOf(
  flags: SurveyFlags,
  base: Probes,
  host: Host,
): Promise<{ rows: readonly AccountRow[]; notes: readonly string[]; unlisted: Unavailable | null }> {
  const { accounts: path, roleName = null } = flags;
  if (path !== undefined) {
    if (flags.organization === true) throw new UsageError('give --accounts or --organization, not both');
    const text = await readText(host, path, '--accounts', 'utf-8', 8 * 1024 * 1024);
    return { rows: accountRows(text, roleName), notes: [], unlisted: null };
  }
  if (roleName === null) throw new UsageError('--organization needs --role-name <name>: the role to assume');
  const { items, unlisted } = await organizationOf(base, host);
  const caller = await answerOf(base.aws('sts:GetCallerIdentity', {}));
  const own = caller.ok ? caller.value.Account : null;
  const others = items.filter(({ status }) => status !== 'ACTIVE').length;
  return {
    rows: items.map(({ id, status }) => ({
      account: id,
      inactive: status === 'ACTIVE' ? null : status,
      // The role is rarely deployed to the account that deploys it.
      role: id === own ? null : `arn:${partitionOf(flags.region)}:iam::${id}:role/${roleName}`,
      ...{ externalId: null, regions: { names: [], where: '--organization' } },
    })),
    notes:
      others === 0
        ? []
        : [
            `${many(others, 'account')} of the organization ${others === 1 ? 'is' : 'are'} not active and ${others === 1 ? 'was' : 'were'} not asked.`,
          ],
    unlisted,
  };
}

const partitionOf = ([first = '']: readonly string[]): 'aws' | 'aws-us-gov' =>
  first.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';

/**
 * The accounts of the organization, whatever unit they are in, and why some of them are missing, or null: each page that
 * came counts.
 */
async function organizationOf(
  base: Probes,
  host: Host,
): Promise<{ items: readonly { id: string; status: string }[]; unlisted: Unavailable | null }> {
  const items: { id: string; status: string }[] = [];
  try {
    const { complete } = await collectPages({
      signal: host.interrupted,
      ask: async (token) => {
        const input = token === undefined ? {} : { NextToken: token };
        const reply = await base.aws('organizations:ListAccounts', input);
        const page = reply.Accounts.map((one) => ({
          id: one.Id,
          status: one.State ?? one.Status ?? 'ACTIVE',
        }));
        items.push(...page);
        return { items: page, next: reply.NextToken };
      },
    });
    return { items, unlisted: complete ? null : new Unavailable('interrupted', 'the list was cut off') };
  } catch (error) {
    if (error instanceof Unavailable) return { items, unlisted: error };
    throw error;
  }
}

/** The accounts of an organization that does not tell them: a row that says why, and none that is missing. */
const ofNobody = (why: Unavailable, regions: readonly string[], base: Probes): Account => ({
  ...{ label: 'organization', inactive: null, named: false },
  // They are missing in every Region, which is one thing to mend.
  regions: regions.slice(0, 1),
  number: () => Promise.reject(why),
  probesFor: () => Promise.resolve(base),
});

/** The slip may be the name of the profile: with several, nobody knows which. */
const noRegion = (profile: string | null): string =>
  profile === null
    ? 'no Region is set'
    : `no Region is set for the profile ${values.show(profile)}: there is no such profile (aws configure list-profiles), or it names no Region`;

/** The Regions of --region; `all` are those of the partition that the environment's Region is in. */
async function regionsOf(
  asked: readonly string[],
  profile: string | null,
  session: Session,
  host: Host,
): Promise<readonly string[]> {
  const found = asked.length > 0 ? await host.regionOf(profile) : await foundRegion(profile, host);
  if (asked.length === 0 && found === null)
    throw new UsageError(
      `${noRegion(profileAsked(host.env, profile))}: --region eu-west-1, or --region all for every one`,
    );
  const named =
    asked.length > 0
      ? { names: asked, where: '--region' }
      : { names: [found?.region ?? ''], where: `the Region of the ${found?.source ?? 'environment'}` };
  return await regionsNamed(
    named,
    sesRegion(found?.region ?? '')?.partition ?? 'aws',
    async () => (await session(profile, homeOf([]), null)).dns,
  );
}
