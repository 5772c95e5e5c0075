import { assemble, type Judgement, stageReport } from '../engine/assemble.ts';
import { createFactStore } from '../engine/gather.ts';
import { runChecklist } from '../engine/run.ts';
import type { Report } from '../model/report.ts';
import type { Target } from '../model/target.ts';
import { answerOf } from '../model/unavailable.ts';
import { leftovers, ownPrefix, takeAway } from './own-things.ts';
import { proof } from './proof.ts';
import { proofStages } from './stages.ts';
import type { TestWorld } from './world.ts';

/** Finds what tests have left, and takes it away. */
export async function cleanupReport(target: Target, judgement: Judgement, world: TestWorld): Promise<Report> {
  const takenAt = world.probes.now().toISOString();
  const started = world.clock();
  const store = createFactStore({ probes: world.probes, target, signal: world.signal, clock: world.clock });
  const found = await answerOf(leftovers(world.aws, ownPrefix));
  const made = found.ok ? await takeAway(world.aws, found.value) : [];
  if (found.ok)
    store.put(proof, {
      ...{ nonce: '', from: '', via: 'api', notSent: '--cleanup', standing: null },
      ...{ messages: [], tap: null, buckets: [], counts: null, traced: null, made },
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
