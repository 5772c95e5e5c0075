import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { wordsByCode } from '../../build/words-by-code.ts';
import { checklist } from '../../checks/index.ts';
import type { AnyCheck, Stage } from '../../src/model/check.ts';

interface Module {
  default: AnyCheck;
}

/** The module that the bundle has in place of checks/by-code.ts. */
function built(): { stagesOf: (codes: readonly string[]) => Promise<readonly Stage[]>; loaded: string[] } {
  const loaded: string[] = [];
  const text = wordsByCode()
    .replace('export async function stagesOf', 'return async function stagesOf')
    .replaceAll('import(', 'load(');
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what the build writes, as it runs
  const make = new Function('load', text) as (load: (path: string) => Promise<Module>) => never;
  const stagesOf = make(async (path) => {
    loaded.push(path);
    return (await import(resolve('checks', path))) as Module;
  });
  return { stagesOf, loaded };
}

it('loads the check of each code, and no other', async () => {
  for (const stage of checklist) {
    for (const check of stage.checks) {
      for (const code of Object.keys(check.problems)) {
        const { stagesOf, loaded } = built();
        expect(await stagesOf([code])).toEqual([{ ...stage, checks: [check] }]);
        expect(loaded).toHaveLength(1);
      }
    }
  }
});

it('gives several in the order of the report', async () => {
  const codes = checklist.flatMap(({ checks }) => checks.flatMap(({ problems }) => Object.keys(problems)));
  expect(await built().stagesOf(codes.toReversed())).toEqual(checklist);
  expect(await built().stagesOf(['no-area-of-ours/no-code'])).toEqual([]);
});
