import { assemble, type Judgement, stageReport } from '../engine/assemble.ts';
import { createFactStore, type FactStore } from '../engine/gather.ts';
import { join } from '../engine/join.ts';
import { hasLooked } from '../engine/looked-at.ts';
import { type EndedCheck, runChecklist } from '../engine/run.ts';
import { factsOf, type Stage } from '../model/check.ts';
import type { Probes } from '../model/probes.ts';
import type { Report } from '../model/report.ts';
import type { SendingAws } from '../model/sending-calls.ts';
import type { Symptom } from '../model/symptom.ts';
import type { Target } from '../model/target.ts';
import { answerOf } from '../model/unavailable.ts';
import { createSymptomReader } from '../symptom/reader.ts';
import { forbidding, gateStages, standingOf } from './gate.ts';
import { drafts } from './message.ts';
import { dryRunNotes, sendingNotes } from './notes.ts';
import { leftovers, type Made, ownPrefix, takeAway } from './own-things.ts';
import { type Proof, proof, type Standing } from './proof.ts';
import type { TestRequest } from './request.ts';
import { byApi, sendAll } from './send.ts';
import { proofStages } from './stages.ts';
import { openTap } from './tap.ts';
import { expectedEvents, watch } from './watch.ts';
import { ways, type Ways } from './ways.ts';

/** All that a test takes from outside. */
export interface TestWorld {
  version: string;
  checklist: readonly Stage[];
  /** The stage `proof`. */
  stage: Stage;
  probes: Probes;
  aws: SendingAws;
  /** SIGINT and SIGTERM. */
  interrupted: AbortSignal;
  /** Those, and the end of --wait. */
  signal: AbortSignal;
  clock: () => number;
  pause: (milliseconds: number) => Promise<void>;
  progress: (text: string) => void;
  nonce: string;
}

/** Sends, watches, and makes the report of it. */
export async function testReport(
  request: TestRequest,
  target: Target,
  judgement: Judgement,
  world: TestWorld,
): Promise<Report> {
  const { probes, clock, signal } = world;
  const started = clock();
  const takenAt = probes.now().toISOString();
  const store = createFactStore({ probes, target, signal, clock, onProgress: world.progress });
  const gate = gateStages(world.checklist, request);
  const proofs = proofStages(world.stage);
  const before = await runChecklist({ stages: gate, store, target, clock });
  const done = await perform(request, before, store, world);
  store.put(proof, done.proof);
  const after = await runChecklist({ stages: proofs, store, target, clock });
  const ended = [...before, ...after];
  const stages = [...gate, ...proofs];
  const symptom = refusalIn(done.proof, target.region);
  const { checks, refuted } = join(ended, stages, symptom);
  return assemble({
    command: 'test',
    version: world.version,
    takenAt,
    durationMs: Math.round(clock() - started),
    target,
    judgement,
    reports: stages.map((stage) => stageReport(stage, checks)),
    refuted,
    notes: done.notes,
    symptom,
    offline: false,
    lookedAt: hasLooked(ended, store, target),
    chain: [],
  });
}

/** What was done, and what is said about the run as a whole. */
interface Done {
  proof: Proof;
  notes: readonly string[];
}

async function perform(
  request: TestRequest,
  gate: readonly EndedCheck[],
  store: FactStore,
  world: TestWorld,
): Promise<Done> {
  const { nonce, interrupted } = world;
  const planned = drafts(request, nonce);
  const nothing: Proof = {
    ...{ nonce, from: request.from, via: request.via },
    ...{ notSent: null, standing: null, messages: [], tap: null, made: [] },
  };
  const forbidden = [...new Set(forbidding(gate).map(({ code }) => code))];
  if (forbidden.length > 0 && !request.force)
    return {
      proof: { ...nothing, notSent: `not sent: ${forbidden.join(', ')} (--force sends all the same)` },
      notes: [],
    };
  const standing = await standingOf(store);
  if (request.to !== null && (standing.underReview || standing.complaints !== null))
    return { proof: { ...nothing, notSent: 'not sent: AWS looks at this account', standing }, notes: [] };
  await readPath(store, world);
  if (request.dryRun)
    return {
      proof: { ...nothing, notSent: 'not sent: --dry-run' },
      notes: dryRunNotes(request, planned),
    };
  if (interrupted.aborted) return { proof: { ...nothing, notSent: 'interrupted' }, notes: [] };
  if (request.tap) return await tapped(request, nothing, standing, store, world);
  world.progress('sending');
  const messages = await sendAll(planned, byApi(world.aws, request, nonce), {
    now: world.probes.now,
    interrupted,
  });
  return { proof: { ...nothing, messages }, notes: sendingNotes(request, messages, standing) };
}

