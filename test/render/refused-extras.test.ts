import { expect, it } from 'vitest';
import { renderText } from '../../src/render/text/text.ts';
import { play } from '../lab/play.ts';
import { scenario } from '../lab/scenario.ts';

async function headline(refused: readonly string[]): Promise<string> {
  const { report } = await play(
    scenario({
      title: 'A healthy sender whose topic may not be read',
      world({ aws }) {
        aws.faults.push(...refused.map((op) => ({ op, kind: 'deny' as const })));
      },
      command: ['--identity', 'example.com', '--only', 'delivery'],
      expect: { exitCode: 0, codes: [] },
    }),
  );
  if (report === null) throw new Error('there is no report');
  const text = renderText(report, {
    columns: 120,
    colorLevel: 0,
    verbose: false,
    quiet: false,
    terminal: false,
  });
  return text.split('\n').find((line) => /^[✓!✗?]/.test(line)) ?? '';
}

it('says beside “nothing to fix” how many extra questions have no answer', async () => {
  expect(await headline(['GetTopicAttributes'])).toMatch(/ 1 extra question without an answer \(-v\)$/);
});

it('says nothing of the kind where all were answered', async () => {
  expect(await headline([])).toBe('✓ Nothing to fix: no errors, no warnings');
});
