import { failedSenders, strangersIn } from '../facts/identity/failed-senders.ts';
import { identitiesToChoose } from '../facts/identity/identities.ts';
import { senders } from '../facts/identity/senders.ts';
import { otherSenders, toldSenders } from '../facts/identity/told-senders.ts';
import { messageOrigin } from '../facts/message/origin.ts';
import { namesNothing, type Target } from '../model/target.ts';
import type { ChosenReport } from '../model/report.ts';
import type { SelectedStage } from '../model/select.ts';
import { answerOf, skipReasons, Unavailable } from '../model/unavailable.ts';
import type { FactStore } from './gather.ts';

/** The target with the senders of a run that names nothing. */
export interface Chosen {
  target: Target;
  /** How they were chosen; null where the command line says what to look at. */
  chosen: ChosenReport | null;
  /** What the checks of senders end with where choosing failed; else null. */
  failure: Error | null;
}

/**
 * Chooses the senders of a run that names nothing to look at, if a selected check looks at senders, and adds those that
 * failed in a symptom to the ones that are named. The choices are the facts `senders`, `failed-senders` and `told-senders`, so that a
 * replay and a further round look at the same ones. Never rejects.
 */
export async function chooseSenders(
  stages: readonly SelectedStage[],
  store: FactStore,
  target: Target,
): Promise<Chosen> {
  const asGiven: Chosen = { target, chosen: null, failure: null };
  const looksAtSenders = stages.some(({ checks }) => checks.some(({ check }) => check.per === 'identity'));
  if (!looksAtSenders) return asGiven;
  if (!namesNothing(target))
    return { ...asGiven, target: await withTold(store, await withoutStranger(store, target)) };
  try {
    const { lookedAt, of, canSend, cannotSend, unaskable = [] } = await store.read(senders, null);
    if (lookedAt.length === 0) return asGiven;
    const list = await answerOf(store.read(identitiesToChoose, null));
    store.lookAt({ identities: lookedAt });
    return {
      target: { ...target, identities: lookedAt },
      chosen: {
        of,
        canSend: canSend || unaskable.length > 0,
        cannotSend: cannotSend.length,
        ...(unaskable.length > 0 && { unaskable: unaskable.length }),
        complete: list.ok && list.value.complete,
      },
      failure: null,
    };
  } catch (error) {
    // Where AWS is left alone nobody asked: the checks are skipped and name --identity.
    if (error instanceof Unavailable && skipReasons.has(error.reason)) return asGiven;
    return { ...asGiven, failure: error instanceof Error ? error : new Error(String(error)) };
  }
}

/** Whoever wrote a message that this account did not send is no sender of it, and whom they wrote to no recipient. */
async function withoutStranger(store: FactStore, target: Target): Promise<Target> {
  const brought = target.message?.lookedAt;
  if (brought === undefined) return target;
  const origin = await answerOf(store.read(messageOrigin, null));
  if (!origin.ok || origin.value.kind !== 'foreign') return target;
  const subjects = {
    identities: target.identities.filter((name) => name !== brought.sender),
    recipients: target.recipients.filter((name) => !brought.recipients.includes(name)),
  };
  store.lookAt(subjects);
  return { ...target, ...subjects };
}

async function withTold(store: FactStore, target: Target): Promise<Target> {
  const [failed, told] = await Promise.all([
    strangersIn(target).length === 0 ? null : answerOf(store.read(failedSenders, null)),
    otherSenders(target).length === 0 ? null : answerOf(store.read(toldSenders, null)),
  ]);
  const more = [failed, told].flatMap((answer) => (answer?.ok === true ? answer.value : []));
  if (more.length === 0) return target;
  const identities = [...new Set([...target.identities, ...more])];
  store.lookAt({ identities });
  return { ...target, identities };
}