/** Listens with a queue of our own while the messages are sent; takes it away whatever happens. */
async function tapped(
  request: TestRequest,
  nothing: Proof,
  standing: Standing,
  store: FactStore,
  world: TestWorld,
): Promise<Done> {
  const { aws, nonce, probes, interrupted, clock } = world;
  const planned = drafts(request, nonce);
  const known = await answerOf(store.read(ways, null));
  world.progress('making a queue to listen with');
  const tap = await openTap(aws, known.ok ? known.value : noWays, {
    nonce,
    recipients: planned.map(({ recipient }) => recipient),
  });
  let made: readonly Made[] | null = null;
  try {
    world.progress('sending');
    const messages = await sendAll(planned, byApi(aws, request, nonce), { now: probes.now, interrupted });
    const started = clock();
    const open = tap.places.flatMap(({ place, open: { ok } }) => (ok ? [place] : []));
    const expected = expectedEvents(messages, known.ok ? known.value : noWays, open);
    world.progress('events of the messages');
    const { seen, failed } = await watch(tap, expected, world);
    const seconds = Math.round((clock() - started) / 1000);
    made = await tap.close();
    return {
      proof: { ...nothing, messages, tap: { places: tap.places, seen, seconds, failed }, made },
      notes: sendingNotes(request, messages, standing),
    };
  } finally {
    if (made === null) await tap.close();
  }
}

const noWays: Ways = { sets: [], ways: [], off: [], byMail: null, unread: [] };

/** Finds what tests have left, and takes it away. */
export async function cleanupReport(target: Target, judgement: Judgement, world: TestWorld): Promise<Report> {
  const takenAt = world.probes.now().toISOString();
  const started = world.clock();
  const store = createFactStore({ probes: world.probes, target, signal: world.signal, clock: world.clock });
  const found = await answerOf(leftovers(world.aws, ownPrefix));
  const made = found.ok ? await takeAway(world.aws, found.value) : [];
  if (found.ok)
    store.put(proof, {
      ...{ nonce: '', from: '', via: 'api', notSent: '--cleanup', standing: null, messages: [], tap: null },
      made,
    });
  const stages = proofStages(world.stage).map((stage) => ({
    ...stage,
    checks: stage.checks.filter(({ check }) => check.id === 'proof-left'),
  }));
  const ended = await runChecklist({ stages, store, target, clock: world.clock });
  const unknown = found.ok ? [] : [found.why];
  return assemble({
    ...{ command: 'test', version: world.version, takenAt, target, judgement },
    durationMs: Math.round(world.clock() - started),
    reports: stages.map((stage) =>
      stageReport(
        stage,
        ended.map(({ stage: of, report }) => ({
          stage: of,
          report:
            unknown[0] === undefined
              ? report
              : {
                  ...report,
                  status: 'unknown' as const,
                  because: unknown[0].message,
                  unanswered: unknown.map((why) => ({
                    ...{ question: why.question, reason: why.reason, message: why.message },
                    ...{ action: why.action, counts: true },
                  })),
                },
        })),
      ),
    ),
    ...{ refuted: [], symptom: null, offline: false, lookedAt: found.ok, chain: [] },
    notes: found.ok
      ? made.length === 0
        ? ['Nothing of a test was left in this Region.']
        : made.map(({ kind, name, left }) => `${left === null ? 'Taken away' : 'Left'}: ${kind} ${name}.`)
      : [],
  });
}

/** Reads how events travel before anything is sent: once the time is up nothing is asked any more. */
async function readPath(store: FactStore, { stage }: TestWorld): Promise<void> {
  const facts = new Set(stage.checks.flatMap((check) => [...factsOf(check)]));
  await Promise.all(
    [...facts]
      .filter((fact) => fact !== proof && fact.per === 'run')
      .map((fact) => answerOf(store.read(fact, null))),
  );
}

/** What SES answered instead of taking a message, read as a pasted error would be. */
function refusalIn({ messages }: Proof, region: string | null): Symptom | null {
  const texts = messages.flatMap(({ outcome }) => (outcome.kind === 'refused' ? [outcome.text] : []));
  if (texts.length === 0) return null;
  const reader = createSymptomReader({ region });
  reader.push(new TextEncoder().encode(`${[...new Set(texts)].join('\n\n')}\n`));
  return reader.end();
}
