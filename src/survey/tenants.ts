import { collectPages } from '../facts/pages.ts';
import { standInHint, standInIdentity } from '../knowledge/stand-in.ts';
import type { AwsAction, AwsInput } from '../model/aws-calls.ts';
import type { AwsCallOptions, AwsProbe } from '../model/aws.ts';
import type { AwsReply } from '../model/aws-replies.ts';
import { grouped } from '../model/many.ts';
import { inFlight } from '../model/in-flight.ts';
import type { Probes } from '../model/probes.ts';
import type { FixStep } from '../model/report.ts';
import { answerOf, type UnavailableReason } from '../model/unavailable.ts';
import { absent, bulkAws, once, type PlaceAnswers } from './bulk-aws.ts';
import { judge, type Judgement } from './judge.ts';
import type { PlaceName, TenantLine, TenantsLine } from './lines.ts';
import { sendersFirst } from './listing.ts';
import { setNames } from './paused-sets.ts';
import type { Kept, Surveying } from './surveying.ts';
import { targetOf } from './target.ts';

/** Lets go of the pages that an earlier run had read of a list; false where there are none, or they are not to blame. */
type Forget = (action: AwsAction, reason: UnavailableReason) => boolean;

type Known = TenantsLine['names'][number];

/** A tenant with what it may send with. */
interface Associated {
  known: Known;
  resources: AwsReply<'ses:ListTenantResources'>;
  /** The names of its identities. */
  identities: readonly string[];
}

/**
 * Looks at the tenants of a place, side by side with its identities: what each may send with is a call of its own, at
 * the rate of that action.
 */
export async function surveyTenants(
  surveying: Surveying,
  name: PlaceName,
  of: { probes: Probes; answers: PlaceAnswers; kept: Kept; forget: Forget },
): Promise<void> {
  const { probes, answers, kept, forget } = of;
  const { selection, signal, emit } = surveying;
  const atOnce = inFlight(tenantsAtOnce);
  if (selection.tenants.length + selection.pausedTenants.length === 0) return;
  const listed = kept.tenants ?? (await tenantsLine(answers, { probes, name, forget }, signal));
  if (signal.aborted && !listed.complete) return;
  if (kept.tenants === null) emit(listed);
  const left = listed.names.filter(([tenant]) => !kept.tenantsDone.has(tenant));
  if (left.length === 0) return;
  const sets = selection.tenants.length === 0 ? Promise.resolve(null) : namesOf(answers);
  await Promise.all(
    left.map(async (known) => {
      const judgement = await atOnce(() => judgeTenant(surveying, { name, probes, answers, sets }, known));
      if (signal.aborted || judgement?.unanswered.some(({ reason }) => reason === 'interrupted') !== false)
        return;
      emit(lineOf(name, probes, known, judgement));
    }),
  );
}

const lineOf = (
  name: PlaceName,
  probes: Probes,
  [tenant]: Known,
  { worst, findings, unanswered }: Judgement,
): TenantLine => ({
  ...{ kind: 'tenant', ...name, at: probes.now().toISOString(), tenant, worst, findings, unanswered },
});

/** Tenants of a place that are judged at once; each place has its own rate. */
const tenantsAtOnce = 25;

/** The list of the tenants. Without permission for it the survey goes on without them, and says so. */
async function tenantsLine(
  answers: PlaceAnswers,
  of: { probes: Probes; name: PlaceName; forget: Forget },
  signal: AbortSignal,
): Promise<TenantsLine> {
  const { probes, name, forget } = of;
  const answer = await answerOf(
    collectPages({
      signal,
      ask: async (token) => {
        const reply = await once(answers, 'ses:ListTenants', token === undefined ? {} : { NextToken: token });
        const items = reply.Tenants.map((one): Known => [
          one.TenantName,
          one.TenantArn ?? null,
          one.SendingStatus ?? 'ENABLED',
        ]);
        return { items, next: reply.NextToken };
      },
    }),
  );
  const line = { kind: 'tenants', ...name, at: probes.now().toISOString() } as const;
  if (answer.ok)
    return { ...line, names: answer.value.items, complete: answer.value.complete, unanswered: [] };
  const { reason, action, message } = answer.why;
  // The token that an earlier run had got holds no longer.
  if (forget('ses:ListTenants', reason)) return await tenantsLine(answers, of, signal);
  return { ...line, names: [], complete: false, unanswered: [{ reason, action, message }] };
}

/** The names of the configuration sets of the place; null where they cannot be listed. */
async function namesOf(answers: PlaceAnswers): Promise<readonly string[] | null> {
  const listed = await answerOf(setNames(answers));
  return listed.ok && listed.value.complete ? listed.value.items : null;
}

const nothingFound: Judgement = {
  ...{ worst: 'pass', findings: [], unanswered: [], troubled: new Set(), looked: true },
};

interface PlaceOfTenants {
  name: PlaceName;
  probes: Probes;
  answers: PlaceAnswers;
  sets: Promise<readonly string[] | null>;
}

/** Judges one tenant with the checks of `check --tenant`; null when the run ended before. */
async function judgeTenant(
  surveying: Surveying,
  place: PlaceOfTenants,
  known: Known,
): Promise<Judgement | null> {
  if (surveying.signal.aborted) return null;
  const associations = await judgeAssociations(surveying, place, known);
  if (associations === null || surveying.selection.pausedTenants.length === 0) return associations;
  return together(associations, await judgePause(surveying, place, known));
}

