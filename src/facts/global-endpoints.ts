import type { AwsProbe } from '../model/aws.ts';
import type { AwsReply } from '../model/aws-replies.ts';
import { defineFact } from '../model/fact.ts';
import type { Target } from '../model/target.ts';
import { type Answer, answerOf, Unavailable, valueOf } from '../model/unavailable.ts';
import { setNamesInForce } from './configuration-set/configuration-set.ts';
import { lineageOf } from '../parse/identity-name.ts';
import { otherRegions } from './identity/elsewhere.ts';
import { covering } from './identity/identity.ts';
import { collectPages, type Pages } from './pages.ts';

/** A global endpoint: SES spreads what is sent through it over two Regions. */
export interface GlobalEndpoint {
  name: string;
  /** What a send names (EndpointId); null when SES does not say. */
  id: string | null;
  /** `CREATING`, `READY`, `FAILED` or `DELETING`; null when SES does not say. */
  status: string | null;
  regions: readonly string[];
  /** The Region that lists it, where that is not the one of the run: the first of its two alone does. */
  foundIn?: string;
}

/**
 * The global endpoints that this Region knows. One that is named is asked for by itself where the list may not be seen;
 * by its id nothing can be asked. A Region lists those alone of which it is the primary one (SES API v2,
 * ListMultiRegionEndpoints): one that is named and not among them is looked for in the others.
 */
export const globalEndpoints = defineFact({
  id: 'global-endpoints',
  title: 'the global endpoints',
  actions: ['ses:ListMultiRegionEndpoints', 'ses:GetMultiRegionEndpoint'],
  async gather({ aws, signal, target }): Promise<Pages<GlobalEndpoint>> {
    const { endpointId: named } = target;
    const listed = await answerOf(listOf(aws, signal));
    if (listed.ok && named !== null && listed.value.complete && !listed.value.items.some(isCalled(named)))
      return await inOtherRegions(aws, signal, target, listed.value);
    if (listed.ok && named === null) return await throughBoth(aws, signal, target, listed.value);
    if (listed.ok || named === null || named.includes('.')) return valueOf(listed);
    const one = await answerOf(askByName(aws, named));
    // Another Region may be its primary one.
    if (!one.ok && one.why.reason === 'not-found')
      return { items: [], complete: false, because: listed.why.message };
    // Of two refusals that of the narrower question says what to allow.
    return { items: [valueOf(one)], complete: false, because: listed.why.message };
  },
});

/**
 * What this Region lists, and the endpoints of the Region that the environment names by which mail goes through this one as
 * well: where a text tells of a sender that was refused here, one of them may have chosen the Region.
 */
async function throughBoth(
  aws: AwsProbe<'ses:ListMultiRegionEndpoints'>,
  signal: AbortSignal,
  { otherRegion, region: here, symptom }: Target,
  listed: Pages<GlobalEndpoint>,
): Promise<Pages<GlobalEndpoint>> {
  const isRefused = symptom?.candidates.some(({ code }) => code.startsWith('identity/')) ?? false;
  if (otherRegion === null || here === null || !isRefused) return listed;
  const there = await answerOf(listOf(aws, signal, otherRegion));
  if (!there.ok) return { ...listed, complete: false, because: there.why.message };
  const both = there.value.items.filter(({ regions }) => regions.includes(here));
  return { ...listed, items: [...listed.items, ...both.map((one) => ({ ...one, foundIn: otherRegion }))] };
}

/** Whether an endpoint is the one of this id or name. */
export const isCalled =
  (named: string | null) =>
  ({ id, name }: Pick<GlobalEndpoint, 'id' | 'name'>): boolean =>
    named !== null && (id === named || name === named);

/** What this Region lists, and the endpoint that is named from the list of its primary Region. */
async function inOtherRegions(
  aws: AwsProbe<'ses:ListMultiRegionEndpoints'>,
  signal: AbortSignal,
  target: Target,
  here: Pages<GlobalEndpoint>,
): Promise<Pages<GlobalEndpoint>> {
  const regions = [...(target.otherRegion === null ? [] : [target.otherRegion]), ...otherRegions(target)];
  const lists = await Promise.all(
    regions.map(async (region) => ({ region, answer: await answerOf(listOf(aws, signal, region)) })),
  );
  const found = lists.flatMap(({ region, answer }) =>
    answer.ok
      ? answer.value.items.filter(isCalled(target.endpointId)).map((one) => ({ ...one, foundIn: region }))
      : [],
  );
  if (found.length > 0) return { ...here, items: [...here.items, ...found.slice(0, 1)] };
  // A Region that is not opted in holds no endpoint; one that gave no answer may hold it.
  const silent = lists.find(
    ({ answer }) => !(answer.ok ? answer.value.complete : answer.why.reason === 'region-not-enabled'),
  );
  if (silent === undefined) return here;
  const why = silent.answer.ok ? silent.answer.value.because : silent.answer.why.message;
  return {
    ...here,
    complete: false,
    because: `${silent.region} did not list its own: ${why ?? 'no answer'}`,
  };
}

