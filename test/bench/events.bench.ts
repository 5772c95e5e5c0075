/*
 * How fast event records are read, and what hostile input costs. Run by hand:
 *
 *   npx tsx test/bench/events.bench.ts [megabytes]        1000 unless given; so much is written to the temporary folder
 *
 * Method: a file of NDJSON as Firehose writes it (deliveries, bounces with the receivers' replies, complaints, delays,
 * sends, each with its `mail` object and headers; half a million recipients) is read by `ses-doctor explain --file` and,
 * in turn with it, by the baseline: a process that cuts the same file into lines with node:fs streams and calls
 * JSON.parse on each, and nothing else. Three times each, medians of the wall time of the processes, starts included.
 * Explain may take as long as the baseline. Memory is the peak resident set, from /proc.
 *
 * Then 100 MB of random bytes, one line of 50 MB, and JSON nested 100,000 deep: each has to end with an answer (no exit
 * code of a wrong usage or a fault) within 20 seconds and the same memory.
 *
 * Exits 1 when a bound is broken.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { builtProgram } from '../lab/run-built.ts';

const megabytes = Number(process.argv[2] ?? 1000);
const runs = 3;
const mostRatio = 1;
const mostMegabytes = 250;
const mostSeconds = 20;

const hostile: Readonly<Record<string, (path: string) => void>> = {
  '100 MB of random bytes': (path) => {
    writeRepeatedly(path, 100, () => randomBytes(1024 * 1024));
  },
  'one line of 50 MB': (path) => {
    writeRepeatedly(path, 50, () => Buffer.alloc(1024 * 1024, 'lorem ipsum '));
  },
  'JSON nested 100,000 deep': (path) => {
    writeRepeatedly(path, 1, () => Buffer.from('[{"a":'.repeat(100_000)));
  },
};

const baselineProgram = `
let rest = '', sum = 0;
const decoder = new TextDecoder();
for await (const chunk of require('node:fs').createReadStream(process.argv[1])) {
  const lines = (rest + decoder.decode(chunk, { stream: true })).split('\\n');
  rest = lines.pop();
  for (const line of lines) sum += JSON.parse(line).eventType.length;
}
console.log(sum);
`;

buildIfNeeded();
const folder = mkdtempSync(join(tmpdir(), 'ses-doctor-bench-'));
const verdict = (holds: boolean): string => (holds ? 'holds' : 'BROKEN');
let broken = false;
const say = (what: string, holds: boolean): void => {
  broken ||= !holds;
  process.stdout.write(`${what}: ${verdict(holds)}\n`);
};
try {
  const file = join(folder, 'events.ndjson');
  const records = writeEvents(file, megabytes);
  process.stdout.write(`${records} records, ${megabytes} MB, load ${loadavg()[0]?.toFixed(1) ?? '?'}\n`);
  const bare: number[] = [];
  const ours: number[] = [];
  let memory = 0;
  for (let run = 0; run < runs; run++) {
    bare.push((await timed(['--input-type=commonjs', '-e', asyncMain(baselineProgram), file])).seconds);
    const explained = await timed([builtProgram, 'explain', '--file', file, '--format', 'json']);
    const counted = (JSON.parse(explained.stdout) as { summary: { events: number } | null }).summary?.events;
    if (counted === undefined || counted < records)
      throw new Error(`only ${counted ?? 0} events were counted`);
    ours.push(explained.seconds);
    memory = Math.max(memory, explained.megabytes);
  }
  const ratio = median(ours) / median(bare);
  say(
    `JSON.parse alone ${median(bare).toFixed(1)} s, explain ${median(ours).toFixed(1)} s: ${ratio.toFixed(2)} times, bound ${mostRatio}`,
    ratio <= mostRatio,
  );
  say(`memory ${memory.toFixed(0)} MB, bound ${mostMegabytes} MB`, memory <= mostMegabytes);
  rmSync(file);

  for (const [name, write] of Object.entries(hostile)) {
    const path = join(folder, 'hostile');
    write(path);
    const { seconds, exitCode, megabytes: peak } = await timed([builtProgram, 'explain', '--file', path]);
    say(
      `${name}: exit code ${exitCode}, ${seconds.toFixed(1)} s (bound ${mostSeconds}), ${peak.toFixed(0)} MB (bound ${mostMegabytes})`,
      [0, 1, 3].includes(exitCode) && seconds <= mostSeconds && peak <= mostMegabytes,
    );
    rmSync(path);
  }
} finally {
  rmSync(folder, { recursive: true });
}
// The compiler does not follow what `say` does.
process.exitCode = (broken as boolean) ? 1 : 0;

/** Standard input and `-e` know no top-level await in CommonJS. */
function asyncMain(program: string): string {
  return `(async () => {${program}})()`;
}

