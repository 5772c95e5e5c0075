import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stagesOf } from '../checks/by-code.ts';
import { history } from '../checks/history.ts';
import { proofStage } from '../checks/proof.ts';
import { checklist } from '../checks/index.ts';
import { areaOfCode } from '../src/model/select.ts';
import { readFinding } from '../src/model/finding.ts';
import { symptomCodes } from '../src/knowledge/symptom-codes.ts';
import { actionsBehind, type Source } from '../src/model/fact.ts';
import { caller } from '../src/facts/caller.ts';
import { awsCalls } from '../src/model/aws-calls.ts';
import { surveyActions } from '../src/survey/run.ts';

const files = readdirSync('checks', { recursive: true, encoding: 'utf8' });
const stageFolders = files.filter((file) => /^\d+-[a-z-]+$/.test(file)).sort();
const checkFiles = files.filter((file) => /^\d+-[a-z-]+\/.+\.ts$/.test(file));
const checks = checklist.flatMap((stage) => stage.checks.map((check) => ({ stage, check })));
const codes = checks.flatMap(({ check }) =>
  Object.entries(check.problems).map(([code, problem]) => ({ code, check, problem })),
);

/** Words that are a verdict or a statement: beside one mark or another they are wrong. */
const saysMore = (title: string): boolean =>
  [
    /\b(?:is|are|was|has|have|does|do|can|may|lets?|takes?|answers?|passes|holds?|every)\b/i,
    /\b(?:no|not|nothing|none|never|cannot|without|un\w+able)\b/i,
    /\b(?:missing|wrong|broken|invalid|lost|dead(?!-letter)|rises?|expired|bad|faulty|blocked|paus\w+)\b/i,
    /\b(?:valid|correct|healthy|good|safe|accepted|working|right)\b/i,
    // What happened to something is a verdict; "refusals", counted, is the name of a thing.
    /\b(?:that|which|who) (?:defer|refuse|fail|reject|lose|break|report)\b/i,
  ].some((words) => words.test(title));

const stageOfCode = (code: string): string | undefined =>
  checks.find(({ check }) => code in check.problems)?.stage.id;

