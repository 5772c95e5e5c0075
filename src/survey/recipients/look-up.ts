import type { AwsProbe } from '../../model/aws.ts';
import type { Why } from '../../model/unavailable.ts';
import { askEach } from './ask-each.ts';
import { type Hit, type ListRead, readList } from './read-list.ts';
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
}

interface LookUpOptions {
  aws: AwsProbe<'ses:ListSuppressedDestinations' | 'ses:GetSuppressedDestination'>;
  tenant: string | null;
  wanted: ReadonlyMap<string, string>;
  signal: AbortSignal;
  state: RecipientsState;
  onProgress: (text: string) => void;
}

/** Looks addresses up on one list, in whichever way is done first. */
export async function lookUp(options: LookUpOptions): Promise<LookedUp> {
  const { aws, tenant, wanted, signal, state, onProgress } = options;
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  const read = async (): Promise<LookedUp> => {
    const listRead = await readList(
      {
        ...{ aws, tenant, wanted, signal: either },
        keep: (page) => {
          state.append({ kind: 'page', tenant, ...page });
          onProgress(`the suppression list (${page.seen.toLocaleString('en-US')} entries read)`);
        },
      },
      state.kept(tenant),
    );
    return ofList(tenant, listRead);
  };
  const ask = async (): Promise<LookedUp> => {
    const asked = await askEach({ aws, tenant, wanted, isOver: () => either.aborted });
    const cut = either.aborted && asked.why === null && asked.hits.size < wanted.size;
    return { tenant, ...asked, entries: null, why: cut ? interruptedWhy : asked.why };
  };
  if (wanted.size < fewest) return await ask();
  if (wanted.size > most) return await read();
  const ways = [ask(), read()];
  const first = await Promise.race(ways);
  if (first.why === null) {
    over.abort();
    return first;
  }
  const all = await Promise.all(ways);
  return all.find(({ why }) => why === null) ?? first;
}

const ofList = (tenant: string | null, { hits, seen, why }: ListRead): LookedUp => ({
  ...{ tenant, hits, entries: seen, why },
});

const interruptedWhy: Why = {
  ...{ reason: 'interrupted', message: 'interrupted before every address was asked for' },
  ...{ question: 'ses:GetSuppressedDestination', action: null, region: null, detail: {} },
};
