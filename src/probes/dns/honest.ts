import { setTimeout as sleep } from 'node:timers/promises';
import type { DnsAnswer, DnsProbe, DnsType } from '../../model/dns.ts';
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
  let known: Promise<readonly Control[]> | null = null;
  const invented = new Map<DnsType, Promise<Answer<DnsAnswer<DnsType>>>>();

  const knows = (): Promise<readonly Control[]> =>
    (known ??= Promise.all(
      controls.map(async ([name, type]): Promise<Control> => {
        const answer = await answerOf<DnsAnswer<DnsType>>(resolve(name, type));
        if (!answer.ok) return 'unheard';
        return answer.value.records.length > 0 ? 'known' : 'denied';
      }),
    ));

  const inventsFor = (type: DnsType): Promise<Answer<DnsAnswer<DnsType>>> => {
    const asked = invented.get(type) ?? answerOf<DnsAnswer<DnsType>>(resolve(nobodys, type));
    invented.set(type, asked);
    return asked;
  };

  return async <T extends DnsType>(name: string, type: T): Promise<DnsAnswer<T>> => {
    const question = { question: `${type} ${name}`, detail: { host: resolverName, failure: 'dishonest' } };
    const controlled = knows();
    const invention = inventsFor(type);
    const answer = await resolve(name, type);
    if (answer.records.length === 0) {
      const denied = deniedBy(await soon(controlled, []), answer.chain.at(-1)?.target ?? name);
      if (denied === null) return answer;
      throw new Unavailable(
        'bad-reply',
        `the resolver ${resolverName} denies ${denied} as well, which certainly exists: that it knows no ${type} ${name} proves nothing`,
        question,
      );
    }
    const fiction = await soon(invention, null);
    const made = fiction?.ok === true ? fiction.value.records.map((record) => JSON.stringify(record)) : [];
    if (made.length === 0 || !answer.records.every((record) => made.includes(JSON.stringify(record))))
      return answer;
    throw new Unavailable(
      'bad-reply',
      `the resolver ${resolverName} gives the same ${type} for names that cannot exist (${nobodys}): it fabricates answers`,
      question,
    );
  };
}

/** Milliseconds that an answer waits for its control question: who drops that one (`.invalid`, in some networks) is no liar. */
const patience = 2000;

const waiting = Symbol('waiting');

async function soon<A, B>(control: Promise<A>, unheard: B): Promise<A | B> {
  // Most are known by then, and need no timer.
  const now = await Promise.race([control, Promise.resolve<typeof waiting>(waiting)]);
  return now === waiting ? await Promise.race([control, sleep(patience, unheard, { ref: false })]) : now;
}

/** The name that certainly exists and that the resolver denies, where that takes the worth from its other denials. */
function deniedBy(control: readonly Control[], name: string): string | null {
  const [ses, top] = control;
  const asked = lower(name);
  if (ses === 'denied' && (asked === sesZone || asked.endsWith(`.${sesZone}`))) return sesZone;
  // A filter that blocks one of them still knows the rest of the world.
  if (control.includes('known') || !control.includes('denied')) return null;
  return ses === 'denied' ? sesZone : top === 'denied' ? 'com' : null;
}
