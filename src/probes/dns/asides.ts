import { Unavailable } from '../../model/unavailable.ts';
import { type Diagnosis, diagnose } from './dnssec.ts';
import type { Exchange } from './exchange.ts';
import { Recent } from './recent.ts';
import type { Question, Reply } from './wire.ts';

export interface AsidesOptions {
  /** One exchange with the resolvers, of so many milliseconds at most. */
  put: (question: Question, more: { unchecked: boolean; timeoutMs: number }) => Promise<Exchange>;
  /** Questions beside the main one are not waited for longer than two tries take. */
  timeoutMs: number;
  remember: number;
  now: () => Date;
}

/** Questions beside the main one, which tell why it was refused. */
export interface Asides {
  whyRefused: (question: Question) => Promise<Diagnosis>;
  /** What there is, whatever its signatures are worth. */
  unchecked: (question: Question) => Promise<Reply>;
}

export function createAsides({ put, timeoutMs, remember, now }: AsidesOptions): Asides {
  const replies = new Recent<string, Promise<Reply | null>>(remember);
  const fresh = async (question: Question, unchecked: boolean): Promise<Reply | null> => {
    const result = await put(question, { unchecked, timeoutMs });
    return result.ok ? result.reply : null;
  };

  function ask(question: Question, unchecked: boolean): Promise<Reply | null> {
    const key = `${unchecked ? 'unchecked ' : ''}${question.type} ${question.name}`;
    const known = replies.get(key);
    if (known !== undefined) return known;
    const reply = fresh(question, unchecked);
    replies.set(key, reply);
    return reply;
  }

  return {
    whyRefused: (question) =>
      diagnose(
        question,
        {
          checked: (one) => ask(one, false),
          unchecked: (one) => ask(one, true),
          again: (one) => fresh(one, false),
        },
        now().getTime(),
      ),
    async unchecked(question) {
      const reply = await ask(question, true);
      if (reply !== null) return reply;
      const asked = `${question.type} ${question.name}`;
      throw new Unavailable('bad-reply', `the resolver does not answer ${asked}`, { question: asked });
    },
  };
}
