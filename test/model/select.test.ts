import { describe, expect, it } from 'vitest';
import { checklist } from '../../checks/index.ts';
import { defineCheck, problem, type Stage } from '../../src/model/check.ts';
import { select, selectors, unmatched } from '../../src/model/select.ts';

const bimiLogo = defineCheck({
  id: 'bimi-logo',
  title: 'BIMI logo',
  why: '',
  needs: {},
  problems: {
    'bimi/no-logo': problem({
      severity: 'info',
      summary: () => 'There is no logo.',
      impact: 'None.',
      fix: () => [],
      references: ['https://example.com'],
    }),
  },
  evaluate: () => [],
});
const withBimi: readonly Stage[] = [{ id: 'inbox', question: '', checks: [bimiLogo] }];

const chosen = (stages: readonly Stage[], only: readonly string[], skip: readonly string[] = []): string[] =>
  select(stages, only, skip).flatMap(({ checks }) => checks.map(({ check }) => check.id));

describe('a selection', () => {
  it('knows the area of a check nobody has heard of, from its codes', () => {
    expect(chosen(withBimi, ['bimi'])).toEqual(['bimi-logo']);
    expect(chosen(withBimi, [], ['bimi'])).toEqual([]);
    expect(unmatched(withBimi, ['bimi', 'bimo'])).toEqual(['bimo']);
  });

  it.each(selectors(checklist))('takes at least one check for %s', (name) => {
    expect(chosen(checklist, [name])).not.toEqual([]);
  });

  it('takes all checks of an area, and no others', () => {
    const areas = new Set(
      checklist.flatMap(({ checks }) =>
        checks.flatMap((check) => Object.keys(check.problems).map((code) => code.split('/')[0] ?? '')),
      ),
    );
    for (const area of areas) {
      const expected = checklist
        .flatMap(({ checks }) => checks)
        .filter(
          (check) =>
            check.id === area || Object.keys(check.problems).some((code) => code.startsWith(`${area}/`)),
        );
      // An area may be the name of a stage as well: then the stage is taken.
      if (!checklist.some(({ id }) => id === area))
        expect(chosen(checklist, [area])).toEqual(expected.map(({ id }) => id));
    }
  });
});
