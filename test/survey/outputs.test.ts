import { describe, expect, it } from 'vitest';
import type { FixStep } from '../../src/model/report.ts';
import type { SurveyCause, SurveyReport } from '../../src/survey/document.ts';
import type { IdentityLine } from '../../src/survey/lines.ts';
import { renderRecipientsCsv, renderRecipientsText } from '../../src/survey/recipients/render.ts';
import type { RecipientsReport } from '../../src/survey/recipients/report.ts';
import { stepsForEach } from '../../src/survey/for-each.ts';
import { renderSurveyCsv } from '../../src/survey/render/csv.ts';
import { renderSurveyHtml } from '../../src/survey/render/html.ts';
import { renderSurveyJunit } from '../../src/survey/render/junit.ts';
import { headlineOf } from '../../src/survey/render/headline.ts';
import { renderSurveyText } from '../../src/survey/render/text.ts';
import { attacks } from '../render/hostile.ts';
import { junitFaults } from '../render/junit-faults.ts';

const step = (text: string): FixStep => ({
  text,
  owner: 'dns',
  command: text,
  record: { name: text, type: 'TXT', value: text, ttl: 300 },
});

/** A cause with foreign text wherever there may be some. */
const causeOf = (text: string, code = 'dkim/record-missing'): SurveyCause => ({
  ...{ code, severity: 'error', count: 1200, sends: 5000, places: 0, tenants: 0, act: text, leadsTo: [text] },
  examples: [1, 2, 3].map(() => ({ account: text, region: text, identity: text })),
  groups: [
    { by: 'provider', name: text, count: 700 },
    { by: 'zone', name: text, count: 500 },
  ],
  ...{ title: text, because: text, impact: text, fix: [step(text)], references: [text] },
});

function reportOf(text: string, causes: number, places: number): SurveyReport {
  return {
    ...{ schema: 1, kind: 'survey', command: 'survey', tool: { name: 'ses-doctor', version: '1.0.0' } },
    takenAt: '2026-11-21T10:00:00.000Z',
    totals: {
      ...{
        accounts: 40,
        regions: 20,
        identities: 50_000,
        lookedAt: 49_000,
        notLookedAt: 1000,
        cannotSend: 20,
        statuses: { [text]: 20 },
      },
      ...{ withAccount: 0, failing: 1200, warned: 300, unknown: 20, soundInBulk: 0, sound: 47_480 },
    },
    causes: Array.from({ length: causes }, (_, index) => causeOf(text, `dkim/code-${String(index)}`)),
    places: Array.from({ length: places }, () => ({
      ...{ account: text, region: text, state: 'open', identities: 50, lookedAt: 50, worst: 'fail' },
      ...{ failing: 5, warned: 1, unknown: 0, because: text },
    })),
    unknown: [
      {
        reason: 'access-denied',
        of: 'identities',
        count: 20,
        action: 'ses:GetEmailIdentity',
        message: text,
        counts: true,
      },
      { reason: 'not-in-bulk', of: 'identities', count: 20, action: null, message: text, counts: false },
    ],
    tenants: {
      ...{ listed: 9, lookedAt: 9, incomplete: 1, paused: 0, troubled: 1, unknown: 1, unlisted: 1 },
      missing: [
        {
          ...{ account: text, region: text, tenant: text, worst: 'fail' },
          ...{ missing: [text], commands: [text] },
        },
      ],
    },
    ...{ problems: [], nowhere: [text], kept: null },
    compared: {
      appeared: { count: 1, examples: [{ account: text, region: text, identity: text, code: text }] },
      ...{
        gone: { count: 0, examples: [] },
        worse: { count: 0, examples: [] },
        notThen: 1,
        notJudgedThen: 0,
      },
    },
    ...{ notes: [text], verdict: 'fail', exitCode: 1 },
  };
}

async function* lineOf(text: string): AsyncGenerator<IdentityLine> {
  const words = {
    ...{ stage: 'account', title: text, summary: text, impact: text, fix: [step(text)], references: [text] },
  };
  await Promise.resolve();
  yield {
    ...{
      kind: 'identity',
      account: text,
      region: text,
      at: text,
      identity: text,
      worst: 'fail',
      depth: 'asked',
    },
    findings: [{ code: 'dkim/code-0', severity: 'error', subject: text, check: 'dkim', cause: true, words }],
    ...{ unanswered: [], sends: 5, provider: text },
  };
}

const screen = { columns: 100, colorLevel: 0, verbose: false, quiet: false } as const;
/** What a terminal would obey, or show in another order. */
const commands =
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

async function all(pieces: AsyncIterable<string> | Iterable<string>): Promise<string> {
  let text = '';
  for await (const piece of pieces) text += piece;
  return text;
}

