import { grouped } from '../model/many.ts';
import { Unavailable } from '../model/unavailable.ts';

/** What a List call gave, and whether that is all there is. */
export interface Pages<T> {
  items: readonly T[];
  /** False when the search stopped early: `because` says why. */
  complete: boolean;
  because: string | null;
}

interface PagesOptions<T> {
  /** Asks for one page; `token` is undefined for the first. */
  ask: (token: string | undefined) => Promise<{ items: readonly T[]; next: string | undefined }>;
  signal: AbortSignal;
  /** Stop after so many items; default: never. */
  limit?: number;
  /** Told after every page how many items were seen. */
  onPage?: (seen: number) => void;
  /** What to keep of a page; default: everything. A search over a long list keeps only its hits. */
  keep?: (item: T) => boolean;
}

/**
 * Pages to the end of a List call. An abort keeps what is there; a token that was seen before means the service
 * is going round in circles, and is an `Unavailable('bad-reply')`: what it lists cannot be trusted to be all. "Not
 * found" is no empty list: what is listed belongs to something that is not there (a topic, a bus, a tenant), or whoever
 * answers does not know the question.
 */
export async function collectPages<T>(options: PagesOptions<T>): Promise<Pages<T>> {
  const { ask, signal, limit = Infinity, onPage, keep = () => true } = options;
  const items: T[] = [];
  const tokens = new Set<string>();
  let seen = 0;
  let token: string | undefined;
  for (;;) {
    const page = await unlessAborted(ask(token), signal);
    if (page === null) {
      if (seen > 0) return { items, complete: false, because: `interrupted after ${grouped(seen)} entries` };
      throw new Unavailable('interrupted', 'interrupted before the first page arrived');
    }
    for (const item of page.items) if (keep(item)) items.push(item);
    seen += page.items.length;
    onPage?.(seen);
    token = page.next;
    if (token === undefined || token === '') return { items, complete: true, because: null };
    if (tokens.has(token))
      throw new Unavailable('bad-reply', 'the service repeated a page token and would never end');
    tokens.add(token);
    if (signal.aborted)
      return { items, complete: false, because: `interrupted after ${grouped(seen)} entries` };
    if (seen >= limit) return { items, complete: false, because: `stopped after ${grouped(seen)} entries` };
  }
}

/** What is there when the abort comes is handed over at once; null: the page under way is not waited for. */
async function unlessAborted<P>(page: Promise<P>, signal: AbortSignal): Promise<P | null> {
  let stop: () => void = () => undefined;
  const aborted = new Promise<null>((resolve) => {
    stop = () => {
      resolve(null);
    };
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([page, aborted]);
  } catch (error) {
    if (signal.aborted) return null;
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    page.catch(() => undefined);
  }
}
