import { afterAll, beforeAll, expect, it } from 'vitest';
import { healthyWorld } from '../lab/healthy-world.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { runInProcess } from '../lab/run-in-process.ts';

/** Files as Windows writes them: PowerShell's `>` makes UTF-16 with a mark, Notepad may put a mark before UTF-8. */

let lab: Lab;
beforeAll(async () => {
  lab = await startLab(healthyWorld());
});
afterAll(() => lab.close());

const utf16le = (text: string): Buffer => Buffer.from(`\uFEFF${text}`, 'utf16le');
const encodings: readonly (readonly [string, (text: string) => Buffer])[] = [
  ['UTF-8 with a mark', (text) => Buffer.from(`\uFEFF${text}`)],
  ['UTF-8 with CRLF', (text) => Buffer.from(text.replaceAll('\n', '\r\n'))],
  ['UTF-16, little end first', utf16le],
  ['UTF-16, big end first', (text) => Buffer.from(utf16le(text)).swap16()],
];

const run = async (args: readonly string[], bytes: Buffer): Promise<readonly [number, string]> => {
  const { exitCode, stderr } = await runInProcess({
    args: [...lab.args, ...args, '--json'],
    env: lab.env,
    authoritativePort: lab.dns.authoritativePort,
    host: {
      async *read() {
        yield await Promise.resolve(bytes);
      },
    },
  });
  return [exitCode, stderr];
};

const ignores = '{"ignores": [\n{"code": "dmarc/policy-none", "reason": "roll-out"}]}\n';

it.each(encodings)('an ignore file of %s', async (_name, encoded) => {
  expect(
    await run(['--identity', 'example.com', '--only', 'dmarc*', '--ignore-file', 'i.json'], encoded(ignores)),
  ).toEqual([0, '']);
});

it.each(encodings)('a template of %s', async (_name, encoded) => {
  const template =
    '{"TemplateContent": {"Subject": "Grüße",\n"Text": "Hello Ann", "Html": "<p>Hello Ann</p>"}}\n';
  expect(await run(['--template-file', 't.json', '--only', 'template*'], encoded(template))).toEqual([0, '']);
});

it.each([
  ['an empty file', Buffer.alloc(0), 'the file is empty'],
  ['a binary file', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1]), 'this is not JSON: line 1, column 1'],
])('%s as an ignore file is a usage error in plain words', async (_name, bytes, words) => {
  const [exitCode, stderr] = await run(['--identity', 'example.com', '--ignore-file', 'i.json'], bytes);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(words);
});
