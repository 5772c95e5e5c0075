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
import { type Proof, proof } from './proof.ts';
import type { TestRequest } from './request.ts';
import { byApi, sendAll } from './send.ts';
import { proofStages } from './stages.ts';

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
    ...{ notSent: null, standing: null, messages: [] },
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
  world.progress('sending');
  const messages = await sendAll(planned, byApi(world.aws, request, nonce), {
    now: world.probes.now,
    interrupted,
  });
  return { proof: { ...nothing, messages }, notes: sendingNotes(request, messages, standing) };
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