async function timed(
  args: readonly string[],
): Promise<{ seconds: number; megabytes: number; stdout: string; exitCode: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], HOME: folder, CI: 'true' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, peakMegabytes(child.pid));
  }, 20);
  const ended = new Promise<number>((resolve) =>
    child.on('close', (code) => {
      resolve(code ?? -1);
    }),
  );
  let stdout = '';
  for await (const chunk of child.stdout) stdout += String(chunk);
  const exitCode = await ended;
  clearInterval(watch);
  return { seconds: (performance.now() - started) / 1000, megabytes: peak, stdout, exitCode };
}

/** The peak so far, as the kernel counts it; 0 when the process is gone. */
function peakMegabytes(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Writes event records until the file has that size; returns how many. */
function writeEvents(path: string, size: number): number {
  const file = openSync(path, 'w');
  let count = 0;
  let written = 0;
  while (written < size * 1024 * 1024) {
    const lines: string[] = [];
    for (let index = 0; index < 1000; index++) lines.push(JSON.stringify(event(count++)), '\n');
    written += writeSync(file, lines.join(''));
  }
  closeSync(file);
  return count;
}

function event(number: number): object {
  const receiver = ['gmail.com', 'outlook.com', 'yahoo.com', `company${number % 5000}.example`][number % 4];
  const address = `user${(number * 7919) % 500_000}@${receiver ?? ''}`;
  const timestamp = new Date(Date.UTC(2026, 10, 1) + number * 1000).toISOString();
  const mail = {
    timestamp,
    source: 'Shop <news@example.com>',
    sourceArn: 'arn:aws:ses:eu-west-1:111122223333:identity/example.com',
    sendingAccountId: '111122223333',
    messageId: `01020190${number.toString(16).padStart(12, '0')}-0000-4000-8000-000000000000-000000`,
    destination: [address],
    headersTruncated: false,
    headers: [
      { name: 'From', value: 'Shop <news@example.com>' },
      { name: 'To', value: address },
      { name: 'Subject', value: `Your order ${number}` },
      { name: 'MIME-Version', value: '1.0' },
      { name: 'Content-Type', value: 'text/html; charset=UTF-8' },
    ],
    commonHeaders: { from: ['Shop <news@example.com>'], to: [address], subject: `Your order ${number}` },
    tags: {
      'ses:configuration-set': ['transactional'],
      'ses:from-domain': ['example.com'],
      'ses:outgoing-ip': [`192.0.2.${number % 256}`],
      'ses:caller-identity': ['mailer'],
    },
  };
  switch (number % 10) {
    case 0:
      return {
        eventType: 'Bounce',
        mail,
        bounce: {
          feedbackId: `01020190${number}`,
          bounceType: 'Permanent',
          bounceSubType: 'General',
          bouncedRecipients: [
            {
              emailAddress: address,
              action: 'failed',
              status: '5.1.1',
              diagnosticCode: `smtp; 550 5.1.1 <${address}>: Recipient address rejected: User unknown in virtual mailbox table`,
            },
          ],
          timestamp,
          reportingMTA: 'dns; a1-23.smtp-out.eu-west-1.amazonses.com',
        },
      };
    case 1:
      return {
        eventType: 'Bounce',
        mail,
        bounce: {
          feedbackId: `01020190${number}`,
          bounceType: 'Transient',
          bounceSubType: 'General',
          bouncedRecipients: [
            {
              emailAddress: address,
              action: 'failed',
              status: '4.4.7',
              diagnosticCode: `smtp; 421-4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your IP address 192.0.2.${number % 256}.`,
            },
          ],
          timestamp,
        },
      };
    case 2:
      return {
        eventType: 'Complaint',
        mail,
        complaint: {
          complainedRecipients: [{ emailAddress: address }],
          timestamp,
          complaintFeedbackType: 'abuse',
          userAgent: 'Yahoo!-Mail-Feedback/2.0',
        },
      };
    case 3:
      return {
        eventType: 'DeliveryDelay',
        mail,
        deliveryDelay: {
          delayType: 'MailboxFull',
          delayedRecipients: [
            { emailAddress: address, status: '4.2.2', diagnosticCode: 'smtp; 452 4.2.2 The mailbox is full' },
          ],
          timestamp,
        },
      };
    case 4:
    case 5:
      return { eventType: 'Send', mail, send: {} };
    default:
      return {
        eventType: 'Delivery',
        mail,
        delivery: {
          timestamp,
          processingTimeMillis: 812,
          recipients: [address],
          smtpResponse: '250 2.0.0 OK DMARC:Quarantine 1700000000 a1-20020a056402 - gsmtp',
          reportingMTA: 'a1-23.smtp-out.eu-west-1.amazonses.com',
        },
      };
  }
}

function writeRepeatedly(path: string, times: number, make: () => Buffer): void {
  const file = openSync(path, 'w');
  for (let index = 0; index < times; index++) writeSync(file, make());
  closeSync(file);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
