import { assemble, type Judgement, stageReport } from '../engine/assemble.ts';
import { createFactStore } from '../engine/gather.ts';
import { refusedHere } from '../engine/explains.ts';
import { join } from '../engine/join.ts';
import { hasLooked } from '../engine/looked-at.ts';
import { runChecklist } from '../engine/run.ts';
import type { CheckReport, Report } from '../model/report.ts';
import type { Symptom } from '../model/symptom.ts';
import type { Target } from '../model/target.ts';
import { createSymptomReader } from '../symptom/reader.ts';
import { notSeenYet } from './ended.ts';
import { gateStages } from './gate.ts';
import { perform } from './perform.ts';
import { type Proof, proof } from './proof.ts';
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
  const ended = [...before, ...after];
  const stages = [...gate, ...proofs];
  const symptom = refusalIn(done.proof, target.region);
  const joined = join(ended, stages, symptom, {
    self: null,
    strangers: null,
    region: target.region,
  });
  const { refuted } = joined;
  const checks = joined.checks.map((one) => ({ ...one, report: answeredHere(one.report, done.proof) }));
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
    lookedAt: hasLooked(ended, store, target),
    chain: [],
  });
  const isClear = report.verdict === 'pass' || report.verdict === 'warn';
  // Without a proof there is no tick; the exit code follows what was found.
  const open = done.open ?? notSeenYet(after.map((one) => one.report));
  return open !== null && isClear
    ? { ...report, verdict: 'unknown', notes: [open, ...report.notes] }
    : report;
}

/** A check with what was read from the answer to a message of this run: it explains why that was refused. */
const answeredHere = (report: CheckReport, { via, messages }: Proof): CheckReport => ({
  ...report,
  findings: report.findings.map((finding) =>
    finding.basis === 'live'
      ? finding
      : {
          ...finding,
          explains: [...finding.explains, refusedHere],
          evidence: finding.evidence.map((one) =>
            one.source === 'symptom'
              ? {
                  ...one,
                  what: 'what SES answered',
                  source: via === 'api' ? 'ses:SendEmail' : 'SMTP',
                  // One answer needs no quote.
                  actual: onlyOne(refusalsIn(messages)) ?? one.actual,
                }
              : one,
          ),
        },
  ),
});

/** What SES answered instead of taking a message, read as a pasted error would be. */
function refusalIn({ messages }: Proof, region: string | null): Symptom | null {
  const texts = refusalsIn(messages);
  if (texts.length === 0) return null;
  const reader = createSymptomReader({ region });
  reader.push(new TextEncoder().encode(`${texts.join('\n\n')}\n`));
  return reader.end();
}

const refusalsIn = (messages: Proof['messages']): readonly string[] => [
  ...new Set(messages.flatMap(({ outcome }) => (outcome.kind === 'refused' ? [outcome.text] : []))),
];

const onlyOne = (texts: readonly string[]): string | undefined => (texts.length === 1 ? texts[0] : undefined);