describe('checklist', () => {
  it('has one numbered folder per stage', () => {
    expect(stageFolders).toEqual(checklist.map(({ id }, index) => `${String(index + 1)}-${id}`));
  });

  it('lists every check file once, in the stage of its folder', () => {
    const listed = checks.map(({ stage, check }) => `${stage.id}/${check.id}`);
    // What several checks share, and the words of a long one, stand beside them.
    const onDisk = checkFiles
      .filter((file) => readFileSync(join('checks', file), 'utf8').includes('\nexport default '))
      .map((file) => file.replace(/^\d+-/, '').replace(/\.ts$/, ''));
    expect(listed.toSorted()).toEqual(onDisk.toSorted());
  });

  it('has words files that are named after the check of their folder whose words they hold', () => {
    const ids = new Set(checks.map(({ stage, check }) => `${stage.id}/${check.id}`));
    const stray = checkFiles
      .filter((file) => file.endsWith('.words.ts'))
      .map((file) => file.replace(/^\d+-/, '').replace(/\.words\.ts$/, ''))
      .filter((name) => ![...ids].some((id) => name === id || name.startsWith(`${id}-`)));
    expect(stray, 'what several checks share is named after what it holds, as in checks/dns').toEqual([]);
  });

  it('has no file that decides and holds the words in more than 280 lines', () => {
    const long = checkFiles.filter((file) => {
      const text = readFileSync(join('checks', file), 'utf8');
      return (
        text.includes('\nexport default ') && /\bproblem[<(]/.test(text) && text.split('\n').length > 280
      );
    });
    expect(long, 'move the words to <id>.words.ts beside it').toEqual([]);
  });

  it('uses every id and every code once', () => {
    const ids = checks.map(({ check }) => check.id);
    expect(ids).toEqual([...new Set(ids)]);
    const all = codes.map(({ code }) => code);
    expect(all).toEqual([...new Set(all)]);
  });

  it('has titles that are true beside any mark: the name of a thing, not what is right about it', () => {
    const all = [...checklist, proofStage, history].flatMap((stage) => stage.checks);
    expect(all.filter(({ title }) => !/^[A-Z][^.!?]{3,60}$/.test(title))).toEqual([]);
    expect(all.flatMap(({ id, title }) => (saysMore(title) ? [`${id}: ${title}`] : []))).toEqual([]);
  });

  it('knows a title that says the opposite of a mark', () => {
    const odd = ['Destinations that cannot be checked', 'Kinds of events that are missing', 'Dead addresses'];
    odd.push('Receivers that defer or refuse', 'Pauses by policy', 'Broken records', 'Rises of failures');
    odd.push('Valid signatures', 'DKIM is on', 'Sends without a set', 'Missing records', 'Healthy account');
    expect(odd.filter((title) => !saysMore(title))).toEqual([]);
  });

  it('has a test file for every check', () => {
    const tests = readdirSync('test/checks', { recursive: true, encoding: 'utf8' }).map((file) =>
      basename(file),
    );
    for (const { check } of checks) expect(tests).toContain(`${check.id}.test.ts`);
  });

  it('finds the check of every code, in its stage', async () => {
    for (const { stage, check } of checks) {
      for (const code of Object.keys(check.problems))
        expect(await stagesOf([code])).toEqual([{ ...stage, checks: [check] }]);
    }
    const [last, first] = [codes.at(-1)?.code ?? '', codes[0]?.code ?? ''];
    expect((await stagesOf([last, first])).map(({ id }) => id)).toEqual(['account', 'inbox']);
    expect(await stagesOf(['no-area-of-ours/no-code'])).toEqual([]);
  });

  it('has the areas of each stage for itself', () => {
    const stages = new Map<string, Set<string | undefined>>();
    for (const { code } of codes)
      stages.set(areaOfCode(code), (stages.get(areaOfCode(code)) ?? new Set()).add(stageOfCode(code)));
    expect([...stages].filter(([, of]) => of.size > 1)).toEqual([]);
  });

  it('has words for every code that a symptom can be read as', () => {
    const readable = new Set(
      codes.filter(({ problem }) => problem.read !== undefined).map(({ code }) => code),
    );
    expect(symptomCodes.filter((code) => !readable.has(code))).toEqual([]);
  });

  it.each(symptomCodes)('says something sound about %s, however little the symptom holds', (code) => {
    const owner = checks.find(({ check }) => code in check.problems);
    if (owner === undefined) throw new Error(`${code} is in no check`);
    for (const subject of [null, 'a@example.com']) {
      const empty = { code, subject, quote: 'what was read', rank: 0, item: 0, data: {} };
      const finding = readFinding(owner.check, empty, 'account');
      const words = [
        finding.summary,
        finding.impact,
        finding.distinguish,
        ...finding.fix.map(({ text }) => text),
      ];
      for (const text of words) expect(text).not.toMatch(/undefined|\bnull\b|NaN|\[object|^$/);
      expect(finding.references.length).toBeGreaterThan(0);
    }
  });

  it('explains only codes that exist', () => {
    const known = new Set(codes.map(({ code }) => code));
    const explained = codes.flatMap(({ problem }) =>
      Array.isArray(problem.explains) ? (problem.explains as string[]) : [],
    );
    expect(explained.filter((code) => !known.has(code))).toEqual([]);
  });
});

describe.each(checks.map(({ check }) => check))('$id', (check) => {
  it('has a title that neither ends with a full stop nor says what to do', () => {
    expect(check.title).toMatch(/^[A-Z].*[^.]$/);
    expect(check.title).not.toMatch(/^(Check|Ensure|Verify)\b/);
  });

  it('reads facts per run or of its own scope, and any other through each()', () => {
    const others = Object.entries({ ...check.needs, ...check.questions, ...check.enrichment })
      .filter(
        ([, source]: [string, Source]) => !('each' in source) && !['run', check.per].includes(source.per),
      )
      .map(([name, source]: [string, Source]) => `${name}: ${'each' in source ? '' : source.per}`);
    expect(
      others,
      `the check is per ${check.per ?? 'run'}: give it the \`per\` of the fact, or read each(fact)`,
    ).toEqual([]);
  });

  it('names its codes in kebab-case under an area that its id begins with, and cites a source for each', () => {
    for (const [code, { impact, references }] of Object.entries(check.problems)) {
      expect(code).toMatch(/^[a-z]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/);
      const area = code.split('/')[0] ?? '';
      expect(check.id === area || check.id.startsWith(`${area}-`)).toBe(true);
      if (typeof impact === 'string') expect(impact, `impact of ${code}`).toMatch(/[.)]$/);
      if (!Array.isArray(references)) continue;
      expect(references.length, `references of ${code}`).toBeGreaterThan(0);
      for (const url of references as string[]) expect(url).toMatch(/^https:\/\//);
    }
  });
});

describe('the calls to AWS', () => {
  /** Calls that read, whatever their name says: by name, with the reason. */
  const readingByAnotherName: readonly string[] = [
    'ses:TestRenderEmailTemplate', // IAM calls it Write; it renders and sends nothing
    'iam:SimulatePrincipalPolicy', // asks IAM what it would allow
    'sts:AssumeRole', // a login
    'sts:GetCallerIdentity',
  ];

  it('only ever read', () => {
    for (const action of Object.keys(awsCalls).filter((name) => !readingByAnotherName.includes(name)))
      expect(action).toMatch(/^[a-z]+:(BatchGet|Describe|Get|List)[A-Z]/);
    expect(Object.keys(awsCalls)).not.toContain('ses:GetEmailAddressInsights'); // billed for each address
  });

  it('are each declared by a fact that a check reads, by the survey, or by the join that nothing explains: nobody is asked for a permission that nothing uses', () => {
    const read = checks.flatMap(({ check }) => [
      ...actionsBehind({ ...check.needs, ...check.questions, ...check.enrichment }),
    ]);
    expect(Object.keys(awsCalls).toSorted()).toEqual(
      [...new Set<string>([...read, ...surveyActions, ...caller.actions])].toSorted(),
    );
  });
});
