import type { AwsAction, AwsInput } from '../model/aws-calls.ts';
import type { AwsCallOptions, AwsProbe } from '../model/aws.ts';
import type { inFlight } from '../model/in-flight.ts';
import type { Probes } from '../model/probes.ts';
import { replyFrom } from './batched-identity.ts';
import { bulkAws, type PlaceAnswers } from './bulk-aws.ts';
import { bulkDns } from './bulk-dns.ts';
import { judge, type Judgement } from './judge.ts';
import { dnsProviderOf } from './dns-provider.ts';
import type { IdentityLine, PlaceName, SoFarLine, SurveyFinding, SurveyUnanswered } from './lines.ts';
import { checksIn, mayChange, type Selection } from './selection.ts';
import { isAnswer, type Replies } from './replies.ts';
import type { Sends } from './sends.ts';
import type { SharedFacts } from './shared-facts.ts';
import type { ShortSignals } from './short-signals.ts';
import { targetOf } from './target.ts';

/** What the judgement of an identity takes from its place. */
export interface JudgingPlace {
  name: PlaceName;
  answers: PlaceAnswers;
  shared: SharedFacts;
  sends: Sends;
  /** What an earlier run was told. */
  replies: Replies;
  /** When the oldest came of the answers of an earlier run that hold for all identities; null where there is none. */
  since: () => string | null;
  probes: Probes;
  selection: Selection;
  /** For the targets of facts. */
  settings: { profile: string | null; endpointUrl: string | null; dns: boolean };
  /** Identities of the list that cover others of it. */
  covering: ReadonlySet<string>;
  /** Runs so many questions about single identities at once. */
  asking: ReturnType<typeof inFlight>;
  /** Configuration sets that are paused, where a selected check looks at those. */
  paused: () => Promise<readonly string[]>;
  /** How many more identities are asked about for the sake of those. */
  leftToAsk: number;
  /** Findings of the account, as `code subject`. */
  said: ReadonlySet<string>;
  signals: ShortSignals;
  clock: () => number;
}

/** What batches and DNS say of an identity, and whether more has to be asked. */
export interface BulkJudgement {
  judgement: Judgement;
  more: 'by-asking' | 'by-zone-servers' | 'no';
}

/** Judges an identity by what the list, the batches and DNS tell; null where they do not tell enough. */
export async function judgeInBulk(place: JudgingPlace, identity: string): Promise<BulkJudgement | null> {
  const { answers, probes } = place;
  const batched = await answers.batches.of(identity);
  const listed = answers.listing.find(identity);
  if (batched === null || listed === null || replyFrom(listed, batched) === null) return null;
  const judgement = await run(place, identity, place.selection.bulk, {
    ...probes,
    aws: bulkAws(answers, null),
    dns: bulkDns(probes.dns),
  });
  const { bulk, asked } = place.selection;
  // Nothing of what was selected shows in batches: then only the questions about each tell.
  if (!judgement.looked && checksIn(asked) > checksIn(bulk)) return { judgement, more: 'by-asking' };
  const ways = [...judgement.troubled].map(mayChange);
  if (ways.includes('by-asking')) return { judgement, more: 'by-asking' };
  return { judgement, more: ways.includes('by-zone-servers') ? 'by-zone-servers' : 'no' };
}

/**
 * Judges an identity as `check` does: GetEmailIdentity is asked, and the zones' own servers. `isTold`: whether SES told of the
 * identity, also that there is none; where it did not, batches and DNS know more.
 */
export async function judgeByAsking(
  place: JudgingPlace,
  identity: string,
): Promise<{ judgement: Judgement; isTold: boolean }> {
  const { answers, probes } = place;
  const aws = bulkAws(answers, identity);
  let isTold = true;
  // What is answered is what the probe answers: the table's types go through.
  const watched = (async (action: AwsAction, input: AwsInput<AwsAction>, more?: AwsCallOptions) => {
    try {
      return await aws(action, input, more);
    } catch (error) {
      const isOwn =
        action === 'ses:GetEmailIdentity' &&
        more?.region === undefined &&
        (input as { EmailIdentity?: string }).EmailIdentity === identity;
      if (isOwn && !isAnswer(error)) isTold = false;
      throw error;
    }
  }) as AwsProbe;
  const judgement = await run(place, identity, place.selection.asked, { ...probes, aws: watched });
  return { judgement, isTold };
}

/** Judges an identity again with what the zones' own servers say. */
export async function judgeByZones(place: JudgingPlace, identity: string): Promise<Judgement> {
  const { answers, probes } = place;
  return await run(place, identity, place.selection.bulk, { ...probes, aws: bulkAws(answers, null) });
}

const run = async (
  { name: { region }, signals, said, clock, settings, shared }: JudgingPlace,
  identity: string,
  stages: Selection['bulk'],
  probes: Probes,
): Promise<Judgement> =>
  await judge({
    ...{ stages, probes, target: targetOf(region, [identity], settings), signals, clock, said, shared },
  });

/** A cause that records in DNS fix. */
const isOfRecords = ({ words }: SurveyFinding): boolean =>
  words?.fix.some(({ owner }) => owner === 'dns') === true;

/** The line of an identity that was judged. */
export async function identityLine(
  { name, probes, sends, replies, since: ofPlace }: JudgingPlace,
  identity: string,
  { worst, findings, unanswered, mailFrom, looked }: Judgement,
  depth: IdentityLine['depth'],
): Promise<IdentityLine> {
  const since = replies.since(identity);
  const sinceOfPlace = ofPlace();
  return {
    ...{ kind: 'identity', ...name, identity, at: probes.now().toISOString(), worst, depth },
    // What is said in bulk without the default configuration set may not be so.
    findings: depth === 'bulk' ? findings.filter(({ severity }) => severity !== 'info') : findings,
    ...{ unanswered, sends: await sends(identity) },
    provider: findings.some(isOfRecords) ? await dnsProviderOf(probes.dns, identity) : null,
    ...(mailFrom !== undefined && { mailFrom }),
    ...(!looked && { looked }),
    ...(since !== null && { since }),
    ...(sinceOfPlace !== null && { sinceOfPlace }),
  };
}

/** Where too many may have a paused set as their default for each to be asked. */
export const orPaused = (judgement: Judgement, paused: readonly string[]): Judgement => ({
  ...judgement,
  worst: judgement.worst === 'fail' || judgement.worst === 'crash' ? judgement.worst : 'unknown',
  unanswered: [
    ...judgement.unanswered,
    {
      ...{ reason: 'not-asked', action: 'ses:GetEmailIdentity' },
      message: `whether the default configuration set of each is one that is paused (${paused.slice(0, 3).join(', ')}${paused.length > 3 ? ' …' : ''}): --deep asks`,
    },
  ],
});

/** What batches and DNS tell of an identity, where the run ended before SES was asked about it by itself. */
export async function soFarLine(
  place: JudgingPlace,
  identity: string,
  judgement: Judgement,
): Promise<SoFarLine> {
  const open: SurveyUnanswered = {
    ...{ reason: 'interrupted', action: 'ses:GetEmailIdentity' },
    message:
      'the run ended before SES was asked about each by itself: what is told of them is what batches and DNS tell; with --state, the next run asks',
  };
  const { worst, unanswered } = judgement;
  const judged = await identityLine(
    place,
    identity,
    {
      ...judgement,
      worst: worst === 'fail' || worst === 'crash' ? worst : 'unknown',
      unanswered: [...unanswered, open],
    },
    'bulk',
  );
  return { kind: 'so-far', ...place.name, at: judged.at, judged };
}