/** The cells of CSV (RFC 4180). */
function cellsOf(csv: string): readonly string[] {
  return [...csv.matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
}

describe.each(Object.entries(attacks))('a survey that quotes %s', (_, attack) => {
  it('obeys nothing of it on a terminal', () => {
    expect(renderSurveyText(reportOf(attack, 6, 3), screen)).not.toMatch(commands);
    expect(renderSurveyText(reportOf(attack, 6, 3), { ...screen, verbose: true })).not.toMatch(commands);
  });

  it('stays a page without scripts and foreign elements', async () => {
    const page = await renderSurveyHtml(reportOf(attack, 2, 2), () => lineOf(attack));
    expect(page).not.toMatch(/<(?:script|img|iframe|!--|!DOCTYPE x)|<[^>]*\s(?:on[a-z]+|src)=/i);
    expect(page).not.toContain('href="javascript:');
  });

  it('stays a JUnit file', () => {
    expect(junitFaults(renderSurveyJunit(reportOf(attack, 3, 1)))).toBeNull();
  });

  it('stays a table of cells that no spreadsheet runs', async () => {
    for (const first of ['', '=', '+', '-', '@', '\t', '\r']) {
      const csv = await all(renderSurveyCsv(lineOf(`${first}${attack}`)));
      const cells = cellsOf(csv);
      expect(cells).toHaveLength(27);
      expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
      expect(csv.replaceAll(/\r\n|[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    }
  });
});

const noTenants = { lookedAt: 0, incomplete: 0, unknown: 0, unlisted: 0 };

it('a survey with many causes in many places fits a screen, or two of them', () => {
  const words = 'The record of the third DKIM key is missing at the name that SES looks at.';
  const example = { account: '111122223333', region: 'eu-central-1', identity: 'news.sender.example' };
  const report = reportOf(words, 60, 800);
  const causes = report.causes.map((one) => ({
    ...one,
    examples: [example, example, example],
    groups: [{ by: 'provider' as const, name: 'Amazon Route 53', count: 700 }],
  }));
  const text = renderSurveyText({ ...report, causes, compared: null, notes: [] }, screen);
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(60);
  expect(text).toMatch(/and [45]\d more causes: -v or --format json/);
  expect(text).toMatch(/and 79\d more: -v/);
});

it('addresses in bulk are shown and listed as safely', async () => {
  for (const attack of Object.values(attacks)) {
    const row = { address: `=${attack}`, status: 'suppressed', code: 'suppression/account-list' } as const;
    const csv = await all(renderRecipientsCsv([{ ...row, listedAs: attack, reason: attack, since: attack }]));
    expect(cellsOf(csv)).toHaveLength(13);
    expect(cellsOf(csv).filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(csv.replaceAll(/\r\n|[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
    const report: RecipientsReport = {
      ...{ schema: 1, kind: 'recipients', command: 'check', tool: { name: 'ses-doctor', version: '1' } },
      ...{ takenAt: '2026-11-21T10:00:00.000Z', region: 'eu-west-1' },
      totals: {
        given: 9,
        repeated: 1,
        unreadable: 1,
        suppressed: 1,
        listed: 1,
        listedUnjudged: 1,
        notListed: 1,
        notLookedAt: 1,
      },
      lists: [{ tenant: attack, entries: 9, complete: true }],
      causes: [{ ...causeOf(attack), examples: [attack] }],
      unknown: [{ reason: 'timeout', count: 1, action: null, message: attack, counts: true }],
      ...{ notes: [attack], verdict: 'fail', exitCode: 1 },
    };
    expect(renderRecipientsText(report, screen)).not.toMatch(commands);
  }
});

describe('one cause of several senders, in text', () => {
  const told = (more: Partial<SurveyCause>, quiet = false): string => {
    const examples = ['a.example', 'b.example', 'c.example'].map((identity) => ({
      ...{ account: '111122223333', region: 'eu-west-1', identity },
    }));
    const cause = {
      ...causeOf('Mend it.'),
      because: 'The records of a.example are missing.',
      examples,
      ...more,
    };
    // As the fold puts it into the document, for every format.
    const causes = [{ ...cause, fix: stepsForEach(cause, cause.fix) }];
    return renderSurveyText({ ...reportOf('x', 1, 1), causes }, { ...screen, quiet });
  };

  it('says of how many the step is to be done, whether all are named, and what can be pasted as it is', () => {
    const some = told({});
    expect(some).toContain('→ For each of the 1,200, here a.example: Mend it.');
    expect(some).toContain('For example: a.example (111122223333 eu-west-1), ');
    expect(some).toMatch(/^ {4}Mend it\.$/m);
    expect(told({ count: 3 })).toContain('Which: a.example (111122223333 eu-west-1), ');
  });

  it('names a fault of one account as one, and not as an example of several', () => {
    const one = [{ account: '111122223333', region: 'eu-west-1' }];
    const group = { by: 'account' as const, name: '111122223333 eu-west-1', count: 2 };
    const whole = told({ count: 2, places: 1, examples: one as never, groups: [group] as never });
    expect(whole).toContain('Which: 111122223333 eu-west-1');
    expect(whole).not.toContain('Together');
    const many = told({ count: 9, places: 4, examples: one as never, groups: [group] as never });
    expect(many).toContain('For example: 111122223333 eu-west-1');
    expect(many).toContain('Together: 2 in 111122223333 eu-west-1');
  });

  it('of one sender says no such thing', () => {
    const [one] = told({ count: 1, examples: [{ account: '1', region: 'r', identity: 'a.example' }] }).split(
      'nothing',
    );
    expect(one).not.toContain('each of');
    expect(one).toContain('Which: a.example (1 r)');
  });

  it('has fifteen lines at most with -q, and cuts no sentence', () => {
    const cause = {
      ...causeOf('Mend it.'),
      because: 'The records of a.example are missing from DNS, all of them.',
    };
    const unseen = reportOf('x', 1, 1).unknown[0];
    for (const columns of [40, 60, 80, 120])
      for (const count of [0, 1, 3, 9, 40]) {
        const causes = Array.from({ length: count }, () => cause);
        const report = { ...reportOf('x', 1, 1), causes, ...(unseen && { unknown: Array(9).fill(unseen) }) };
        const lines = renderSurveyText(report, { ...screen, columns, quiet: true })
          .trimEnd()
          .split('\n');
        expect(lines.length, `${count} at ${columns}`).toBeLessThanOrEqual(15);
        const text = lines.join(' ').replace(/\s+/g, ' ');
        const told = text.split('missing from DNS, all of them.').length - 1;
        const more = Number(/and ([\d,]+) more cause/.exec(text)?.[1] ?? 0);
        expect(told + more, text).toBe(count);
        // Who compares is told what changed, however much is broken.
        if (columns >= 80) expect(text).toContain('Since the earlier state new: 1');
      }
  });

  it('counts what nothing was looked at in once: identities that are known, else accounts and Regions', () => {
    const known = { ...reportOf('x', 0, 0), tenants: { ...reportOf('x', 0, 0).tenants, ...noTenants } };
    const totals = { ...known.totals, lookedAt: 0, failing: 0, warned: 0, unknown: 0, sound: 0 };
    const listed: SurveyReport['places'][number] = {
      ...{ account: '1', region: 'r', state: 'open', identities: 5, lookedAt: 0, worst: 'unknown' },
      ...{ failing: 0, warned: 0, unknown: 0, because: '5 of 5 not looked at' },
    };
    const failed: typeof listed = { ...listed, state: 'failed', identities: 0, because: 'denied' };
    const of = (places: SurveyReport['places']): string => headlineOf({ ...known, totals, places });
    expect(of([listed, failed, failed])).toBe(
      '5 identities not looked at, no answer from 2 accounts and Regions',
    );
    expect(of([listed])).toBe('5 identities not looked at');
    expect(of([failed])).toBe('Nothing could be looked at: no answer from 1 account and Region');
  });

  it('has sixty lines at most, with every cause told or counted, and -v tells all', () => {
    const records = [1, 2, 3].map((number) => ({
      ...step(
        `Publish record ${number} of 3. Most DNS panels add the zone: enter the short name, or the full one.`,
      ),
      command: null,
    }));
    const cause = {
      ...causeOf('The DKIM records of the domain, as SES wants them'),
      because: 'All 3 DKIM records of customer1.example are missing from DNS, all of them.',
      fix: records,
      examples: [1, 2, 3].map((number) => ({
        ...{ account: '111122223333', region: 'eu-west-1', identity: `customer${number}.example` },
      })),
    };
    const long =
      'only questions about each identity tell that, and they are asked where something was found. '.repeat(
        2,
      );
    const unseen = reportOf(long, 1, 1).unknown[0];
    for (const columns of [40, 60, 80, 120])
      for (const count of [1, 3, 9, 40])
        for (const reasons of [0, 1, 9]) {
          const causes = Array.from({ length: count }, () => cause);
          const unknown =
            unseen === undefined
              ? []
              : Array.from({ length: reasons }, (_, nth) => ({ ...unseen, action: `ses:Get${String(nth)}` }));
          const report = { ...reportOf('x', 1, 10), compared: null, causes, unknown };
          const at = `${count} causes, ${reasons} reasons at ${columns}`;
          const text = renderSurveyText(report, { ...screen, columns });
          expect(text.trimEnd().split('\n').length, at).toBeLessThanOrEqual(60);
          const words = text.replaceAll(/\s+/g, ' ');
          const more = Number(/and ([\d,]+) more cause/.exec(words)?.[1] ?? 0);
          expect(words.split('missing from DNS, all of them.').length - 1 + more, at).toBe(count);
          expect(words, at).toContain('Publish record 1 of 3.');
          const moreReasons = Number(/and ([\d,]+) more reason/.exec(words)?.[1] ?? 0);
          expect(words.split('not fully answered (').length - 1 + moreReasons, at).toBe(reasons);
          const whole = renderSurveyText(report, { ...screen, columns, verbose: true }).replaceAll(
            /\s+/g,
            ' ',
          );
          expect(whole.split('missing from DNS, all of them.').length - 1, at).toBe(count);
          expect(whole.split('not fully answered (').length - 1, at).toBe(reasons);
        }
  });

  it('says with -q what is wrong, not which check found it', () => {
    expect(told({}, true).replaceAll(/\s+/g, ' ')).toContain(
      ', such as a.example (111122223333 eu-west-1): The records of a.example are missing. (dkim/record-missing)',
    );
  });
});
