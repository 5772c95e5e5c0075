import type { AwsAction, AwsInput } from '../../model/aws-calls.ts';
import type { AwsProbe } from '../../model/aws.ts';
import type { Probes } from '../../model/probes.ts';
import type { SelectedStage } from '../../model/select.ts';
import type { Target } from '../../model/target.ts';
import { Unavailable } from '../../model/unavailable.ts';
import { type Made, onceEach } from '../bulk-aws.ts';
import { judge, type Judgement } from '../judge.ts';
import type { ShortSignals } from '../short-signals.ts';
import type { LookedUp } from './look-up.ts';
import type { Hit } from './read-list.ts';

/** Addresses of which the lists say the same, with what the check says of the first of them. */
export interface Group {
  judgement: Judgement;
  /** In lower case. */
  addresses: readonly string[];
}

interface JudgingOptions {
  wanted: ReadonlyMap<string, string>;
  lists: readonly LookedUp[];
  stages: readonly SelectedStage[];
  probes: Probes;
  target: Target;
  signals: ShortSignals;
  clock: () => number;
  /** Calls that were made already: what is about the account or the sender is asked once. */
  made: Made;
}

/**
 * Asks for what the judgement of any address needs beside the lists, while these are read: the end of the run must not keep
 * back what a list has told already.
 */
export async function askAhead(
  options: Omit<JudgingOptions, 'lists'>,
  tenants: readonly (string | null)[],
): Promise<void> {
  const [first] = options.wanted;
  if (first === undefined) return;
  const hit: Hit = { address: first[1], reason: 'BOUNCE', since: new Date(0).toISOString() };
  const hits = new Map([[first[0], hit]]);
  const read = { hits, entries: null, why: null, otherCases: null };
  await judgeRecipients({
    ...{ ...options, wanted: new Map([first]) },
    lists: tenants.map((tenant) => ({ ...read, tenant })),
  });
}

/**
 * Judges with the check of a single recipient: of all addresses that the lists say the same of, the first. What it
 * says follows from the reason of the entry and from whether it is spelt as it was given.
 */
export async function judgeRecipients(options: JudgingOptions): Promise<readonly Group[]> {
  const { wanted, lists, probes, target, made, ...rest } = options;
  const alike = new Map<string, string[]>();
  for (const [lower, given] of wanted) {
    const key = JSON.stringify(
      lists.map(({ hits }) => {
        const hit = hits.get(lower);
        return hit === undefined ? null : [hit.reason, hit.address === given];
      }),
    );
    const known = alike.get(key);
    if (known === undefined) alike.set(key, [lower]);
    else known.push(lower);
  }
  return await Promise.all(
    [...alike.values()].map(async (addresses) => {
      const [first = ''] = addresses;
      const aws = fromLists(onceEach(probes.aws, made), first, lists);
      const recipients = [wanted.get(first) ?? first];
      const judgement = await judge({
        ...{ ...rest, probes: { ...probes, aws }, target: { ...target, recipients } },
        said: new Set(),
      });
      return { judgement, addresses };
    }),
  );
}

/** The probe that answers for the suppression lists from what was read of them. */
function fromLists(aws: AwsProbe, lower: string, lists: readonly LookedUp[]): AwsProbe {
  const listOf = (tenant: string | undefined): LookedUp | null =>
    lists.find((one) => one.tenant === (tenant ?? null)) ?? null;

  function entry(input: AwsInput<'ses:GetSuppressedDestination'>): object {
    const list = listOf(input.TenantName);
    const hit = list?.hits.get(lower);
    if (hit !== undefined && (hit.address === input.EmailAddress || list?.tenant !== null))
      return { SuppressedDestination: summary(hit) };
    if (list?.why != null) throw Unavailable.of(list.why);
    throw new Unavailable('not-found', 'it is not on the list', { question: 'ses:GetSuppressedDestination' });
  }

  // Each branch answers the action it names: the table's types go through one function for all.
  return ((action: AwsAction, input: AwsInput<AwsAction>, more?: { region?: string }) => {
    if (action === 'ses:GetSuppressedDestination')
      return new Promise((resolve) => {
        resolve(entry(input));
      });
    if (action === 'ses:ListSuppressedDestinations') {
      const list = listOf((input as AwsInput<'ses:ListSuppressedDestinations'>).TenantName);
      if (list?.why != null && list.hits.get(lower) === undefined)
        return Promise.reject(Unavailable.of(list.why));
      const hit = list?.hits.get(lower);
      return Promise.resolve({ SuppressedDestinationSummaries: hit === undefined ? [] : [summary(hit)] });
    }
    return aws(action, input, more);
  }) as AwsProbe;
}

const summary = ({ address, reason, since }: Hit): object => ({
  EmailAddress: address,
  Reason: reason,
  LastUpdateTime: new Date(since),
});
