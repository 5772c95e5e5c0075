import type { AnyCheck, AnyOccurrence, Problem, ReadWords, Severity, Step, SymptomProblem } from './check.ts';
import type { Candidate } from './symptom.ts';
import type { Finding, FixStep } from './report.ts';

type Words<T> = T | ((data: never) => T);

/** Fills in the words of a code that was seen live. */
export function liveFinding(
  check: AnyCheck,
  { problem: code, data, subject, counts }: AnyOccurrence,
  fallback: string,
): Finding {
  const problem = check.problems[code];
  if (problem === undefined || !isLive(problem))
    throw new Error(`${check.id} has no live problem called ${code}`);
  const say = <T>(words: Words<T>): T =>
    // Only the definition knows the type of its data; `defineCheck` has made sure that they belong together.
    typeof words === 'function' ? (words as (data: unknown) => T)(data) : words;
  const act = problem.act === undefined ? null : say<string | null>(problem.act);
  const explains = [
    ...(problem.explains === undefined ? [] : say<readonly string[]>(problem.explains)),
    ...(problem.explainsToo === undefined ? [] : say<readonly string[]>(problem.explainsToo)),
  ];
  const restates = (problem.restates === undefined ? [] : say<readonly string[]>(problem.restates)).filter(
    (one) => explains.includes(one),
  );
  const notOf = problem.notOf === undefined ? [] : say<readonly string[]>(problem.notOf);
  const unjudged = problem.unjudged !== undefined && say<boolean>(problem.unjudged);
  return {
    code,
    severity: say(problem.severity),
    subject: subject ?? fallback,
    basis: 'live',
    summary: say<string>(problem.summary),
    impact: say(problem.impact),
    evidence: problem.evidence === undefined ? [] : say(problem.evidence),
    fix: say(problem.fix).map(toFixStep),
    references: say(problem.references),
    explains,
    ...(act !== null && { act }),
    ...(restates.length > 0 && { restates }),
    ...(notOf.length > 0 && { notOf }),
    ...(unjudged && { unjudged }),
    distinguish: null,
    counts: counts ?? true,
    ignored: null,
  };
}

const severityOf = ({ severity }: ReadWords, candidate: Candidate): Severity | undefined =>
  typeof severity === 'function' ? severity(candidate) : severity;

/** Fills in the words of a code that was read from a symptom. */
export function readFinding(check: AnyCheck, candidate: Candidate, fallback: string): Finding {
  const { code, subject, quote } = candidate;
  const problem: Problem<never> | SymptomProblem | undefined = check.problems[code];
  const read: ReadWords | undefined = problem?.read;
  if (problem === undefined || read === undefined)
    throw new Error(`${check.id} has no words for ${code} read from a symptom`);
  return {
    code,
    severity: severityOf(read, candidate) ?? (isLive(problem) ? 'error' : problem.severity),
    subject: subject ?? fallback,
    basis: 'read',
    summary: assumedOf(candidate) + read.summary(candidate),
    impact: impactOf(problem, candidate),
    evidence: [
      { what: 'your error text', expected: null, actual: quote, source: 'symptom' },
      ...(read.evidence?.(candidate) ?? []),
    ],
    fix: [...(read.fix?.(candidate) ?? []), ...ofRelay(candidate)].map(toFixStep),
    references:
      read.references ?? (Array.isArray(problem.references) ? (problem.references as readonly string[]) : []),
    explains: Array.isArray(problem.explains) ? (problem.explains as readonly string[]) : [],
    reading: {
      failure: candidate.failure ?? candidate.item,
      rank: candidate.rank,
      count: Number(candidate.data['count'] ?? 1),
    },
    distinguish: typeof read.distinguish === 'string' ? read.distinguish : read.distinguish(candidate),
    counts: true,
    ignored: null,
  };
}

/** Where the text names neither SES nor anybody else, SES is taken for granted, and the finding says so. */
const assumedOf = ({ data }: Candidate): string =>
  data['assumed'] === 'true' ? 'If this is the connection to SES: ' : '';

/** A server that the text names and nobody knows may stand between the client and SES, and has a log of its own. */
const ofRelay = ({ data: { relay } }: Candidate): readonly Step[] =>
  relay === undefined
    ? []
    : [
        {
          text: `If ${relay} is a relay of your own, look there: whether it runs and lets this client in, and what its log says that SES answers`,
          owner: 'you',
        },
      ];

function impactOf(problem: Problem<never> | SymptomProblem, candidate: Candidate): string {
  if (problem.read?.impact !== undefined) return problem.read.impact(candidate);
  if (typeof problem.impact === 'string') return problem.impact;
  return isLive(problem) ? '' : problem.impact(candidate);
}

const isLive = (problem: Problem<never> | SymptomProblem): problem is Problem<never> => 'summary' in problem;

/** A step as the report has it. */
export const toFixStep = ({ text, owner, command, record, does }: Step): FixStep => ({
  text,
  owner,
  command: command ?? null,
  record: record ?? null,
  ...(does !== undefined && { does }),
});
