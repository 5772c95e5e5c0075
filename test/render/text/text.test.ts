import { beforeAll, describe, expect, it } from 'vitest';
import { applyGate, openGate } from '../../../src/gate/gate.ts';
import { renderCause, renderShort } from '../../../src/render/text/cause.ts';
import { coloursOf } from '../../../src/render/text/colours.ts';
import { recounted } from '../../../src/gate/ignores.ts';
import { causesOf } from '../../../src/engine/diagnose.ts';
import { rendererOf, type Renderer } from '../../../src/render/formats.ts';
import { renderHtml } from '../../../src/render/html/html.ts';
import { renderMarkdown } from '../../../src/render/markdown.ts';
import { renderText } from '../../../src/render/text/text.ts';
import { findingsOf } from '../../../src/render/findings.ts';
import { hang, hangBroken, wrap } from '../../../src/render/wrap.ts';
import type { CheckReport, Report } from '../../../src/model/report.ts';
import { runInProcess } from '../../lab/run-in-process.ts';
import { reportOf, steady } from '../reports.ts';

const plain = { columns: 80, colorLevel: 0, quiet: false, verbose: false, terminal: false } as const;
const renderers: Record<'text' | 'markdown' | 'html', Renderer> = {
  text: renderText,
  markdown: renderMarkdown,
  html: renderHtml,
};
let broken: Report;
let blind: Report;
let healthy: Report;
beforeAll(async () => {
  broken = steady(await reportOf('showpiece/broken-account'));
  blind = steady(await reportOf('access/denied'));
  healthy = steady(await reportOf('healthy/domain'));
}, 180_000);

