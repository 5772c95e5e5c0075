import type { Change, Compared } from './document.ts';
import { type IdentityLine, isUnanswered, type StateLine, type Worst } from './lines.ts';

/** From best to worst. */
const ranks: Readonly<Record<Worst, number>> = { pass: 0, warn: 1, unknown: 2, fail: 3, crash: 4 };
const mostExamples = 3;

interface Counted extends Change {
  count: number;
  examples: { account: string; region: string; identity: string; code: string | null }[];
}

/** What appeared, went and got worse since an earlier state. What either of them could not look at says nothing. */
export async function compareStates(
  earlier: AsyncIterable<StateLine>,
  now: AsyncIterable<StateLine>,
): Promise<Compared> {
  const before = new Map<string, { worst: Worst; codes: readonly string[] }>();
  for await (const line of earlier)
    if (line.kind === 'identity') before.set(keyOf(line), { worst: line.worst, codes: causesOf(line) });
  const appeared = counted();
  const gone = counted();
  const worse = counted();
  for await (const line of now) {
    if (line.kind !== 'identity') continue;
    const then = before.get(keyOf(line));
    const codes = causesOf(line);
    for (const code of codes) if (then?.codes.includes(code) !== true) note(appeared, line, code);
    if (then === undefined) continue;
    if (!isUnanswered(line.unanswered))
      for (const code of then.codes) if (!codes.includes(code)) note(gone, line, code);
    if (ranks[line.worst] > ranks[then.worst]) note(worse, line, null);
  }
  return { appeared, gone, worse };
}

const counted = (): Counted => ({ count: 0, examples: [] });

function note(change: Counted, { account, region, identity }: IdentityLine, code: string | null): void {
  change.count += 1;
  if (change.examples.length < mostExamples) change.examples.push({ account, region, identity, code });
}

const keyOf = ({ account, region, identity }: IdentityLine): string =>
  JSON.stringify([account, region, identity]);

const causesOf = ({ findings }: IdentityLine): readonly string[] => [
  ...new Set(findings.filter(({ cause }) => cause).map(({ code }) => code)),
];
