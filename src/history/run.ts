import type { AwsProbe } from '../model/aws.ts';
import type { Accepted } from '../gate/problems.ts';
import type { FailOn } from '../model/report.ts';
import type { Answers, QuestionName } from './answers.ts';
import { answersOf } from './ask.ts';
import { byTable, readBy } from './by.ts';
import type { AnyHistoryCheck } from './check.ts';
import { Classifier } from './classify.ts';
import type { Cut } from './cut.ts';
import type { HistoryRun } from './ask-again.ts';
import { documentOf, type HistoryReport } from './document.ts';
import type { Start } from './duckdb/install.ts';
import type { Engine } from './engine.ts';
import type { Dimension } from './dimensions.ts';
import { countsBy, mostEvents, mostGroups, timeline } from './questions.ts';
import { outcomesOf } from './outcomes.ts';
import type { Source } from './sources.ts';
import type { Table } from './tables.ts';
import { timelineTable } from './timeline.ts';
import { grouped } from '../model/many.ts';

/** What is asked of which sources; all of it validated. */
export interface Request {
  sources: readonly Source[];
  /** The words of the command line, for the report. */
  named: readonly string[];
  /** What --region and --profile say, for commands that ask again. */
  run: HistoryRun;
  questions: readonly QuestionName[];
  cut: Cut;
  /** `--where cause=…`. */
  causes: readonly string[];
  /** All of --where, as it was written. */
  where: readonly string[];
  by: readonly Dimension[];
  recipient: string | null;
  messageId: string | null;
  /** Folder of --cache, or null. */
  cache: string | null;
  failOn: FailOn | null;
  /** --ignore-file and --baseline. */
  accepted: Accepted;
  writesBaseline: boolean;
}

/** What a run takes from the process. */
export interface World {
  start: Start;
  version: string;
  now: () => Date;
  temporaryFolder: string;
  /** The door to AWS, for buckets; opened when one is named. */
  aws: () => Promise<AwsProbe>;
  standardInput: () => AsyncIterable<Uint8Array>;
  interrupted: AbortSignal;
  progress: (text: string) => void;
  checks: readonly AnyHistoryCheck[];
}

/** Puts the questions of a request to an engine, and makes the document of the answers. */
export async function reportOf(request: Request, engine: Engine, world: World): Promise<HistoryReport> {
  const { questions, cut, causes, by, where } = request;
  const classifier = new Classifier();
  world.progress(`answering: ${[...questions, ...(by.length > 0 ? ['by'] : [])].join(', ')}`);
  const answers = await answersOf(
    engine,
    { questions, cut, causes, where, now: world.now().toISOString() },
    classifier,
  );
  const tables: Record<string, Table> = {};
  const cuts: string[] = [];
  if (by.length > 0) {
    const rows = await engine.ask(countsBy(readBy(by, causes)), cut);
    tables['by'] = byTable(by, rows, classifier, causes);
    if (rows.length >= mostGroups)
      cuts.push(
        `The table of --by holds the ${grouped(mostGroups)} largest groups, and shares of them; ask about a smaller range or with fewer names.`,
      );
  }
  if (request.recipient !== null)
    tables['recipient'] = timelineTable(
      await engine.ask(timeline('recipient', request.recipient), cut),
      classifier,
      causes,
    );
  if (request.messageId !== null)
    tables['message'] = timelineTable(
      await engine.ask(timeline('message_id', request.messageId), cut),
      classifier,
      causes,
    );
  // With --where cause=… the story has gaps that would look like endings.
  const { recipient, message } = tables;
  if (recipient !== undefined && causes.length === 0)
    tables['recipient_outcomes'] = outcomesOf(recipient, 'message_id');
  if (message !== undefined && causes.length === 0)
    tables['message_outcomes'] = outcomesOf(message, 'recipient');
  if (Object.entries(tables).some(([name, { rows }]) => name !== 'by' && rows.length >= mostEvents))
    cuts.push(
      `Only the newest ${grouped(mostEvents)} events are shown; ask about a smaller range for others.`,
    );
  const sought = [
    { what: 'recipient', name: request.recipient },
    { what: 'message', name: request.messageId },
  ] as const;
  const failures = [
    answers.overview.failures,
    answers.dead.addresses.length,
    ...Object.entries(tables).map(([name, { rows }]) => (name.endsWith('_outcomes') ? 0 : rows.length)),
  ].reduce((sum, one) => sum + one, 0);
  const told: Answers = {
    ...answers,
    source: request.named,
    sought: [
      ...sought.flatMap(({ what, name }) =>
        name === null ? [] : [{ what, name, events: tables[what]?.rows.length ?? 0 }],
      ),
      // With stories alone, these say it.
      ...(causes.length > 0 && (by.length > 0 || questions.length > 0)
        ? [{ what: 'cause' as const, name: causes.join(', '), events: failures }]
        : []),
    ],
  };
  return documentOf(told, engine, {
    version: world.version,
    takenAt: world.now().toISOString(),
    source: request.named,
    run: request.run,
    checks: world.checks,
    failOn: request.failOn,
    accepted: request.accepted,
    writesBaseline: request.writesBaseline,
    more: tables,
    cuts,
  });
}
