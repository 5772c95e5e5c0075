// What a large DMARC report takes: as many rows as are kept, 24 MB of XML. By hand:
//
//   npx tsx test/bench/dmarc-reports.bench.ts
//
// Method: one process reads one file, once. CPU by process.cpuUsage, memory by the largest resident size against that
// before the read. The baseline is JSON.parse of the same rows.
import process from 'node:process';
import { readReportFile } from '../../src/parse/dmarc-report/files.ts';
import { dmarcReport } from '../support/dmarc-report.ts';

const bound = 150;
const xml = dmarcReport();
const record = /<record>.*<\/record>/.exec(xml)?.[0] ?? '';
const rows = 50_000;
const bytes = new TextEncoder().encode(xml.replace(record, () => record.repeat(rows)));
const megabytes = (size: number): string => (size / 1024 / 1024).toFixed(0);

const before = process.memoryUsage().rss;
const started = process.cpuUsage();
const { reports, unread } = await readReportFile('report', bytes);
const { user, system } = process.cpuUsage(started);
const grown = process.resourceUsage().maxRSS * 1024 - before;

const json = JSON.stringify(reports[0]?.rows ?? []);
const bare = process.cpuUsage();
JSON.parse(json);
const baseline = process.cpuUsage(bare);

if (reports[0]?.rows.length !== rows || unread.length > 0) throw new Error('the report has to be whole');
process.stdout.write(
  `${megabytes(bytes.length)} MB, ${String(rows)} rows: ${((user + system) / 1e6).toFixed(1)} s of CPU (JSON.parse of the rows ${((baseline.user + baseline.system) / 1e6).toFixed(2)} s), ${megabytes(grown)} MB more; bound ${String(bound)} MB\n`,
);
if (grown > bound * 1024 * 1024) process.exitCode = 1;
