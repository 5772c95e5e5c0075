import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pipeBytes } from '../../src/history/pipe.ts';
import { sourcesOf } from '../../src/history/sources.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'history-sources-'));
  mkdirSync(join(folder, 'real/deep'), { recursive: true });
  mkdirSync(join(folder, 'links/own'), { recursive: true });
  mkdirSync(join(folder, 'lost'));
  mkdirSync(join(folder, 'volume/..2026_11'), { recursive: true });
  for (const name of [
    'real/a.json',
    'real/deep/b.json',
    'links/own/c.json',
    'volume/..2026_11/e.json',
    'lost/here.json',
  ])
    writeFileSync(join(folder, name), '{}');
  symlinkSync('../real/a.json', join(folder, 'links/a.json'));
  symlinkSync('../real', join(folder, 'links/whole'));
  symlinkSync('../..', join(folder, 'links/own/back'));
  symlinkSync('../real/deep/b.json', join(folder, 'links/.hidden.json'));
  symlinkSync('nowhere.json', join(folder, 'lost/gone.json'));
  // As Kubernetes mounts a volume: each file is a link through a link.
  symlinkSync('..2026_11', join(folder, 'volume/..data'));
  symlinkSync('..data/e.json', join(folder, 'volume/e.json'));
  execFileSync('mkfifo', [join(folder, 'pipe'), join(folder, 'real/pipe')]);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const filesOf = async (...words: readonly string[]): Promise<readonly string[]> =>
  (await sourcesOf(words, folder)).map((one) =>
    one.kind === 'file' ? one.path.slice(folder.length + 1) : one.kind,
  );

describe('links', () => {
  it.each([
    [['links/whole'], ['links/whole/a.json', 'links/whole/deep/b.json']],
    [['links/*.json'], ['links/a.json']],
    [['links/*/*.json'], ['links/own/c.json', 'links/whole/a.json']],
    [['links/whole/**/*.json'], ['links/whole/a.json', 'links/whole/deep/b.json']],
    [['volume'], ['volume/e.json']],
    // A pipe in a folder holds no records.
    [['real'], ['real/a.json', 'real/deep/b.json']],
    // One that leads nowhere is a file that cannot be read: reading it says so.
    [['lost'], ['lost/gone.json', 'lost/here.json']],
  ])('in %j are followed', async (words, files) => {
    expect(await filesOf(...words)).toEqual(files);
  });

  it('that lead back to a folder above end there', async () => {
    const files = await filesOf('links');
    expect(files).toEqual(
      expect.arrayContaining(['links/a.json', 'links/own/c.json', 'links/whole/deep/b.json']),
    );
    expect(files.length).toBeLessThan(20);
  });
});

describe('what is no file', () => {
  it.each([
    ['pipe', 'is a named pipe'],
    ['/dev/null', 'is a device or socket'],
  ])('%s is refused with the way to read it', async (word, why) => {
    await expect(sourcesOf([word], folder)).rejects.toThrow(why);
    await expect(sourcesOf(['real', word], folder)).rejects.toThrow('as standard input');
  });

  it('a pipe that a shell has opened is a source beside others, and is read to its end', async () => {
    const end = openSync(join(folder, 'pipe'), 'r+');
    expect(await filesOf(`/dev/fd/${end}`, 'links/a.json')).toEqual(['pipe', 'links/a.json']);
    const bytes = pipeBytes(join(folder, 'pipe'), new AbortController().signal);
    const first = bytes.next();
    writeSync(end, '{"one":1}\n');
    expect(String((await first).value)).toBe('{"one":1}\n');
    closeSync(end);
    expect((await bytes.next()).done).toBe(true);
  });

  it('a pipe that stays silent is left on an interruption', async () => {
    const end = openSync(join(folder, 'pipe'), 'r+');
    const stop = new AbortController();
    const next = pipeBytes(join(folder, 'pipe'), stop.signal).next();
    setImmediate(() => {
      stop.abort();
    });
    expect((await next).done).toBe(true);
    closeSync(end);
  });
});
