import { type Fact, factOf, type Io, type Source } from '../model/fact.ts';
import type { AwsAction } from '../model/aws-calls.ts';
import type { Target } from '../model/target.ts';
import { type Answer, skipReasons, Unavailable } from '../model/unavailable.ts';
import { factKey, subjectsFor } from './sources.ts';

/** What a fact is that the record lacks. */
export type Missing =
  /** Its run has asked for it: somebody took it out. */
  | 'damaged'
  /** An older version knew the check, and not this fact of it. */
  | 'unknown'
  /** Nobody asked for it in that run. */
  | 'offline';

/** A record that contradicts itself. */
export class DamagedRecord extends Error {
  override readonly name = 'DamagedRecord';
}

/** What a saved answer is worth: a record was in somebody's hands, and what it lacks is no answer. */
export interface Replay {
  known: ReadonlyMap<string, Answer<unknown>>;
  missing: (fact: Fact<unknown>) => Missing;
  target: Target;
}

/**
 * The answer of a record, if the rest of the record allows it. Throws `DamagedRecord`, or the `Unavailable` that
 * stands for what is missing.
 */
export function replayed(fact: Fact<unknown>, subject: string | null, replay: Replay): Answer<unknown> {
  const answer = replay.known.get(factKey(fact.id, subject));
  if (answer === undefined) return lacking(fact, replay);
  if (replay.missing(fact) === 'offline') return answer;
  if (answer.ok) {
    const source = failedSource(fact, subject, replay);
    if (source !== null)
      throw new DamagedRecord(`it holds ${fact.title}, which cannot be learnt without ${source}`);
    return answer;
  }
  const { reason, message } = answer.why;
  // A whole run looks at everything, and what a replay of a part has left alone was not seen to be in order.
  if (reason === 'offline' && replay.missing(fact) === 'damaged') return lacking(fact, replay);
  if (reason === 'offline') return { ok: false, why: { ...answer.why, reason: 'malformed' } };
  const { aws, dns, smtp } = replay.target.worlds;
  if (reason === 'switched-off' && aws && dns && smtp)
    throw new DamagedRecord(`it says of ${fact.title} that “${message}”, and nothing was switched off`);
  return answer;
}

function lacking(fact: Fact<unknown>, { missing }: Replay): Answer<unknown> {
  const what = missing(fact);
  if (what === 'damaged') throw new DamagedRecord(`it does not hold ${fact.title}, which its run has read`);
  const { why } = new Unavailable(
    what === 'unknown' ? 'malformed' : 'offline',
    `the saved facts do not contain ${fact.title}`,
  );
  return { ok: false, why };
}

/** The title of what a fact is made of and the record says is not known; null when nothing speaks against it. */
function failedSource(fact: Fact<unknown>, subject: string | null, replay: Replay): string | null {
  for (const source of Object.values(fact.from) as readonly Source[]) {
    if ('each' in source) continue;
    for (const about of subjectsFor(source, subject, replay.target))
      if (replay.known.get(factKey(factOf(source).id, about))?.ok === false) return factOf(source).title;
  }
  return null;
}

/** A world without answers, and what was asked of it first. */
function silentWorld(): {
  probes: Omit<Io<AwsAction>, 'target' | 'subject' | 'signal' | 'progress'>;
  asked: Promise<string>;
} {
  let resolve: (what: string) => void = () => undefined;
  const asked = new Promise<string>((settle) => {
    resolve = settle;
  });
  const ask = (what: string) => (): Promise<never> => {
    resolve(what);
    return new Promise(() => undefined);
  };
  const world = new Proxy({} as Io<AwsAction>['dns'] & Io<AwsAction>['smtp'] & Io<AwsAction>['https'], {
    get: () => ask('world'),
  });
  const environment = {
    profile: ask('settings'),
    endpointOverride: ask('settings'),
    proxyFor: () => null,
    smtpCredentials: ask('credentials'),
  };
  const probes = {
    aws: ask('world'),
    dns: world,
    smtp: world,
    https: world,
    environment,
    now: () => new Date(0),
  };
  return { probes, asked };
}

/**
 * Draws the conclusion that nobody asked once more: it follows from the command line and from other facts. Throws
 * `DamagedRecord` where the question would be put.
 */
export async function proveNotAsked(
  fact: Fact<unknown>,
  io: Pick<Io<AwsAction>, 'target' | 'subject' | 'signal'>,
  sources: () => Promise<Record<string, unknown>>,
): Promise<void> {
  let given: Record<string, unknown>;
  const damaged = new DamagedRecord(`it says that nobody asked for ${fact.title}, and its run has`);
  const isSkip = (error: unknown): boolean => error instanceof Unavailable && skipReasons.has(error.reason);
  try {
    given = await sources();
  } catch (error) {
    // What a round of --wait carried over stands in the record without what it was made of.
    if (error instanceof DamagedRecord || isSkip(error)) return;
    throw error instanceof Unavailable ? damaged : error;
  }
  const { probes, asked } = silentWorld();
  const gathered = async (): Promise<string> => {
    try {
      await fact.gather({ ...io, ...probes, progress: () => undefined } as never, given as never);
      return 'known';
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      return isSkip(error) ? 'not asked' : 'failed';
    }
  };
  const outcome = await Promise.race([asked, gathered()]);
  // Whether a password was set where the run took place is not to be known any more.
  if (outcome !== 'not asked' && outcome !== 'credentials') throw damaged;
}
