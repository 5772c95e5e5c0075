import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readingWords } from '../../src/cli/read-events.ts';
import type { Report } from '../../src/model/report.ts';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { builtProgram } from '../lab/run-built.ts';
import { signalled } from './signalled.ts';

let folder = '';
let file = '';
beforeAll(() => {
  buildIfNeeded();
  folder = mkdtempSync(join(tmpdir(), 'ses-doctor-events-'));
  file = join(folder, 'events.ndjson');
  const lines = Array.from({ length: 26_000 }, (_, n) => {
    const address = `user${n}@receiver.example`;
    const timestamp = new Date(Date.UTC(2026, 10, 1) + n * 1000).toISOString();
    const mail = {
      timestamp,
      source: 'news@example.com',
      sourceArn: 'arn:aws:ses:eu-west-1:111122223333:identity/example.com',
      messageId: `0102${n}`,
      destination: [address],
      headers: [{ name: 'Subject', value: 'Offers '.repeat(10) }],
    };
    return JSON.stringify(
      n % 5 === 0
        ? {
            eventType: 'Bounce',
            mail,
            bounce: {
              bounceType: 'Permanent',
              bouncedRecipients: [{ emailAddress: address, diagnosticCode: 'smtp; 550 5.1.1 User unknown' }],
              timestamp,
            },
          }
        : { eventType: 'Delivery', mail, delivery: { timestamp, recipients: [address] } },
    );
  });
  writeFileSync(file, `${lines.join('\n')}\n`);
}, 180_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The report without what differs from run to run. */
function report(args: readonly string[], input?: Uint8Array, program = builtProgram): unknown {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [program, 'explain', '--format', 'json', ...args],
    {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: folder, CI: 'true' },
      maxBuffer: 64 * 1024 * 1024,
      input,
    },
  );
  expect([status, stderr]).toEqual([1, '']);
  const read = JSON.parse(stdout) as Report & { summary: { events: number } };
  expect(read.summary.events).toBe(26_000);
  return JSON.parse(stdout, (name, value: unknown) => (/^(?:takenAt|durationMs)$/.test(name) ? null : value));
}

describe('a large file of events', { timeout: 180_000 }, () => {
  it('says the same read by threads, from standard input, and zipped in one member or two', () => {
    const bytes = readFileSync(file);
    expect(bytes.length).toBeGreaterThan(8 * 1024 * 1024);
    const threads = report(['--file', file]);
    expect(report([], bytes)).toEqual(threads);
    const half = bytes.indexOf(10, bytes.length / 2) + 1;
    const zipped = Buffer.concat([gzipSync(bytes.subarray(0, half)), gzipSync(bytes.subarray(half))]);
    writeFileSync(`${file}.gz`, zipped);
    expect(report(['--file', `${file}.gz`])).toEqual(threads);
    expect(report([], gzipSync(bytes))).toEqual(threads);
  });

  it('says of a cut gzip file that it cannot be read', () => {
    const path = join(folder, 'cut.gz');
    writeFileSync(path, gzipSync(readFileSync(file)).subarray(0, 5000));
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [builtProgram, 'explain', '--file', path],
      {
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], HOME: folder, CI: 'true' },
      },
    );
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^ses-doctor: --file: cannot read .+: unexpected end of file\n$/);
  });
});

describe('threads that read events', { timeout: 180_000 }, () => {
  const env = (): Record<string, string | undefined> => ({
    PATH: process.env['PATH'],
    HOME: folder,
    CI: 'true',
  });

  /** A copy of the built program, changed; returns its entry. */
  function copy(change: (chunks: string) => void): string {
    const dist = mkdtempSync(join(folder, 'dist-'));
    cpSync(dirname(builtProgram), dist, { recursive: true });
    change(join(dist, 'chunks'));
    return join(dist, 'ses-doctor.cjs');
  }

  it('that cannot begin, or end in the middle, leave the same answer', () => {
    const whole = report(['--file', file]);
    const broken = [
      (chunks: string) => {
        rmSync(join(chunks, 'event-worker.cjs'));
      },
      (chunks: string) => {
        const worker = join(chunks, 'event-worker.cjs');
        const dies =
          'let n=0;require("node:worker_threads").parentPort.on("message",()=>{if(++n>1)process.exit(0)});';
        writeFileSync(worker, dies + readFileSync(worker, 'utf8'));
      },
      (chunks: string) => {
        const worker = join(chunks, 'event-worker.cjs');
        writeFileSync(worker, `${readFileSync(worker, 'utf8')};throw new Error("later")`);
      },
    ];
    for (const change of broken) expect(report(['--file', file], undefined, copy(change))).toEqual(whole);
  });

  it('name a damaged installation where what reads events is missing here as well', () => {
    const program = copy((chunks) => {
      for (const name of readdirSync(chunks))
        if (/^(?:receivers|replies)\./.test(name)) rmSync(join(chunks, name));
    });
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'explain', '--file', file], {
      encoding: 'utf8',
      env: env(),
    });
    expect([status, stdout]).toEqual([4, '']);
    expect(stderr).toMatch(
      /^ses-doctor: cannot start: Cannot find module .+ \(the installation is damaged.+\)\n$/,
    );
  });

  it('answer where a record spans lines in the middle, each time', () => {
    const path = join(folder, 'spans.ndjson');
    const lines = readFileSync(file, 'utf8').split('\n');
    lines[4000] = (lines[4000] ?? '').replace('{', '{\n').replace(/\}$/, '\n}');
    writeFileSync(path, lines.join('\n'));
    for (let times = 0; times < 8; times++) {
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [builtProgram, 'explain', '--format', 'json', '--file', path],
        { encoding: 'utf8', env: env(), maxBuffer: 64 * 1024 * 1024 },
      );
      expect([status, stderr, stdout.length > 1000]).toEqual([1, '', true]);
    }
  });

  it('end with the signal that comes while they read', async () => {
    for (let delay = 0; delay <= 300; delay += 30) {
      const args = ['explain', '--format', 'json', '--file', file];
      const { status, stdout } = await signalled(args, {
        ...{ signal: 'SIGINT', delay, folder },
        from: 'handlers',
      });
      // 1: it was done.
      expect([1, 130], `${delay} ms after the handlers were up`).toContain(status);
      if (stdout !== '') expect((JSON.parse(stdout) as { exitCode: number }).exitCode).toBe(status);
    }
  });
});

describe('the progress of reading', () => {
  it('has the share, the rate and the time left', () => {
    expect(readingWords(50 * 1024 * 1024, 200 * 1024 * 1024, 500)).toBe(
      'reading events: 25% at 100 MB/s, 2 s left',
    );
    expect(readingWords(10, 10, 0)).toBe('reading events: 100% at 0 MB/s, 0 s left');
  });
});
