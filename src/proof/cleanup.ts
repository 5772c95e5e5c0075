import { assemble, type Judgement, stageReport } from '../engine/assemble.ts';
import { createFactStore } from '../engine/gather.ts';
import { runChecklist } from '../engine/run.ts';
import { ownPrefix } from '../knowledge/own-names.ts';
import type { Report } from '../model/report.ts';
import type { Target } from '../model/target.ts';
import { leftovers, type Made, takeAway } from './own-things.ts';
import { proof } from './proof.ts';
import { proofStages } from './stages.ts';
import type { TestWorld } from './world.ts';

/** Finds what tests have left, and takes it away; with `dryRun` it says what it would take away, and takes nothing. */
export async function cleanupReport(
  target: Target,
  judgement: Judgement,
  world: TestWorld,
  { dryRun = false }: { dryRun?: boolean } = {},
): Promise<Report> {
  const takenAt = world.probes.now().toISOString();
  const started = world.clock();
  const store = createFactStore({ probes: world.probes, target, signal: world.signal, clock: world.clock });
  const { things, beside, unread } = await leftovers(world.aws, ownPrefix, { home: target.region });
  const made = dryRun ? [] : await takeAway(world.aws, things);
  store.put(proof, {
    ...{
      nonce: '',
      from: '',
      via: 'api',
      notSent: dryRun ? '--cleanup --dry-run' : '--cleanup',
      standing: null,
    },
    ...{ messages: [], tap: null, buckets: [], counts: null, traced: null, made },
  });
  const stages = proofStages(world.stage).map((stage) => ({
    ...stage,
    checks: stage.checks.filter(({ check }) => check.id === 'proof-left'),
  }));
  const ended = await runChecklist({ stages, store, target, clock: world.clock });
  const [first] = unread;
  return assemble({
    ...{ command: 'test', version: world.version, takenAt, target, judgement },
    durationMs: Math.round(world.clock() - started),
    reports: stages.map((stage) =>
      stageReport(
        stage,
        ended.map(({ stage: of, report }) => ({
          stage: of,
          report:
            first === undefined
              ? report
              : {
                  ...report,
                  ...(report.findings.length === 0 && {
                    status: 'unknown' as const,
                    because: first.message,
                  }),
                  unanswered: unread.map((why) => ({
                    ...{ question: why.question, reason: why.reason, message: why.message },
                    ...{ action: why.action, counts: true },
                  })),
                },
        })),
      ),
    ),
    ...{ refuted: [], symptom: null, offline: false, lookedAt: unread.length < lists, chain: [] },
    notes:
      dryRun && things.length > 0
        ? wouldRemove(things)
        : notesOf(made, { home: target.region, beside, unread: unread.length }),
  });
}

/** The last that was made goes first. */
const wouldRemove = (things: readonly Made[]): readonly string[] => [
  'Dry run: nothing was removed. The same command without --dry-run removes what stands here.',
  ...things.toReversed().map((one) => `Would remove: ${thingText(one)}.`),
];

const thingText = ({ kind, name, region }: Made): string =>
  `${kind} ${name}${region === null ? '' : ` in ${region}`}`;

/** Queues, rules and subscriptions are lists of their own. */
const lists = 3;

function notesOf(
  made: readonly Made[],
  { home, beside, unread }: { home: string | null; beside: readonly string[]; unread: number },
): readonly string[] {
  const place = [home ?? 'this Region', ...beside].join(', ');
  if (made.length > 0)
    return made.map((one) => `${one.left === null ? 'Removed' : 'Left'}: ${thingText(one)}.`);
  return unread > 0
    ? []
    : [`Nothing of a test was left in ${place}. A test that listened in another Region: add --region.`];
}
