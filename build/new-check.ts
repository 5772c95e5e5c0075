import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import process, { argv, stderr, stdout } from 'node:process';
import { newCheck } from './new-check-files.ts';

const wanted = argv[2] ?? '';
const made = newCheck(wanted, {
  'checks/account.ts': readFileSync('checks/account.ts', 'utf8'),
  'checks/client.ts': readFileSync('checks/client.ts', 'utf8'),
  'checks/delivery.ts': readFileSync('checks/delivery.ts', 'utf8'),
  'checks/inbox.ts': readFileSync('checks/inbox.ts', 'utf8'),
});
const inTheWay =
  'error' in made ? undefined : made.files.find(({ path, isNew }) => isNew && existsSync(path));
if ('error' in made || inTheWay !== undefined) {
  stderr.write(`new-check: ${'error' in made ? made.error : `${inTheWay?.path ?? ''} exists`}\n`);
  process.exitCode = 2;
} else {
  for (const { path, text, isNew } of made.files) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, isNew ? { flag: 'wx' } : {});
    stdout.write(`${isNew ? 'wrote  ' : 'changed'} ${path}\n`);
  }
  stdout.write(`\nEach fails until you fill it in: npx vitest run test/checklist.test.ts ${made.test}\n`);
}
