import type { AnyCheck, Stage } from './check.ts';

/** A check with the codes of it that were asked for. */
export interface SelectedCheck {
  check: AnyCheck;
  /** False for a code that `--only` or `--skip` filtered out. */
  wants: (code: string) => boolean;
  /** Not run: it is there for the words of a code that only a joined symptom can show. */
  onlyRead?: true;
}

export interface SelectedStage {
  id: Stage['id'];
  question: string;
  checks: readonly SelectedCheck[];
}

/**
 * Applies `--only` and `--skip`. A pattern is a glob over stages, check ids, areas and codes. One that names a code
 * filters the findings of its check; the others take or leave whole checks. `--skip` wins.
 */
export function select(
  checklist: readonly Stage[],
  only: readonly string[],
  skip: readonly string[],
): readonly SelectedStage[] {
  const onlyPatterns = only.map(matcher);
  const skipPatterns = skip.map(matcher);
  return checklist.map((stage) => ({
    id: stage.id,
    question: stage.question,
    checks: stage.checks.flatMap((check) => selectCheck(stage, check, onlyPatterns, skipPatterns)),
  }));
}

/**
 * The selection with a code that must be able to stand in the report whichever checks were selected, unless `--skip`
 * names the code itself.
 */
export function alwaysWanting(
  code: string,
  selection: readonly SelectedStage[],
  checklist: readonly Stage[],
  skip: readonly string[],
): readonly SelectedStage[] {
  if (skip.some((pattern) => matcher(pattern)(code))) return selection;
  return selection.map((stage) => {
    const all = checklist.find(({ id }) => id === stage.id)?.checks ?? [];
    if (!all.some(({ problems }) => code in problems)) return stage;
    const checks = all.flatMap((check): readonly SelectedCheck[] => {
      const selected = stage.checks.find((one) => one.check === check);
      if (!(code in check.problems)) return selected === undefined ? [] : [selected];
      if (selected === undefined) return [{ check, wants: (one) => one === code, onlyRead: true }];
      return [{ ...selected, wants: (one) => one === code || selected.wants(one) }];
    });
    return { ...stage, checks };
  });
}

type Matches = (text: string) => boolean;

function selectCheck(
  stage: Stage,
  check: AnyCheck,
  only: readonly Matches[],
  skip: readonly Matches[],
): readonly SelectedCheck[] {
  const whole = (matches: Matches): boolean =>
    matches(stage.id) || matches(check.id) || areasOf(check).some(matches);
  if (skip.some(whole)) return [];
  const onlyWhole = only.length === 0 || only.some(whole);
  const wanted = Object.keys(check.problems).filter(
    (code) => (onlyWhole || only.some((matches) => matches(code))) && !skip.some((matches) => matches(code)),
  );
  if (wanted.length === 0) return [];
  const set = new Set(wanted);
  return [{ check, wants: (code) => set.has(code) }];
}

/** The patterns that fit nothing, for a helpful error. */
export function unmatched(checklist: readonly Stage[], patterns: readonly string[]): readonly string[] {
  const names = selectors(checklist);
  return patterns.filter((pattern) => !names.some(matcher(pattern)));
}

/** Everything `--only` and `--skip` can name. */
export function selectors(checklist: readonly Stage[]): readonly string[] {
  const names = checklist.flatMap(({ id, checks }) => [
    id,
    ...checks.flatMap((check) => [...areasOf(check), check.id, ...Object.keys(check.problems)]),
  ]);
  return [...new Set(names)];
}

/** The areas of a check: what stands before the slash of its codes. */
function areasOf(check: AnyCheck): readonly string[] {
  return [...new Set(Object.keys(check.problems).map(areaOfCode))];
}

/** `dkim` of `dkim/wrong-target`. */
export const areaOfCode = (code: string): string => code.slice(0, code.indexOf('/'));

/** A glob with `*` for any run of characters, against the whole text. Linear: no regular expression. */
export function matcher(pattern: string): Matches {
  const parts = pattern.toLowerCase().split('*');
  return (text) => {
    const lower = text.toLowerCase();
    const [first = '', ...rest] = parts;
    if (rest.length === 0) return lower === first;
    const last = rest.pop() ?? '';
    if (!lower.startsWith(first) || !lower.endsWith(last)) return false;
    let at = first.length;
    for (const part of rest) {
      const found = lower.indexOf(part, at);
      if (found === -1) return false;
      at = found + part.length;
    }
    return at <= lower.length - last.length;
  };
}