async function askByName(aws: AwsProbe<'ses:GetMultiRegionEndpoint'>, name: string): Promise<GlobalEndpoint> {
  const reply = await aws('ses:GetMultiRegionEndpoint', { EndpointName: name });
  return {
    name: reply.EndpointName,
    id: reply.EndpointId ?? null,
    status: reply.Status ?? null,
    regions: (reply.Routes ?? []).map(({ Region: region }) => region),
  };
}

const listOf = (
  aws: AwsProbe<'ses:ListMultiRegionEndpoints'>,
  signal: AbortSignal,
  region?: string,
): Promise<Pages<GlobalEndpoint>> =>
  collectPages({
    signal,
    limit: 100,
    ask: async (token) => {
      const reply = await aws(
        'ses:ListMultiRegionEndpoints',
        token === undefined ? {} : { NextToken: token },
        region === undefined ? {} : { region },
      );
      const items = reply.MultiRegionEndpoints.map((one) => ({
        name: one.EndpointName,
        id: one.EndpointId ?? null,
        status: one.Status ?? null,
        regions: one.Regions ?? [],
      }));
      return { items, next: reply.NextToken };
    },
  });

/** What the other Region of a global endpoint holds of all that a send needs. */
export interface OtherSide {
  endpoint: string;
  region: string;
  account: Answer<{
    productionAccess: boolean;
    sendingEnabled: boolean;
    /** `HEALTHY`, `PROBATION` or `SHUTDOWN` (paused by AWS). */
    enforcement: string;
    /** Null: no limit. */
    max24Hour: number | null;
    suppressedReasons: readonly string[];
  }>;
  /**
   * The identity that covers the sender there: that which does here, or, where that Region does not know it, another of the
   * sender's. `name` is that of here where none covers it there; `origin` is that of its DKIM keys here.
   */
  identity: {
    name: string;
    origin: string;
    there: Answer<'verified' | 'unverified' | 'absent'>;
    /** It waits there, and this verified domain above it covers the sender: by which of them SES goes is not told. */
    coveredBy?: string;
    /** Its MAIL FROM domain there, where SES has not confirmed it and is told to refuse every send until it has. */
    refusedMailFrom?: string;
    /** It signs here and not there: switched off, or with the status of its keys there. */
    unsigned?: { off: true } | { status: string };
  };
  /** The one that a send names, else the identity's default there: whether it exists, and may send. */
  set: { name: string; exists: Answer<boolean>; isOff?: true } | null;
  template: { name: string; exists: Answer<boolean> } | null;
}

type Probe = AwsProbe<
  'ses:GetAccount' | 'ses:GetEmailIdentity' | 'ses:GetConfigurationSet' | 'ses:GetEmailTemplate'
>;

/** The other Regions of the global endpoints that are ready, three at most. Nothing is asked where there are none. */
export const otherSides = defineFact({
  id: 'global-endpoint-regions',
  per: 'identity',
  title: 'the other Region of the global endpoint',
  actions: ['ses:GetAccount', 'ses:GetEmailIdentity', 'ses:GetConfigurationSet', 'ses:GetEmailTemplate'],
  from: { globalEndpoints, covering, setNamesInForce },
  async gather(
    { aws, target, subject },
    { globalEndpoints: { items }, covering: identity, setNamesInForce: sets },
  ): Promise<readonly OtherSide[]> {
    const [inForce] = sets.filter(
      ({ name, why }) => name.ok && (why === 'named' || why.defaultOf === subject),
    );
    const set = inForce?.name.ok === true ? inForce.name.value : undefined;
    const template = target.template?.kind === 'stored' ? target.template.name : null;
    const sides = items
      .filter(({ status }) => status === 'READY')
      .flatMap(({ name, regions }) =>
        regions.filter((region) => region !== target.region).map((region) => ({ endpoint: name, region })),
      );
    return await Promise.all(
      sides.slice(0, 3).map(async ({ endpoint, region }): Promise<OtherSide> => {
        const [account, verified, hasSet, hasTemplate] = await Promise.all([
          answerOf(accountIn(aws, region)),
          answerOf(coveringIn(aws, identity.name, subject, region)),
          set === undefined ? null : setIn(aws, set, region),
          template === null
            ? null
            : answerOf(exists(aws('ses:GetEmailTemplate', { TemplateName: template }, { region }))),
        ]);
        const there = verified.ok && verified.value.state !== 'absent' ? verified.value : null;
        const { refusedMailFrom = null, unsigned = null, coveredBy } = there ?? {};
        const signsHere = identity.dkim.signing && identity.dkim.status === 'SUCCESS';
        return {
          endpoint,
          region,
          account,
          identity: {
            name: there?.name ?? identity.name,
            origin: identity.dkim.origin,
            there: verified.ok ? { ok: true, value: verified.value.state } : verified,
            ...(coveredBy !== undefined && { coveredBy }),
            ...(refusedMailFrom !== null && { refusedMailFrom }),
            ...(unsigned !== null && signsHere && there?.state === 'verified' && { unsigned }),
          },
          // Each Region has a default of its own: a send that names no set gets that one.
          set:
            there === null || inForce?.why === 'named' || there.defaultSet === (hasSet?.name ?? null)
              ? hasSet
              : there.defaultSet === null
                ? null
                : await setIn(aws, there.defaultSet, region),
          template:
            template === null || hasTemplate === null ? null : { name: template, exists: hasTemplate },
        };
      }),
    );
  },
});

