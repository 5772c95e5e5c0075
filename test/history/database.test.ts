import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../../src/history/duckdb/database.ts';
import { kindOf } from '../../src/history/duckdb/file-kind.ts';
import { Loader } from '../../src/history/duckdb/load.ts';
import { historyHost } from '../support/history-host.ts';
import { eventsOf } from '../lab/history/events.ts';

/** The reader of JSON takes memory by the thread: with one for each core of a large machine it would find none. */
it.each([1, 2, 4, 16, 192])(
  'a machine of %d cores reads a file within the memory of reading',
  async (cores) => {
    const folder = mkdtempSync(join(tmpdir(), 'history-test-'));
    const path = join(folder, 'events.ndjson');
    const records = [...eventsOf({ seed: 9, days: 2, perDay: 500 })];
    writeFileSync(path, records.map((one) => JSON.stringify(one)).join('\n'));
    const database = await openDatabase({
      start: historyHost.start,
      temporaryFolder: folder,
      readable: [path],
      interrupted: new AbortController().signal,
      cores,
    });
    try {
      const setting = async (name: string): Promise<unknown> =>
        (await database.rows(`SELECT current_setting('${name}')::VARCHAR`))[0]?.[0];
      expect(await setting('threads')).toBe(String(Math.min(4, cores)));
      const whole = await setting('memory_limit');
      const loader = new Loader(database);
      await database.passing(async () => {
        expect(await setting('memory_limit')).not.toBe(whole);
        await loader.files([await kindOf(path)], () => undefined);
      });
      expect(await setting('memory_limit')).toBe(whole);
      expect(await loader.finish()).toEqual({ read: records.length, duplicates: 0 });
    } finally {
      await database.close();
    }
    expect(readdirSync(folder)).toEqual(['events.ndjson']);
    rmSync(folder, { recursive: true });
  },
);