/** Whether a tenant is paused, by its own status and by the list of what is paused, which is asked for once a place. */
async function judgePause(
  { selection, settings, signals, clock }: Surveying,
  { name, probes, answers }: PlaceOfTenants,
  known: Known,
): Promise<Judgement> {
  const [tenant] = known;
  const judgement = await judge({
    ...{ stages: selection.pausedTenants, signals, clock, said: new Set<string>() },
    probes: {
      ...probes,
      aws: tenantAws(answers, { known, resources: { TenantResources: [] }, identities: [] }),
    },
    target: { ...targetOf(name.region, [], settings), tenant },
  });
  // That others are paused they say themselves; a list that may not be read is told of the account.
  const findings = judgement.findings.filter(({ severity }) => severity !== 'info');
  const unanswered = judgement.unanswered.filter(({ action }) => action !== 'ses:ListReputationEntities');
  const isTold = findings.length + unanswered.length > 0;
  return { ...judgement, findings, unanswered, worst: isTold ? judgement.worst : 'pass' };
}

const gravest: readonly Judgement['worst'][] = ['crash', 'fail', 'unknown', 'warn', 'pass'];

const together = (one: Judgement, other: Judgement): Judgement => ({
  ...one,
  worst: gravest.find((worst) => [one.worst, other.worst].includes(worst)) ?? 'pass',
  findings: [...other.findings, ...one.findings],
  unanswered: [...one.unanswered, ...other.unanswered],
  troubled: new Set([...one.troubled, ...other.troubled]),
});

/** What one tenant may send with; null when the run ended before. */
async function judgeAssociations(
  { selection, settings, signals, clock, signal }: Surveying,
  place: PlaceOfTenants,
  known: Known,
): Promise<Judgement | null> {
  if (selection.tenants.length === 0) return nothingFound;
  const { name, probes, answers } = place;
  const [tenant] = known;
  const listed = await answerOf(resourcesOf(probes.aws, tenant, signal));
  if (!listed.ok) {
    const { reason, action, message } = listed.why;
    return { ...nothingFound, worst: 'unknown', unanswered: [{ reason, action, message }] };
  }
  const { items, complete } = listed.value;
  if (!complete) return null;
  const identities = namesIn(items, 'identity');
  const sets = await place.sets;
  const own = new Set(namesIn(items, 'configuration-set'));
  // Who may send with every set there is may send with the default of each identity: no identity has to be asked for it.
  if (identities.length > 0 && sets?.every((set) => own.has(set)) === true) return nothingFound;
  const resources = { TenantResources: items.map((ResourceArn) => ({ ResourceArn })) };
  const judgement = await judge({
    ...{ stages: selection.tenants, signals, clock, said: new Set<string>() },
    probes: { ...probes, aws: tenantAws(answers, { known, resources, identities }) },
    target: { ...targetOf(name.region, identities, settings), tenant },
  });
  return identities.length > 0 ? judgement : withOwnIdentity(judgement, answers.listing.items);
}

/** A command that names a stand-in names an identity of the place instead, those that send first; the words name others. */
function withOwnIdentity(judgement: Judgement, listed: PlaceAnswers['listing']['items']): Judgement {
  const names = sendersFirst(listed, ({ sendingEnabled }) => sendingEnabled).map(({ name }) => name);
  const [first, ...others] = names.filter((name) => /^[\w.+@-]{1,253}$/.test(name));
  if (first === undefined) return judgement;
  const more = others.length > 2 ? ` and ${grouped(others.length - 2)} more` : '';
  const hint =
    others.length === 0 ? `(${first})` : `(here ${first}; or ${others.slice(0, 2).join(', ')}${more})`;
  const own = ({ text, command, ...step }: FixStep): FixStep => ({
    ...step,
    text: text.replace(standInHint, hint),
    command: command?.replace(`identity/${standInIdentity} `, `identity/${first} `) ?? null,
  });
  return {
    ...judgement,
    findings: judgement.findings.map((finding) =>
      finding.words === null
        ? finding
        : { ...finding, words: { ...finding.words, fix: finding.words.fix.map(own) } },
    ),
  };
}

const resourcesOf = (
  aws: AwsProbe<'ses:ListTenantResources'>,
  tenant: string,
  signal: AbortSignal,
): ReturnType<typeof collectPages<string>> =>
  collectPages({
    signal,
    ask: async (token) => {
      const reply = await aws('ses:ListTenantResources', {
        TenantName: tenant,
        ...(token !== undefined && { NextToken: token }),
      });
      return { items: reply.TenantResources.map(({ ResourceArn: arn }) => arn), next: reply.NextToken };
    },
  });

/** The names of a kind, as in `arn:aws:ses:eu-west-1:111122223333:identity/example.com`. */
const namesIn = (arns: readonly string[], kind: string): readonly string[] =>
  arns.flatMap((arn) => {
    const at = arn.indexOf(`:${kind}/`);
    return at === -1 ? [] : [arn.slice(at + kind.length + 2)];
  });

/** The AWS probe for one tenant: what is known of it is not asked again, and each identity is asked about once. */
function tenantAws(answers: PlaceAnswers, { known, resources }: Associated): AwsProbe {
  const [, arn, status] = known;
  const bulk = bulkAws(answers, null);
  // Each branch answers the action it names: the table's types go through one function for all.
  return (async (action: AwsAction, input: AwsInput<AwsAction>, more?: AwsCallOptions) => {
    if (action === 'ses:GetTenant')
      return { Tenant: { SendingStatus: status, ...(arn === null ? {} : { TenantArn: arn }) } };
    if (action === 'ses:ListTenantResources') return resources;
    if (action === 'ses:GetEmailIdentity' && more?.region === undefined) {
      const { EmailIdentity: identity = '' } = input as { EmailIdentity?: string };
      // The batches do not tell of the default set.
      if (answers.listing.complete && answers.listing.find(identity) === null) throw absent(identity);
      return await once(answers, action, { EmailIdentity: identity });
    }
    return await bulk(action, input, more);
  }) as AwsProbe;
}
