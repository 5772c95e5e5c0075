import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildIfNeeded } from '../lab/build-if-needed.ts';
import { healthyWorld } from '../lab/healthy-world.ts';
import { startLab } from '../lab/lab.ts';
import { runBuilt } from '../lab/run-built.ts';

const hook = resolve(import.meta.dirname, 'loads.cjs');
let folder = '';

beforeAll(() => {
  buildIfNeeded();
  folder = mkdtempSync(join(tmpdir(), 'ses-doctor-packs-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The packs that a run loads, in order, and where its first DNS question stands among them. */
async function loadsOf(args: readonly string[], env: Readonly<Record<string, string>>): Promise<string[]> {
  const LOADS = join(folder, 'loads.json');
  const { stderr } = await runBuilt({ args, env: { ...env, LOADS, NODE_OPTIONS: `--require ${hook}` } });
  expect(stderr).toBe('');
  return JSON.parse(readFileSync(LOADS, 'utf8')) as string[];
}

describe('what is loaded', () => {
  it('by a check: not what reads a text, and the clients of AWS while the first questions are out', async () => {
    const lab = await startLab(healthyWorld());
    try {
      const args = [
        'check',
        ...lab.args,
        '--identity',
        'example.com',
        '--recipient',
        'someone@receiver.example',
      ];
      const loads = await loadsOf([...args, '--format', 'json'], lab.env);
      expect(loads).toEqual(['start', 'cli', 'check', 'probes', 'checklist', '(first question)', 'aws']);
    } finally {
      await lab.close();
    }
  });

  it.each(['554 Message rejected: Email address is not verified.', 'connect ETIMEDOUT 52.28.63.81:587'])(
    'by explain of %s: one pack',
    async (line) => {
      expect(await loadsOf(['explain', line], {})).toEqual(['explain']);
    },
  );

  it.each(['550 5.1.1 mailbox unavailable', 'Our customers do not get the mails any more. What can we do?'])(
    'by explain of %s: what reads it, too',
    async (text) => {
      expect(await loadsOf(['explain', text], {})).toEqual(['explain', 'further', 'receivers']);
    },
  );
});