async function accountIn(
  aws: Probe,
  region: string,
): Promise<Extract<OtherSide['account'], { ok: true }>['value']> {
  const reply = await aws('ses:GetAccount', {}, { region });
  const max = reply.SendQuota.Max24HourSend;
  return {
    productionAccess: reply.ProductionAccessEnabled,
    sendingEnabled: reply.SendingEnabled,
    enforcement: reply.EnforcementStatus ?? 'HEALTHY',
    max24Hour: max < 0 ? null : max,
    suppressedReasons: reply.SuppressionAttributes?.SuppressedReasons ?? [],
  };
}

/** The identity as the other Region has it. */
interface ThereIdentity {
  name: string;
  state: 'verified' | 'unverified' | 'absent';
  refusedMailFrom: string | null;
  unsigned: { off: true } | { status: string } | null;
  defaultSet: string | null;
  coveredBy?: string;
}

/**
 * The identity that covers the sender there. A domain covers its sub-domains and addresses in each Region: where the one
 * of here is not there, or waits, the others that the sender may inherit from are asked for, and it is missing when all are.
 */
async function coveringIn(aws: Probe, name: string, sender: string, region: string): Promise<ThereIdentity> {
  const own = await identityIn(aws, name, region);
  if (own.state === 'verified') return own;
  const others = await Promise.all(
    lineageOf(sender)
      .filter((one) => one !== name)
      .map((one) => answerOf(identityIn(aws, one, region))),
  );
  const verified = others.find((one) => one.ok && one.value.state === 'verified');
  if (verified !== undefined)
    return own.state === 'absent'
      ? valueOf(verified)
      : {
          ...own,
          state: 'verified',
          coveredBy: valueOf(verified).name,
          refusedMailFrom: null,
          unsigned: null,
        };
  const silent = others.find((one) => !one.ok);
  return silent === undefined ? own : valueOf(silent);
}

async function identityIn(aws: Probe, name: string, region: string): Promise<ThereIdentity> {
  try {
    const reply = await aws('ses:GetEmailIdentity', { EmailIdentity: name }, { region });
    const mailFrom = reply.MailFromAttributes;
    // SES says MailFromDomainNotVerified to every send, until the status is SUCCESS.
    const refuses =
      mailFrom?.BehaviorOnMxFailure === 'REJECT_MESSAGE' && mailFrom.MailFromDomainStatus !== 'SUCCESS';
    return {
      name,
      state: reply.VerifiedForSendingStatus ? 'verified' : 'unverified',
      refusedMailFrom: refuses ? (mailFrom.MailFromDomain ?? null) : null,
      unsigned: unsignedIn(reply.DkimAttributes),
      defaultSet: reply.ConfigurationSetName === '' ? null : (reply.ConfigurationSetName ?? null),
    };
  } catch (error) {
    if (error instanceof Unavailable && error.reason === 'not-found')
      return { name, state: 'absent', refusedMailFrom: null, unsigned: null, defaultSet: null };
    throw error;
  }
}

/** SES signs with the keys of an identity once it has found them, and signing is on. What it does not say is no fault. */
function unsignedIn(
  dkim: AwsReply<'ses:GetEmailIdentity'>['DkimAttributes'] | undefined,
): ThereIdentity['unsigned'] {
  if (dkim?.SigningEnabled === false) return { off: true };
  const status = dkim?.Status;
  // At TEMPORARY_FAILURE it still signs with the keys that it found before.
  return status === undefined || status === 'SUCCESS' || status === 'TEMPORARY_FAILURE' ? null : { status };
}

/** A configuration set of the other Region: whether it is there, and whether its own switch lets mail out. */
async function setIn(aws: Probe, name: string, region: string): Promise<NonNullable<OtherSide['set']>> {
  const reply = await answerOf(aws('ses:GetConfigurationSet', { ConfigurationSetName: name }, { region }));
  if (!reply.ok)
    return { name, exists: reply.why.reason === 'not-found' ? { ok: true, value: false } : reply };
  const isOff = reply.value.SendingOptions?.SendingEnabled === false;
  return { name, exists: { ok: true, value: true }, ...(isOff && { isOff }) };
}

async function exists(question: Promise<unknown>): Promise<boolean> {
  try {
    await question;
    return true;
  } catch (error) {
    if (error instanceof Unavailable && error.reason === 'not-found') return false;
    throw error;
  }
}
