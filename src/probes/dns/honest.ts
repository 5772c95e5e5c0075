import { setTimeout as sleep } from 'node:timers/promises';
import type { DnsAnswer, DnsProbe, DnsType } from '../../model/dns.ts';
import { troubleDetail } from '../../model/dns-trouble.ts';
import { type Answer, answerOf, Unavailable } from '../../model/unavailable.ts';
import { lower } from './wire.ts';

type Resolve = DnsProbe['resolve'];

/** Names that certainly exist: where SES keeps its SPF record and its keys, and the largest zone there is. */
const sesZone = 'amazonses.com';
const controls = [
  [sesZone, 'TXT'],
  ['com', 'NS'],
] as const;

/** A name that certainly does not exist (RFC 6761 6.4). */
const nobodys = 'ses-doctor-control.invalid';

/** What a control question came to; no answer proves nothing. */
type Control = 'known' | 'denied' | 'unheard';

/**
 * Answers of a resolver that knows what it is talking about. One that denies names which certainly exist (it is cut off,
 * or serves a private zone alone) proves nothing by denying others; one that has an answer for a name which cannot exist
 * (a captive portal, a provider that sells typing errors) proves nothing by giving the same for another. Both are
 * `Unavailable`, never "no such record" and never a record. The control questions are put once, beside the first ones.
 */
export function honestly(resolve: Resolve, resolverName: string): Resolve {
  let known: Coming<readonly Control[]> | null = null;
  const invented = new Map<DnsType, Coming<Answer<DnsAnswer<DnsType>>>>();

  const knows = (): Coming<readonly Control[]> =>
    (known ??= coming(
      Promise.all(
        controls.map(async ([name, type]): Promise<Control> => {
          const answer = await answerOf<DnsAnswer<DnsType>>(resolve(name, type));
          if (!answer.ok) return 'unheard';
          return isOwn(name, type, answer.value) ? 'known' : 'denied';
        }),
      ),
    ));

  const inventsFor = (type: DnsType): Coming<Answer<DnsAnswer<DnsType>>> => {
    const asked = invented.get(type) ?? coming(answerOf<DnsAnswer<DnsType>>(resolve(nobodys, type)));
    invented.set(type, asked);
    return asked;
  };

  const dishonest = (does: string, so: string, question: string): Unavailable =>
    new Unavailable('bad-reply', `${does}: ${so}`, {
      question,
      detail: troubleDetail({ kind: 'dishonest', does, resolver: resolverName }),
    });

  return async <T extends DnsType>(name: string, type: T): Promise<DnsAnswer<T>> => {
    const question = `${type} ${name}`;
    const controlled = knows();
    const invention = inventsFor(type);
    const answer = await resolve(name, type);
    if (!isOwn(name, type, answer)) {
      const denied = deniedBy(controlled.value ?? (await soon(controlled, [])), [
        name,
        ...answer.chain.slice(-1).map(({ target }) => target),
      ]);
      if (denied === null) return answer;
      const does = `the resolver ${resolverName} denies ${denied} as well, which certainly exists`;
      throw dishonest(does, `that it knows no ${type} ${name} proves nothing`, question);
    }
    const fiction = invention.value ?? (await soon(invention, null));
    const made = fiction?.ok === true ? fiction.value.records.map((record) => JSON.stringify(record)) : [];
    if (made.length === 0 || !answer.records.every((record) => made.includes(JSON.stringify(record))))
      return answer;
    const does = `the resolver ${resolverName} gives the same ${type} for names that cannot exist (${nobodys})`;
    throw dishonest(does, 'it fabricates answers', question);
  };
}

/** Whether there is a record; of SES's own name the SPF record, whatever else stands there. */
const isOwn = (name: string, type: DnsType, { records }: DnsAnswer<DnsType>): boolean =>
  lower(name) === sesZone && type === 'TXT'
    ? records.some((record) => typeof record === 'string' && /^v=spf1(?: |$)/i.test(record))
    : records.length > 0;

/** Milliseconds that an answer waits for its control question: who drops that one (`.invalid`, in some networks) is no liar. */
const patience = 2000;

/** What a control question comes to; `value` once it is there: nearly every answer comes later and need not wait. */
interface Coming<T> {
  readonly promise: Promise<T>;
  value: T | null;
}

function coming<T>(promise: Promise<T>): Coming<T> {
  const one: Coming<T> = { promise, value: null };
  void promise.then((value) => (one.value = value));
  return one;
}

async function soon<A, B>({ promise }: Coming<A>, unheard: B): Promise<A | B> {
  return await Promise.race([promise, sleep(patience, unheard, { ref: false })]);
}

/** The name that certainly exists and that the resolver denies, where that takes the worth from its other denials. */
function deniedBy(control: readonly Control[], names: readonly string[]): string | null {
  const [ses, top] = control;
  const isOfSes = (name: string): boolean => `.${lower(name)}`.endsWith(`.${sesZone}`);
  if (ses === 'denied' && names.some(isOfSes)) return sesZone;
  // A filter that blocks one of them still knows the rest of the world.
  if (control.includes('known') || !control.includes('denied')) return null;
  return ses === 'denied' ? sesZone : top === 'denied' ? 'com' : null;
}
