/*
 * How fast a large table of events in Parquet becomes answers. Run by hand: `npm run bench -- history-parquet`, or with another size
 *
 *   npx tsx test/bench/history-parquet.bench.ts [millions]     50 million records; 2 GB of disk beside what a question spills
 *
 * The table is made by DuckDB in a folder that is taken away. Bounds: the overview 15 s, dead addresses 60 s, under 1.5 GB, for
 * 50 million. Exits 1 when a bound is broken.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { DuckDBInstance } from '@duckdb/node-api';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { history } from './history-run.ts';

const millions = Number(process.argv[2] ?? 50);

buildIfNeeded();
const folder = mkdtempSync(join(tmpdir(), 'ses-doctor-bench-'));
const say = (what: string, holds: boolean): void => {
  if (!holds) process.exitCode = 1;
  process.stdout.write(`${what}: ${holds ? 'holds' : 'BROKEN'}\n`);
};
const load = (): string => loadavg()[0]?.toFixed(1) ?? '?';
try {
  const table = join(folder, 'events.parquet');
  const started = performance.now();
  await makeTable(table);
  process.stdout.write(
    `${millions} million records, ${(statSync(table).size / 1e9).toFixed(1)} GB, made in ${((performance.now() - started) / 1000).toFixed(0)} s; load ${load()}\n`,
  );
  for (const [question, most] of [
    ['overview', 15],
    ['dead-addresses', 60],
  ] as const) {
    const { seconds, cpuSeconds, megabytes } = await history(folder, [table], question);
    say(
      `${question}: ${seconds.toFixed(1)} s (bound ${most}), processor time ${cpuSeconds.toFixed(1)} s, load ${load()}`,
      seconds <= most,
    );
    say(`${question}: ${megabytes.toFixed(0)} MB (bound 1500)`, megabytes <= 1500);
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** The flat table, made by DuckDB: five million addresses, a month of days, of each message a Send and an end, two percent bounces. */
async function makeTable(path: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB' });
  const connection = await instance.connect();
  await connection.run(`COPY (
    SELECT sent + to_seconds(i % 2 * 3) AS happened, sent,
      CASE WHEN i % 2 = 0 THEN 'Send' WHEN isBounce THEN 'Bounce' ELSE 'Delivery' END AS type, 1::BIGINT AS nth,
      '0102018f0a0b0c0d-11111111-2222-3333-4444-' || mail AS message_id, 'user' || (mail * 7919 % 5000000) || '@' || ['gmail.com', 'outlook.com', 'company.example'][mail % 3 + 1] AS recipient,
      ['gmail.com', 'outlook.com', 'company.example'][mail % 3 + 1] AS domain, 'example.com' AS identity, 'marketing' AS configuration_set,
      'campaign-' || (mail % 20) AS campaign, '192.0.2.' || (mail % 8) AS ip,
      CASE WHEN isBounce THEN 'Permanent' END AS kind, CASE WHEN isBounce THEN 'General' END AS sub_kind,
      CASE WHEN isBounce THEN '5.1.1' END AS status, CASE WHEN isBounce THEN 'smtp; 550 5.1.1 user unknown' END AS reply,
      CASE WHEN isBounce THEN 'smtp; 550 5.1.1 user unknown' END AS reply_key, false AS automated, NULL::VARCHAR AS extra
    FROM (SELECT i, i // 2 AS mail, i % 2 = 1 AND i // 2 % 50 = 0 AS isBounce,
      TIMESTAMP '2026-10-01' + to_milliseconds((i // 2 * 5184000000 / ${millions * 1_000_000})::BIGINT) AS sent
      FROM range(${millions * 1_000_000}) t(i))) TO '${path}' (FORMAT parquet, COMPRESSION zstd)`);
  connection.closeSync();
  instance.closeSync();
}
