import { assemble, type Judgement, stageReport } from '../engine/assemble.ts';
import { createFactStore } from '../engine/gather.ts';
import { join } from '../engine/join.ts';
import { hasLooked } from '../engine/looked-at.ts';
import { runChecklist } from '../engine/run.ts';
import type { Report } from '../model/report.ts';
import type { Target } from '../model/target.ts';
import { notSeenYet } from './ended.ts';
import { gateStages } from './gate.ts';
import { perform } from './perform.ts';
import { proof } from './proof.ts';
import { answeredHere, hearRefusal, refusalIn } from './refusal.ts';
import type { TestRequest } from './request.ts';
import { proofStages } from './stages.ts';
import type { TestWorld } from './world.ts';

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
  const store = createFactStore({
    probes,
    target,
    signal,
    clock,
    onProgress: (what) => {
      world.progress(`asking for ${what}`);
    },
  });
  const gate = gateStages(world.checklist, request);
  const proofs = proofStages(world.stage);
  const before = await runChecklist({ stages: gate, store, target, clock });
  const done = await perform(request, { gate: before, target, store }, world);
  store.put(proof, done.proof);
  const after = await runChecklist({ stages: proofs, store, target, clock });
  const symptom = refusalIn(done.proof, target);
  const heard =
    symptom === null
      ? before
      : await hearRefusal(symptom, { gate, before, store, target, clock }, done.proof);
  const ended = [...heard, ...after];
  const stages = [...gate, ...proofs];
  const joined = join(ended, stages, symptom, {
    self: null,
    strangers: null,
    region: target.region,
    ofThisRun: true,
  });
  const { refuted } = joined;
  // As long as nothing is sent, another flag shows nothing more.
  const held = done.proof.messages.length === 0 && done.proof.notSent !== null;
  const checks = joined.checks.map((one) => ({
    ...one,
    report: { ...answeredHere(one.report, done.proof, symptom), ...(held && { flag: null }) },
  }));
  const report = assemble({
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
    lookedAt: hasLooked(ended, store, { symptom: target.symptom, stages }),
    chain: [],
  });
  const isClear = report.verdict === 'pass' || report.verdict === 'warn';
  // Without a proof there is no tick; the exit code follows what was found.
  const open = done.open ?? notSeenYet(after.map((one) => one.report));
  return open !== null && isClear
    ? {
        ...report,
        verdict: 'unknown',
        notes: [[open, ...(done.doubt === undefined ? [] : [done.doubt])].join(' '), ...report.notes],
      }
    : report;
}
