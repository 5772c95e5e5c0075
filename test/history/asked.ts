import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HistoryReport } from '../../src/history/document.ts';
import { runOffline } from '../cli/host.ts';

/** What a run of `history` printed. */
export interface Asked {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Runs `ses-doctor history` over files of a folder of its own; `{folder}` in an argument stands for it. */
export async function history(
  files: Readonly<Record<string, string | Uint8Array>>,
  args: readonly string[],
  standardInput: string | Uint8Array = '',
): Promise<Asked> {
  const folder = mkdtempSync(join(tmpdir(), 'history-test-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const { exitCode, stdout, stderr } = await runOffline(
      ['history', ...args.map((arg) => arg.replaceAll('{folder}', folder))],
      { read: () => pieces(standardInput) },
    );
    return {
      exitCode,
      stdout: stdout.replaceAll(folder, '{folder}'),
      stderr: stderr.replaceAll(folder, '{folder}'),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The document of a run over one file of lines. */
export async function documentOf(text: string, args: readonly string[] = []): Promise<HistoryReport> {
  const { stdout, stderr } = await history({ 'events.ndjson': text }, [
    '{folder}/events.ndjson',
    '--json',
    ...args,
  ]);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout) as HistoryReport;
}

async function* pieces(input: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}
