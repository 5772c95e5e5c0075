import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildIfNeeded } from '../lab/build-if-needed.ts';

let folder = '';
beforeAll(() => {
  buildIfNeeded();
  folder = mkdtempSync(join(tmpdir(), 'ses-doctor-private-'));
}, 180_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** The mode of a record that the built program wrote. */
function modeOf(record: string): number {
  const args = ['example.com', '--no-aws', '--no-dns', '--no-smtp', '--save-facts', record];
  const { status, stderr } = spawnSync(process.execPath, ['dist/ses-doctor.cjs', ...args], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], AWS_EC2_METADATA_DISABLED: 'true' },
  });
  expect(status, stderr).toBe(3);
  return statSync(record).mode & 0o777;
}

it('a record is for its owner alone', () => {
  expect(modeOf(join(folder, 'new.json'))).toBe(0o600);
});

it('a record that takes the place of a file that all could read is, too', () => {
  const path = join(folder, 'old.json');
  writeFileSync(path, '{}');
  chmodSync(path, 0o644);
  expect(modeOf(path)).toBe(0o600);
});