/** What stands whole, so that it can be pasted: commands, records, addresses, names. */
const isWhole = (line: string, columns: number): boolean => {
  const words = line.trim().split(/ +/);
  if (words.some((word) => word.length > columns - 24)) return true;
  return words.length <= 2 || /^(?:aws |name in |value |type, TTL |\{"Changes")/.test(line.trim());
};

const linesOf = (text: string): readonly string[] => text.trimEnd().split('\n');

it('tells one reason once, however many checks it blinds', async () => {
  const report = steady(await reportOf('access/no-credentials'));
  const reason = /no AWS credentials were found/gi;
  expect(renderText(report, { ...plain, columns: 120 }).match(reason)).toHaveLength(1);
  expect(renderText(report, plain)).toMatch(
    /↳ Without an answer for it: sandbox, sending, quota and \d+ more\n/,
  );
  const everything = renderText(report, { ...plain, columns: 120, verbose: true }).replaceAll(/\s+/g, ' ');
  for (const { title } of report.stages.flatMap(({ checks }) => checks)) expect(everything).toContain(title);
});

it('tells first whose message it is, of all that is only worth knowing', async () => {
  const report = steady(await reportOf('message/healthy-other-provider'));
  const hints = renderText(report, { ...plain, columns: 120 }).match(/^i .*$/gm) ?? [];
  expect(hints[0]).toMatch(/^i SES did not send this message.*\(message\/not-through-ses\)$/);
  expect(hints.length).toBeGreaterThan(1);
});

describe('the text of a broken account', () => {
  it('reads well', () => {
    expect(renderText(broken, plain)).toMatchSnapshot();
  });

  it('is no all-clear when everything wrong is accepted', () => {
    const accepted: Report = {
      ...broken,
      verdict: 'pass',
      causes: [],
      stages: broken.stages.map((stage) => ({
        ...stage,
        checks: stage.checks.map((check) => ({
          ...check,
          findings: check.findings.map((one) => ({
            ...one,
            ignored: { reason: 'in the baseline', expires: null },
          })),
        })),
      })),
    };
    const [, , headline = ''] = renderText(accepted, plain).split('\n');
    expect(headline).toMatch(/^✓ Nothing else to fix: no errors, no warnings, \d+ accepted findings$/);
  });

  const inBaseline = { reason: 'in the baseline', expires: null };
  const accepting = (codes: readonly string[]): Report => {
    const isAccepted = (code: string): boolean => codes.includes(code);
    const stages = broken.stages.map((stage) => ({
      ...stage,
      checks: stage.checks.map((check) =>
        recounted(
          check,
          check.findings.map((one) => (isAccepted(one.code) ? { ...one, ignored: inBaseline } : one)),
        ),
      ),
    }));
    return {
      ...broken,
      stages,
      causes: causesOf(stages, { ...broken.target, symptom: null, offline: false }),
    };
  };

  it('ticks no check whose errors are accepted, and names them', () => {
    const codes = findingsOf(broken).map(({ code }) => code);
    const text = renderText(accepting(codes), plain).replaceAll(/\s+/g, ' ');
    expect(text).toMatch(/Is the SES account able to send\? ✓ 6 passed, 7 accepted/);
    expect(text).toMatch(/Accepted: sandbox\/account-in-sandbox, .* and \d+ more/);
    for (const format of ['text', 'markdown', 'html'] as const) {
      const all = renderers[format](accepting(codes), { ...plain, verbose: true });
      expect(all, format).toMatch(/[-–\\]+(?:<\/span>)? Production access/);
      expect(all, format).not.toMatch(/✓(?:<\/span>)? Production access/);
    }
    expect(renderText(healthy, plain)).not.toContain('ccepted');
  });

  it.each([
    ['dkim/name-doubled', 'identity/verification-pending'],
    ['sandbox/account-in-sandbox', 'sandbox/recipient-not-verified'],
  ])('says of what comes of %s that it was accepted', (reason, effect) => {
    const report = accepting([reason]);
    expect(report.causes).toContain(effect);
    const text = renderText(report, plain).replaceAll(/\s+/g, ' ');
    expect(text).toContain(`(${effect}) Because of ${reason}, which is accepted: `);
    expect(renderText(broken, plain)).not.toContain('which is accepted');
    for (const format of ['markdown', 'html'] as const)
      expect(renderers[format](report, plain), format).toMatch(
        new RegExp(`Because: .*${reason.replaceAll(/[-/]/g, '.')}.*, which is accepted`),
      );
  });

  it('names in every format what is accepted only because it follows from what was accepted', async () => {
    const gate = {
      ...openGate,
      ignores: [{ code: 'dkim/name-doubled', subject: 'shop.example', reason: 'the DNS team has it' }],
    };
    const { stages } = applyGate(broken.stages, gate, broken.takenAt, () => [], broken);
    const report = { ...broken, stages, causes: broken.causes.filter((code) => !code.startsWith('dkim/')) };
    for (const format of ['text', 'json', 'ndjson', 'markdown', 'html', 'junit', 'sarif'] as const) {
      const render = await rendererOf(format);
      const text = render(report, { ...plain, verbose: true })
        .replaceAll(/<\/?span[^>]*>/g, '')
        .replaceAll(/\\|\s+/g, ' ');
      const told = text.split('only follows from dkim/name-doubled, which is accepted: the DNS team has it');
      expect(told.length, format).toBeGreaterThan(1);
    }
    expect((await rendererOf('github'))(report, plain)).not.toContain('dkim/status-pending');
    expect(renderText(report, plain).replaceAll(/\s+/g, ' ')).toContain(
      'Accepted: dkim/status-pending, dkim/name-doubled',
    );
  });

  it('does not say that it works where an error is accepted, and a warning is left', () => {
    const accepted = (severity: string): Report => ({
      ...broken,
      verdict: 'warn',
      stages: broken.stages.map((stage) => ({
        ...stage,
        checks: stage.checks.map((check) => ({
          ...check,
          findings: check.findings.map((one) =>
            one.severity === severity
              ? { ...one, ignored: { reason: 'in the baseline', expires: null } }
              : one,
          ),
        })),
      })),
    });
    const headline = (report: Report): string => renderText(report, plain).split('\n')[2] ?? '';
    expect(headline(accepted('error'))).toMatch(/^! Nothing else is broken, with warnings: /);
    expect(headline(accepted('info'))).toMatch(/^! Works, with warnings: /);
  });

  it('fits a screen, and with --quiet a corner of it', () => {
    expect(linesOf(renderText(broken, { ...plain, terminal: true })).length).toBeLessThanOrEqual(60);
    const quiet = renderText(broken, { ...plain, quiet: true });
    expect(linesOf(quiet).length).toBeLessThanOrEqual(15);
    for (const code of broken.causes) expect(quiet).toContain(code);
    // Lines are left: no sentence ends before the word that says what is wrong.
    expect(quiet).not.toContain('…');
    expect(quiet).toMatchSnapshot();
  });

  it('says the verdict again at the end of a terminal, and nowhere else', () => {
    const headline = '✗ Something is broken: 5 errors, 5 warnings';
    const isHeadline = (line: string): boolean => line === headline;
    expect(linesOf(renderText(broken, plain)).filter(isHeadline)).toHaveLength(1);
    expect(linesOf(renderText(broken, { ...plain, terminal: true })).at(-1)).toBe(headline);
  });

  it('tells each cause once, in full or in short', () => {
    const text = renderText(broken, plain);
    for (const code of broken.causes) expect(text.split(`(${code})`), code).toHaveLength(2);
  });

  it('says which step of how many it shows, and counts the records that belong together', () => {
    const text = renderText(broken, plain);
    expect(text).toContain('→ Step 1 of 2: Production access was requested');
    expect(text).toContain('→ Delete the 3 records with the doubled names and publish these 3 instead.');
    expect(text.match(/^ {4}CNAME {2}/gm)).toHaveLength(3);
    expect(text).toContain('\nWith -v: all steps, all evidence, 1 more hint\n');
    expect(renderText(broken, { ...plain, quiet: true })).toContain('→ Step 1 of 2: ');
  });

  it('never cuts a code, however narrow the line', () => {
    for (const finding of findingsOf(broken)) {
      for (let columns = 10; columns < 130; columns += 1) {
        const style = {
          colours: coloursOf(0),
          columns,
          verbose: false,
          isWhole: () => false,
          hints: 3,
          region: null,
        };
        const [line = '', ...more] = renderShort(finding, style, '');
        expect(more).toEqual([]);
        expect(line).toContain(finding.code);
        if (line !== finding.code) expect(line.length).toBeLessThanOrEqual(columns);
      }
    }
  });

  it('names the one of several that the step is written for', () => {
    const [finding] = findingsOf(broken);
    if (finding === undefined) throw new Error('no finding');
    const lines = renderCause(
      { finding: { ...finding, subject: 'ann@example.net' }, alsoAbout: ['bob@example.net'], effects: [] },
      { colours: coloursOf(0), columns: 120, verbose: false, isWhole: () => true, hints: 3, region: null },
    );
    expect(lines.join('\n')).toMatch(/→ (?:Step 1 of \d, f|F)or each of the 2, here ann@example\.net: /);
  });

  it('holds everything with --verbose', () => {
    const text = renderText(broken, { ...plain, verbose: true });
    for (const { id, title, status } of broken.stages.flatMap(({ checks }) => checks))
      expect(text.replaceAll(/\s+/g, ' '), id + status).toContain(title);
    expect(text).toContain('Longest chain (');
    expect(text).toContain('Route 53 change batch');
  });

  it.each([40, 60, 80, 100, 120])('fits %i columns', (columns) => {
    for (const report of [broken, blind, healthy]) {
      for (const verbose of [false, true]) {
        const wide = renderText(report, { ...plain, columns, verbose })
          .split('\n')
          .filter((line) => line.length > columns && !isWhole(line, columns));
        expect(wide).toEqual([]);
      }
    }
  });

  it('is never narrower than 40 columns, nor wider than 120', () => {
    expect(renderText(broken, { ...plain, columns: 20 })).toBe(renderText(broken, { ...plain, columns: 40 }));
    expect(renderText(broken, { ...plain, columns: 400 })).toBe(
      renderText(broken, { ...plain, columns: 120 }),
    );
  });

  it('says the same in colour', () => {
    const colour = renderText(broken, { ...plain, colorLevel: 1 });
    expect(colour).toContain('\u001b[');
    // eslint-disable-next-line no-control-regex -- the escapes of colours
    expect(colour.replaceAll(/\u001b\[\d+m/g, '')).toBe(renderText(broken, plain));
  });
});

it('says what could not be looked at', () => {
  expect(renderText(blind, plain).split('\n').slice(0, 14)).toMatchSnapshot();
});

it('is calm about a healthy sender', () => {
  expect(renderText(healthy, { ...plain, quiet: true })).toMatchSnapshot();
});

it('--no-color wins over what the terminal can do', async () => {
  const host = { colorLevel: 3 } as const;
  const args = ['explain', '550 5.1.1 user unknown'];
  const run = (more: readonly string[]) =>
    runInProcess({ args: [...args, ...more], env: {}, authoritativePort: 0, host });
  expect((await run([])).stdout).toContain('\u001b[');
  expect((await run(['--no-color'])).stdout).not.toContain('\u001b[');
});

describe('wrapping', () => {
  it.each<[string, number, readonly string[]]>([
    ['', 10, ['']],
    ['short', 10, ['short']],
    ['two words here', 9, ['two words', 'here']],
    ['a verylongwordindeed b', 9, ['a', 'verylongwordindeed', 'b']],
    ['  spaced   out  ', 20, ['spaced out']],
  ])('%j at %i', (text, width, lines) => {
    expect(wrap(text, width)).toEqual(lines);
  });

  it('counts the prefix of each line', () => {
    expect(hang('one two three four five six seven', 40, 'A long prefix: ', '  ')).toEqual([
      'A long prefix: one two three four five',
      '  six seven',
    ]);
  });

  it('breaks a long name after a dot, and anything else at the width', () => {
    expect(hangBroken('selector._domainkey.example.com next', 24, '> ')).toEqual([
      '> selector._domainkey.',
      '  example.com next',
    ]);
    expect(hangBroken('x'.repeat(50), 24, '> ')).toEqual([
      `> ${'x'.repeat(22)}`,
      `  ${'x'.repeat(22)}`,
      `  ${'x'.repeat(6)}`,
    ]);
  });
});

describe('what was not looked at', () => {
  const withSkipped = (because: readonly (readonly [string, string | null])[]): Report => ({
    ...healthy,
    stages: healthy.stages.map((stage, index) => ({
      ...stage,
      checks: [
        ...stage.checks.filter(({ status }) => status !== 'skipped'),
        ...(index > 0
          ? []
          : because.flatMap(([why, flag], number) =>
              stage.checks.slice(0, 1).map((check): CheckReport => ({
                ...check,
                id: `made-${String(number)}`,
                status: 'skipped',
                because: why,
                flag,
                findings: [],
              })),
            )),
      ],
    })),
  });
  const lineOf = (because: readonly (readonly [string, string | null])[]): string =>
    linesOf(renderText(withSkipped(because), plain)).find((line) => line.startsWith('Not looked at')) ?? '';

  it('names the way that opens most first, and what can be typed before a variable', () => {
    const password = ['no SMTP credentials', 'SES_SMTP_USERNAME'] as const;
    const message = ['no message', '--message'] as const;
    const symptom = ['no symptom', '--symptom'] as const;
    expect(lineOf([password, password, password, symptom, message, message])).toBe(
      'Not looked at: 6 checks; add --message, --symptom, SES_SMTP_USERNAME (why: -v)',
    );
    expect(lineOf([['--no-aws was given', null], message])).toBe(
      'Not looked at: 2 checks; leave out --no-aws; add --message (why: -v)',
    );
    expect(
      lineOf([
        ['no AWS credentials were found', null],
        ['it is not so', null],
      ]),
    ).toBe('Not looked at: 2 checks; add AWS credentials (why: -v)');
  });
});

it('an effect that is graver than its cause carries its own mark', () => {
  const [finding] = findingsOf(broken);
  if (finding === undefined) throw new Error('no finding');
  const cause = { ...finding, severity: 'warning' as const };
  const render = (severity: 'error' | 'warning'): string =>
    renderCause(
      { finding: cause, alsoAbout: [], effects: [{ ...finding, code: 'dkim/not-enabled', severity }] },
      { colours: coloursOf(0), columns: 120, verbose: false, isWhole: () => true, hints: 3, region: null },
    ).join('\n');
  expect(render('error')).toMatch(/ {2}↳ ✗ .*\(dkim\/not-enabled\)/);
  expect(render('warning')).not.toContain('✗');
});

describe('a sentence in one line', () => {
  const shortOf = (summary: string, columns: number, code = 'quota/daily-nearly-exhausted'): string => {
    const [first] = findingsOf(broken);
    if (first === undefined) throw new Error('no finding');
    const finding = { ...first, code, summary };
    const style = { colours: coloursOf(0), columns, verbose: false, hints: 3, region: 'eu-west-1' };
    return renderShort(finding, { ...style, isWhole: () => false }, '  ↳ ').join('\n');
  };

  it.each<[string, string, string, string]>([
    [
      'loses the Region that the head names',
      '85.5% of the daily sending quota in eu-west-1 is used.',
      'quota/daily-nearly-exhausted',
      '85.5% of the daily sending quota is used.',
    ],
    [
      'keeps another Region',
      'It is verified in us-east-1.',
      'identity/other-region-has-it-verified',
      'It is verified in us-east-1.',
    ],
    [
      'keeps a Region whose name begins like it',
      'It is verified in eu-west-10, nowhere else.',
      'quota/daily',
      'It is verified in eu-west-10, nowhere else.',
    ],
    [
      'loses what stands in brackets',
      'The request for production access was denied (support case 17000000002).',
      'sandbox/review-denied',
      'The request for production access was denied.',
    ],
    [
      'loses what explains it',
      'The complaint rate (0.03%) does not include Gmail: Gmail does not report complaints.',
      'reputation/gmail-not-counted',
      'The complaint rate does not include Gmail.',
    ],
    [
      'loses what is joined to it, with a mark',
      'someone@receiver.example is not verified, and the account is in the sandbox in eu-west-1.',
      'sandbox/recipient-not-verified',
      'someone@receiver.example is not verified…',
    ],
    [
      'says that a second statement is left out',
      'x was not found on your own lists; the other list cannot be queried.',
      'suppression/global-not-queryable',
      'x was not found on your own lists…',
    ],
  ])('%s', (_name, summary, code, told) => {
    expect(shortOf(summary, 80, code)).toBe(`  ↳ ${told} (${code})`);
  });

  it('is cut at a word where nothing else helps, and whole where it fits', () => {
    const long = `The name ${'x'.repeat(20)} of the records ${'y'.repeat(30)} is another one altogether here.`;
    expect(shortOf(long, 80)).toMatch(/^ {2}↳ The name x{20} of the…? ?.*\(quota\/daily-nearly-exhausted\)$/);
    expect(shortOf(long, 80)).toContain('…');
    expect(shortOf('All is used (171).', 80)).toBe('  ↳ All is used (171). (quota/daily-nearly-exhausted)');
  });
});

it('a report that would be over its screen shows fewer hints, and counts them', () => {
  const unheard = {
    ...{ question: 'ses:GetEmailIdentity', reason: 'timeout', message: 'no answer', action: null },
    checks: ['identity-elsewhere'],
  } as const;
  const notes = Array.from({ length: 4 }, (_, index) => `Note ${String(index)} of this run.`);
  const report: Report = { ...broken, notes, extras: [...broken.extras, unheard] };
  const text = renderText(report, { ...plain, terminal: true });
  expect(text).toContain('1 extra question without an');
  expect(linesOf(text).length).toBeLessThanOrEqual(60);
  const hints = text.match(/^i /gm)?.length ?? 0;
  expect(hints).toBeLessThan(3);
  expect(text).toMatch(new RegExp(`${String(4 - hints)} (?:more )?hint`));
});
