/*
 * How fast event records become answers. Run by hand: `npm run bench -- history`, or with another size
 *
 *   npx tsx test/bench/history.bench.ts [megabytes]     1000 MB of lines; 2 GB of disk, some five minutes
 *
 * Method: a file of lines (plain events), and one with each event in SNS, are read by `ses-doctor history --question
 * overview` and, in turn with it, by the baseline: a process that cuts the same file into lines and calls JSON.parse on
 * each. Records are as long as those that SES writes, with the headers of the mail and the tags that SES adds (SES Developer Guide,
 * "Examples of event data"): some 1.7 KB. Medians of three, starts included; the processor time of both is told beside, for machines that are busy. Then the
 * cache of the first file.
 *
 * Bounds: overview 0.6 of the baseline for plain events and 2.0 for SNS, under 600 MB, also where
 * the cache is written; a tenth of it from the cache. Exits 1 when a bound is broken.
 */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { eventsOf, type EventRecord } from '../lab/history/events.ts';
import { history, timed } from './history-run.ts';

const megabytes = Number(process.argv[2] ?? 1000);
const runs = 3;

const baseline = `(async () => {
let rest = '', sum = 0;
const decoder = new TextDecoder();
for await (const chunk of require('node:fs').createReadStream(process.argv[1])) {
  const lines = (rest + decoder.decode(chunk, { stream: true })).split('\\n');
  rest = lines.pop();
  for (const line of lines) sum += Object.keys(JSON.parse(line)).length;
}
console.log(sum);
})()`;

buildIfNeeded();
const folder = mkdtempSync(join(tmpdir(), 'ses-doctor-bench-'));
const broken: string[] = [];
const say = (what: string, holds: boolean): void => {
  if (!holds) broken.push(what);
  process.stdout.write(`${what}: ${holds ? 'holds' : 'BROKEN'}\n`);
};
try {
  process.stdout.write(`load ${loadavg()[0]?.toFixed(1) ?? '?'}\n`);
  for (const [name, wrap, most] of [
    ['plain events', (event: object) => event, 0.6],
    [
      'events in SNS',
      (event: object) => ({
        Type: 'Notification',
        TopicArn: 'arn:aws:sns:eu-west-1:111122223333:ses',
        Message: JSON.stringify(event),
      }),
      2,
    ],
  ] as const) {
    const file = join(folder, 'events.ndjson');
    writeEvents(file, wrap);
    const bare: number[] = [];
    const ours: number[] = [];
    const [bareCpu, ourCpu]: [number[], number[]] = [[], []];
    let memory = 0;
    for (let run = 0; run < runs; run += 1) {
      const parsed = await timed(folder, ['--input-type=commonjs', '-e', baseline, file]);
      bare.push(parsed.seconds);
      bareCpu.push(parsed.cpuSeconds);
      const asked = await history(folder, [file]);
      ours.push(asked.seconds);
      ourCpu.push(asked.cpuSeconds);
      memory = Math.max(memory, asked.megabytes);
    }
    const ratio = median(ours) / median(bare);
    say(
      `${name}, ${megabytes} MB: JSON.parse ${median(bare).toFixed(1)} s, overview ${median(ours).toFixed(1)} s, ${ratio.toFixed(2)} times (bound ${most})`,
      ratio <= most,
    );
    process.stdout.write(
      `${name}: processor time ${median(bareCpu).toFixed(1)} s and ${median(ourCpu).toFixed(1)} s, ${(median(ourCpu) / median(bareCpu)).toFixed(2)} times\n`,
    );
    say(`${name}: ${memory.toFixed(0)} MB (bound 600)`, memory <= 600);
    if (most < 1) {
      const cache = join(folder, 'cache');
      const kept = await history(folder, [file, '--cache', cache]);
      say(
        `the run that writes the cache: ${kept.seconds.toFixed(1)} s, ${kept.megabytes.toFixed(0)} MB (bound 600)`,
        kept.megabytes <= 600,
      );
      const { seconds } = await history(folder, [file, '--cache', cache]);
      say(
        `from the cache ${seconds.toFixed(1)} s, ${(seconds / median(bare)).toFixed(2)} times (bound 0.1)`,
        seconds / median(bare) <= 0.1,
      );
    }
    rmSync(file);
  }
  process.stdout.write(`load ${loadavg()[0]?.toFixed(1) ?? '?'}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
process.exitCode = broken.length > 0 ? 1 : 0;

/** A record with what SES writes beside what the questions read: headers of the mail, and tags of its own. */
function asWritten(event: EventRecord): object {
  const { mail } = event;
  const to = mail.destination;
  const subject = 'Your order has been received';
  const headers = {
    Received: `from ip-10-0-1-22.eu-west-1.compute.internal (ec2-198-51-100-98.eu-west-1.compute.amazonaws.com [198.51.100.98]) by email-smtp.amazonaws.com with SMTP (SimpleEmailService-d-EXAMPLE) id ${mail.messageId} for ${to.join(', ')}; Thu, 1 Oct 2026 21:31:10 +0000 (UTC)`,
    Date: mail.timestamp,
    From: mail['source'],
    To: to.join(', '),
    'Message-ID': `<${mail.messageId}@example.com>`,
    Subject: subject,
    'MIME-Version': '1.0',
    'Content-Type': 'multipart/alternative; boundary="=-abc123"',
    'List-Unsubscribe': `<https://example.com/u/${mail.messageId}>`,
  };
  return {
    ...event,
    mail: {
      ...mail,
      headersTruncated: false,
      headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
      commonHeaders: { from: [mail['source']], date: mail.timestamp, to, messageId: mail.messageId, subject },
      tags: {
        ...mail.tags,
        'ses:source-tls-version': ['TLSv1.3'],
        'ses:operation': ['SendSmtpEmail'],
        'ses:source-ip': ['198.51.100.98'],
        'ses:caller-identity': ['ses-smtp-user.20240115-101500'],
      },
    },
  };
}

/** Writes events until the file has its size. */
function writeEvents(path: string, wrap: (event: object) => object): void {
  const file = openSync(path, 'w');
  let written = 0;
  for (let seed = 1; written < megabytes * 1024 * 1024; seed += 1) {
    let lines: string[] = [];
    for (const event of eventsOf({ seed, days: 5, perDay: 10_000 })) {
      lines.push(JSON.stringify(wrap(asWritten(event))));
      if (lines.length < 2000) continue;
      written += writeSync(file, `${lines.join('\n')}\n`);
      lines = [];
      if (written >= megabytes * 1024 * 1024) break;
    }
  }
  closeSync(file);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
