import { usualEntries } from '../../facts/suppression.ts';
import type { AwsProbe } from '../../model/aws.ts';
import { grouped } from '../../model/many.ts';
import type { Why } from '../../model/unavailable.ts';
import { type Asked, askEach } from './ask-each.ts';
import { addHits, type Hit, type ListRead, readList } from './read-list.ts';
import type { RecipientsState } from './state.ts';

/** From so many addresses on, the list is read beside the direct questions; from so many on it alone. */
const fewest = 30;
const most = 1000;

/** What is known of one list. */
export interface LookedUp {
  /** Null: the account's. */
  tenant: string | null;
  /** By address in lower case. */
  hits: ReadonlyMap<string, Hit>;
  /** Entries that were read; null where each address was asked for. */
  entries: number | null;
  /** Why not every address is settled; null where all are. */
  why: Why | null;
  /** Where an entry that is spelt in another case may have been missed: how far it was looked for; else null. */
  otherCases: string | null;
}

interface LookUpOptions {
  aws: AwsProbe<'ses:ListSuppressedDestinations' | 'ses:GetSuppressedDestination'>;
  tenant: string | null;
  wanted: ReadonlyMap<string, string>;
  signal: AbortSignal;
  state: RecipientsState;
  onProgress: (text: string) => void;
}

/**
 * Looks addresses up on one list, in whichever way is done first. A question for an address finds no entry that is spelt
 * in another case: so the beginning of the list is read all the same, as far as a check of one recipient reads it.
 */
export async function lookUp(options: LookUpOptions): Promise<LookedUp> {
  const { tenant, wanted } = options;
  if (wanted.size > most) return ofList(tenant, await read(options, () => false));
  const over = new AbortController();
  const inTime = { ...options, signal: AbortSignal.any([options.signal, over.signal]) };
  let isAsked = false;
  const asking = ask(inTime).then((asked) => {
    isAsked = asked.why === null;
    return asked;
  });
  const reading =
    wanted.size < fewest
      ? asking.then(async () => await read(inTime, (seen) => seen >= usualEntries))
      : read(inTime, (seen) => isAsked && seen >= usualEntries);
  const list = await Promise.race([reading, asking.then(() => null)]);
  if (list?.complete === true) {
    over.abort();
    return ofList(tenant, list);
  }
  const asked = await asking;
  if (asked.why === null && asked.hits.size === wanted.size) {
    over.abort();
    return { tenant, ...asked, entries: null, otherCases: null };
  }
  return joined(options, asked, await reading);
}

/** What both ways found: a list that was read to its end says all. */
function joined({ tenant, wanted }: LookUpOptions, asked: Asked, list: ListRead): LookedUp {
  if (list.complete) return ofList(tenant, list);
  const hits = new Map(asked.hits);
  addHits(hits, [...list.hits.values()], wanted);
  return {
    tenant,
    hits,
    entries: null,
    why: asked.why,
    otherCases: asked.why === null ? lookedFor(list) : null,
  };
}

const lookedFor = ({ seen, why }: ListRead): string =>
  `${seen === 0 ? 'nowhere' : `in the first ${grouped(seen)} entries alone`}${why === null ? '' : ` (${why.message})`}`;

const read = async (
  { aws, tenant, wanted, signal, state, onProgress }: LookUpOptions,
  isEnough: (seen: number) => boolean,
): Promise<ListRead> =>
  await readList(
    {
      ...{ aws, tenant, wanted, signal, isEnough },
      keep: (page) => {
        state.append({ kind: 'page', tenant, ...page });
        onProgress(`the suppression list (${grouped(page.seen)} entries read)`);
      },
    },
    state.kept(tenant),
  );

async function ask({ aws, tenant, wanted, signal }: LookUpOptions): Promise<Asked> {
  const asked = await askEach({ aws, tenant, wanted, isOver: () => signal.aborted });
  const cut = signal.aborted && asked.why === null && asked.hits.size < wanted.size;
  return cut ? { ...asked, why: interruptedWhy } : asked;
}

const ofList = (tenant: string | null, { hits, seen, why }: ListRead): LookedUp => ({
  ...{ tenant, hits, entries: seen, why, otherCases: null },
});

const interruptedWhy: Why = {
  ...{ reason: 'interrupted', message: 'interrupted before every address was asked for' },
  ...{ question: 'ses:GetSuppressedDestination', action: null, region: null, detail: {} },
};
