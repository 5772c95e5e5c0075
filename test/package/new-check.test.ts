import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { check as isFormatted, resolveConfig } from 'prettier';
import { afterEach, expect, it } from 'vitest';
import { newCheck, type Lists, type MadeFile } from '../../build/new-check-files.ts';
import type { Stage } from '../../src/model/check.ts';
import type { Scenario } from '../lab/scenario.ts';

const lists: Lists = Object.fromEntries(
  ['account', 'client', 'delivery', 'inbox'].map((name) => [
    `checks/${name}.ts`,
    readFileSync(`checks/${name}.ts`, 'utf8'),
  ]),
);

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A copy of the checks with what new-check wrote, beside the real sources. */
function written(files: readonly MadeFile[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'ses-doctor-'));
  folders.push(folder);
  cpSync('checks', join(folder, 'checks'), { recursive: true });
  symlinkSync(resolve('src'), join(folder, 'src'));
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  cpSync('test/lab/scenario.ts', join(folder, 'test/lab/scenario.ts'));
  return folder;
}

function filesOf(wanted: string): readonly MadeFile[] {
  const made = newCheck(wanted, lists);
  if ('error' in made) throw new Error(made.error);
  return made.files;
}

it('writes a check that is in its stage, and fails until somebody says when it finds something', async () => {
  const folder = written(filesOf('inbox/bimi-logo'));
  const { inbox } = (await import(join(folder, 'checks/inbox.ts'))) as { inbox: Stage };
  const check = inbox.checks.find(({ id }) => id === 'bimi-logo');
  expect(check).toBe(inbox.checks.at(-1));
  expect(check?.title).toBe('');
  expect(() => check?.evaluate({} as never, '')).toThrow(
    'bimi-logo: say when bimi-logo/say-what-is-wrong occurs',
  );
});

it('writes a healthy twin of the scenario, which fails until somebody says what is in order', async () => {
  const folder = written(filesOf('delivery/bounce-loop'));
  const twin = (await import(join(folder, 'test/lab/scenarios/bounce/healthy-bounce-loop.ts'))) as {
    default: Scenario;
  };
  expect(twin.default.expect).toEqual({ exitCode: 0, codes: [] });
  expect(() => twin.default.world?.({} as never)).toThrow('what looks like the fault and is in order');
});

it('writes a scenario that expects the new code', async () => {
  const folder = written(filesOf('delivery/bounce-loop'));
  const story = (await import(join(folder, 'test/lab/scenarios/bounce/bounce-loop.ts'))) as {
    default: Scenario;
  };
  expect(story.default.expect).toEqual({ exitCode: 1, codes: ['bounce/say-what-is-wrong'] });
});

it('writes files that Prettier leaves as they are', async () => {
  const config = await resolveConfig(resolve('checks/index.ts'));
  for (const wanted of ['inbox/bimi-logo', 'account/quota-daily', 'client/mail-queue'])
    for (const { path, text } of filesOf(wanted))
      expect(await isFormatted(text, { ...config, filepath: path }), path).toBe(true);
});

it('takes the longest area that the id begins with, and adds none that exists', () => {
  const files = filesOf('inbox/mail-from-mx');
  expect(files.map(({ path }) => path)).toEqual([
    'checks/4-inbox/mail-from-mx.ts',
    'test/checks/4-inbox/mail-from-mx.test.ts',
    'test/lab/scenarios/mail-from/mail-from-mx.ts',
    'test/lab/scenarios/mail-from/healthy-mail-from-mx.ts',
    'checks/inbox.ts',
  ]);
  expect(files[0]?.text).toContain("'mail-from/say-what-is-wrong'");
});

it.each([
  ['', /give <stage>\/<id>/],
  ['inbox', /give <stage>\/<id>/],
  ['4-inbox/bimi', /give <stage>\/<id>/],
  ['outbox/bimi', /the stages are account, client, delivery, inbox/],
  ['inbox/Bimi', /give <stage>\/<id>/],
  ['inbox/../../etc', /give <stage>\/<id>/],
  ['inbox/dkim', /dkim exists/],
  ['client/dkim-rotation', /the area dkim belongs to the stage inbox/],
])('says what is wrong with %j', (wanted, message) => {
  expect(newCheck(wanted, lists)).toEqual({ error: expect.stringMatching(message) as string });
});
