import { grouped } from '../model/many.ts';
import { duration } from '../model/duration.ts';
import { parseArn } from '../parse/arn.ts';
import { asIfTaken, isAnswerLost } from './lost-answers.ts';
import type { Proof, SentMessage } from './proof.ts';
import { openTap, type Tap } from './tap.ts';
import { expectedEvents, isOurs, watch } from './watch.ts';
import type { Ways } from './ways.ts';
import type { TestWorld } from './world.ts';

/** Makes the queue that listens on the way. */
export async function listen(
  known: Ways,
  planned: readonly { recipient: string }[],
  home: string | null,
  world: TestWorld,
): Promise<Tap> {
  world.progress('making a queue to listen with');
  const recipients = planned.map(({ recipient }) => recipient);
  return await openTap(world.aws, known, { nonce: world.nonce, recipients, home });
}

/** A message of which no event has come by then, and whose answer was lost, never went out. */
const lostAfterMs = 60_000;

/** What the queue of our own hears until all has come, or the time is up. */
export async function heard(
  tap: Tap,
  messages: readonly SentMessage[],
  known: Ways,
  world: TestWorld,
): Promise<NonNullable<Proof['tap']>> {
  const started = world.clock();
  const open = tap.places.flatMap(({ place, open: { ok } }) => (ok ? [place] : []));
  const unsure = new Set(
    messages.flatMap(({ recipient, outcome }) => (isAnswerLost(outcome) ? [recipient] : [])),
  );
  const { seen, failed } = await watch(tap, expectedEvents(asIfTaken(messages), known, open), {
    ...world,
    isOwn: isOurs(messages, world.nonce),
    waitingFor: (missing) => {
      const names = [...new Set(missing.map(({ place }) => parseArn(place)?.resource ?? place))];
      const left = Math.max(0, Math.ceil((world.limit.endsAt() - world.clock()) / 10_000) * 10);
      world.progress(
        `waiting for ${grouped(missing.length)} ${missing.length === 1 ? 'event' : 'events'} through ${names.join(', ')}; at most ${duration(left)} more`,
      );
    },
    isOver: (missing, come) =>
      world.signal.aborted ||
      world.clock() >= world.limit.endsAt() ||
      (world.clock() - started >= lostAfterMs &&
        missing.every(
          ({ recipient }) => unsure.has(recipient) && !come.some((event) => event.recipient === recipient),
        )),
  });
  const seconds = Math.round((world.clock() - started) / 1000);
  return { places: tap.places, seen, seconds, failed };
}
