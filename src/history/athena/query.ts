import type { AwsProbe } from '../../model/aws.ts';
import { Unavailable } from '../../model/unavailable.ts';
import type { Cell, Row } from '../engine.ts';
import { HistoryFault, HistoryInterrupted } from '../failure.ts';
import { literal } from '../reply-key.ts';
import type { Bound } from '../with-ev.ts';
import { bytesText } from '../bytes.ts';

/** What runs queries. */
export interface QueryRunner {
  aws: AwsProbe<'athena:StartQueryExecution' | 'athena:GetQueryExecution' | 'athena:GetQueryResults'>;
  /** Works after an interruption as well. */
  stop: AwsProbe<'athena:StopQueryExecution'>;
  database: string;
  workgroup: string | null;
  outputLocation: string | null;
  /** Bytes that all queries of the run may scan. */
  maxScan: number;
  interrupted: AbortSignal;
  pause: (milliseconds: number) => Promise<void>;
}

/** Runs the queries of a run, and keeps count of what they scanned. */
export class Queries {
  readonly #runner: QueryRunner;
  #scanned = 0;
  #run = 0;

  constructor(runner: QueryRunner) {
    this.#runner = runner;
  }

  get scanned(): number {
    return this.#scanned;
  }

  get count(): number {
    return this.#run;
  }

  /** The rows of a query. It is stopped when the run is interrupted, and when more was scanned than --max-scan. */
  async rows({ sql, values }: Bound): Promise<readonly Row[]> {
    const { aws, database, workgroup, outputLocation } = this.#runner;
    if (this.#runner.interrupted.aborted) throw new HistoryInterrupted();
    const { QueryExecutionId: id } = await aws('athena:StartQueryExecution', {
      QueryString: sql,
      QueryExecutionContext: { Database: database },
      // A parameter is a literal of SQL: texts stand in quotes.
      ...(values.length === 0 ? {} : { ExecutionParameters: values.map(literal) }),
      ...(workgroup === null ? {} : { WorkGroup: workgroup }),
      ...(outputLocation === null ? {} : { ResultConfiguration: { OutputLocation: outputLocation } }),
    });
    this.#run += 1;
    let isOver = false;
    try {
      await this.#end(id);
      isOver = true;
      return await this.#results(id);
    } catch (error) {
      if (error instanceof HistoryInterrupted || interruptedIn(error))
        throw new HistoryInterrupted((await this.#stopped(id)) ?? undefined);
      if (isOver || !(error instanceof Unavailable)) throw error;
      // It cannot be watched any more, and would scan on.
      throw new HistoryFault((await this.#stopped(id)) ?? `history: ${error.message}`);
    }
  }

  /** Waits for the end of a query. */
  async #end(id: string): Promise<void> {
    const { aws, maxScan, interrupted, pause } = this.#runner;
    const before = this.#scanned;
    for (let wait = 100; ; wait = Math.min(2000, wait * 1.5)) {
      const { QueryExecution } = await aws('athena:GetQueryExecution', { QueryExecutionId: id });
      const { Status, Statistics } = QueryExecution;
      this.#scanned = before + (Statistics?.DataScannedInBytes ?? 0);
      if (Status.State === 'SUCCEEDED') {
        if (this.#scanned > maxScan) throw overScan(this.#scanned, maxScan);
        return;
      }
      if (Status.State === 'FAILED' || Status.State === 'CANCELLED')
        throw failed(Status.State, Status.AthenaError?.ErrorMessage ?? Status.StateChangeReason ?? '');
      if (this.#scanned > maxScan) {
        const unstopped = await this.#stopped(id);
        if (unstopped !== null) throw new HistoryFault(unstopped);
        const { QueryExecution: last } = await aws('athena:GetQueryExecution', { QueryExecutionId: id });
        this.#scanned = before + (last.Statistics?.DataScannedInBytes ?? this.#scanned - before);
        throw overScan(this.#scanned, maxScan);
      }
      if (interrupted.aborted) throw new HistoryInterrupted();
      await pause(wait);
    }
  }

  async #results(id: string): Promise<readonly Row[]> {
    const rows: Row[] = [];
    let NextToken: string | undefined;
    let isFirst = true;
    do {
      const { ResultSet, NextToken: next } = await this.#runner.aws('athena:GetQueryResults', {
        QueryExecutionId: id,
        MaxResults: 1000,
        ...(NextToken === undefined ? {} : { NextToken }),
      });
      const types = ResultSet.ResultSetMetadata.ColumnInfo.map(({ Type }) => Type.toLowerCase());
      // The first row of the first page holds the names of the columns.
      for (const { Data = [] } of isFirst ? ResultSet.Rows.slice(1) : ResultSet.Rows)
        rows.push(types.map((type, index) => cellOf(type, Data[index]?.VarCharValue)));
      isFirst = false;
      NextToken = next === '' ? undefined : next;
    } while (NextToken !== undefined);
    return rows;
  }

  /** Stops a query. Returns what to say where that was refused. */
  async #stopped(id: string): Promise<string | null> {
    try {
      await this.#runner.stop('athena:StopQueryExecution', { QueryExecutionId: id });
      return null;
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      return `history: the query ${id} could not be stopped and may run on (${error.message}); stop it with: aws athena stop-query-execution --query-execution-id ${id}`;
    }
  }
}

const counts: ReadonlySet<string> = new Set(['tinyint', 'smallint', 'integer', 'int', 'bigint', 'double']);

function cellOf(type: string, text: string | undefined): Cell {
  if (text === undefined) return null;
  return counts.has(type) ? Number(text) : text;
}

const interruptedIn = (error: unknown): boolean =>
  error instanceof Unavailable && error.why.reason === 'interrupted';

const overScan = (scanned: number, most: number): HistoryFault =>
  new HistoryFault(
    `history: stopped after ${bytesText(scanned)}, ${bytesText(scanned - most)} over --max-scan ${bytesText(most)}; give a smaller range, fewer questions with --question, or a larger --max-scan`,
  );

/** What Athena says of a query that did not end well, in a line. */
function failed(state: string, reason: string): HistoryFault {
  const words = reason
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 400);
  if (/bytes scanned limit|Bytes scanned limit was exceeded/i.test(words))
    return new HistoryFault(
      'history: Athena cancelled the query at the limit of its workgroup for scanned bytes; give a smaller range or another --workgroup',
    );
  if (/not a valid JSON Object|HIVE_CURSOR_ERROR/i.test(words))
    return new HistoryFault(
      `history: the table cannot read one of its files (${words}); create it with 'ignore.malformed.json' = 'true', as history --print-ddl writes it, so that broken records are counted`,
    );
  return new HistoryFault(
    `history: the query ${state === 'CANCELLED' ? 'was cancelled in Athena' : 'failed in Athena'}${words === '' ? '' : `: ${words}`}`,
  );
}
