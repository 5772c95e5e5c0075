import { grouped } from '../../model/many.ts';
import type { Finding, FixStep, Status } from '../../model/report.ts';
import type { DnsRecord, Evidence, Severity } from '../../model/check.ts';
import { gravity } from '../../engine/explains.ts';
import type { Cause } from '../causes.ts';
import { safe } from '../safe.ts';
import { likelyWords, otherWords } from '../likelihood.ts';
import { effectSentence, marks, owners, stepText, subjectShown } from '../words.ts';
import { hang, hangBroken } from '../wrap.ts';
import { paint, type TextStyle } from './style.ts';

const indent = '  ';

/** How a finding of some severity is marked. */
export const statusOf: Readonly<Record<Severity, Status>> = {
  error: 'fail',
  warning: 'warn',
  info: 'pass',
  unknown: 'unknown',
};

/** A cause in full: what is wrong, expected beside actual, the first step with what to paste, one link, what follows. */
export function renderCause(cause: Cause, style: TextStyle): readonly string[] {
  const { finding, effects } = cause;
  return [
    ...renderHeadline(cause, style),
    ...renderAccepted(cause, style),
    ...renderEvidenceLine(finding, style),
    ...renderFirstStep(cause, style),
    ...finding.references.slice(0, 1).map((url) => `${indent}${style.colours.underline(safe(url))}`),
    ...renderEffects(finding, effects, style),
    ...renderAlternatives(cause, style),
  ];
}

/** A cause in short: what is wrong and the first step. */
export function renderShortCause(cause: Cause, style: TextStyle): readonly string[] {
  return [
    ...renderHeadline(cause, style),
    ...renderAccepted(cause, style),
    ...renderWorst(cause, style),
    ...renderStepText(cause.finding.fix[0], style, prefixOf(cause)),
    ...renderAlternatives(cause, style),
  ];
}

/** The sentence and its code. */
export function renderHeadline(
  { finding, alsoAbout, alternatives = [], insteadOf = null }: Cause,
  { colours, columns }: TextStyle,
): readonly string[] {
  const status = statusOf[finding.severity];
  const [shown, more] = [alsoAbout.slice(0, 3), alsoAbout.length - 3];
  const also =
    shown.length === 0
      ? ''
      : ` Also: ${shown.map(safe).join(', ')}${more > 0 ? ` and ${grouped(more)} more` : ''}.`;
  const code = safe(finding.code);
  const likely = likelyWords(finding, alternatives, insteadOf);
  const lines = hang(
    `${safe(likely)}${safe(finding.summary)}${also} (${code})`,
    columns,
    `${marks[status]} `,
  );
  return lines.map((line, index) => {
    const end = line.lastIndexOf(`(${code})`);
    const [words, tail] = end < 0 ? [line, ''] : [line.slice(0, end), line.slice(end)];
    const mark = index === 0 ? paint(status, colours)(words.slice(0, 1)) : '';
    return `${mark}${colours.bold(index === 0 ? words.slice(1) : words)}${colours.dim(tail)}`;
  });
}

/** Why it is there, where the reason was accepted: its own step waits for what nobody mends. */
const renderAccepted = ({ accepted = null }: Cause, { columns }: TextStyle): readonly string[] =>
  accepted === null
    ? []
    : hang(
        `${safe(accepted.code)}, which is accepted: ${safe(accepted.summary)}`,
        columns,
        `${indent}Because of `,
        `${indent}  `,
      );

/** The first thing that differs from what it should be, in a line. */
export function renderEvidenceLine(
  { evidence, basis, summary, severity }: Finding,
  { colours, columns }: TextStyle,
): readonly string[] {
  // Where all is as it should be now, the sentence says what was: nothing differs.
  if (severity === 'info' && basis === 'live') return [];
  const one =
    evidence.find(({ expected, actual }) => expected !== null && actual !== null && expected !== actual) ??
    evidence.find(({ actual }) => actual !== null) ??
    evidence[0];
  if (one === undefined || isInSentence(one, summary)) return [];
  // Of several records at one name only the first stands beside what is expected: the others are what is wrong.
  const others = evidence.filter(
    (row) =>
      row !== one &&
      row.expected !== row.actual &&
      (row.expected !== null || (one.expected !== null && row.what === one.what && row.actual !== null)),
  ).length;
  const more = others > 0 ? ` (and ${grouped(others)} more)` : '';
  const found = one.actual === null ? '' : `${foundWord(basis)} ${safe(one.actual)}${more}`;
  const words =
    one.expected === null
      ? [safe(one.what), ...(one.actual === null ? [] : [safe(one.actual)])].join(': ')
      : `${safe(one.what)}: expected ${[safe(one.expected), ...(found === '' ? [] : [found])].join(', ')}`;
  return hangBroken(bounded(words), columns, indent).map((line) => colours.dim(line));
}

/** The sentence says the same already, and nothing in particular was expected. */
function isInSentence({ expected, actual }: Evidence, summary: string): boolean {
  const found = (actual ?? '').trim().replace(/\.$/, '');
  return found.length >= 20 && summary.includes(found) && /^(?:$|an? )/.test(expected ?? '');
}

/** How the value beside the expected one was come by. */
export const foundWord = (basis: Finding['basis']): string => (basis === 'read' ? 'read' : 'found');

/** A reply or a record of many lines is evidence in full under --verbose. */
const bounded = (text: string): string => (text.length > 320 ? `${text.slice(0, 319)}…` : text);

/** The first step, and with it every record of the fix: they belong together, and come as one table. */
export function renderFirstStep(cause: Cause, style: TextStyle): readonly string[] {
  const [step, ...rest] = cause.finding.fix;
  if (step === undefined) return [];
  const more = step.record === null ? [] : rest.flatMap(({ record }) => record ?? []);
  return renderStep(step, style, more, prefixOf(cause));
}

/** Which step of how many it is, and of how many subjects the same is to be done; empty for one step for one subject. */
function prefixOf({ finding, alsoAbout }: Cause): string {
  const place = placeOf(finding.fix);
  const count = alsoAbout.length + 1;
  const each = count === 1 ? '' : `for each of the ${grouped(count)}, here ${safe(finding.subject)}`;
  const words = [place, each].filter((part) => part !== '').join(', ');
  return words === '' ? '' : `${words.slice(0, 1).toUpperCase()}${words.slice(1)}: `;
}

/** Which of several steps the first is; empty where it is the only one, or the others only bring records shown with it. */
function placeOf([first, ...rest]: readonly FixStep[]): string {
  const left = rest.filter(({ record }) => first?.record == null || record === null).length;
  return left === 0 ? '' : `step 1 of ${grouped(left + 1)}`;
}

/** Whether the first step is not all of it. */
export const hasMoreSteps = ({ fix }: Finding): boolean => placeOf(fix) !== '';

/** Who does what, then what to paste. */
export function renderStep(
  step: FixStep,
  style: TextStyle,
  moreRecords: readonly DnsRecord[] = [],
  place = '',
): readonly string[] {
  return [
    ...renderStepText(step, style, place),
    ...(step.command === null ? [] : [`${indent}  ${style.colours.cyan(safe(step.command))}`]),
    ...renderRecords([...(step.record === null ? [] : [step.record]), ...moreRecords], style),
  ];
}

function renderStepText(
  step: FixStep | undefined,
  { colours, columns }: TextStyle,
  place: string,
): readonly string[] {
  if (step === undefined) return [];
  const words = `${place}${safe(stepText(step.text))}${owners[step.owner]}`;
  return hang(words, columns, `${indent}→ `).map((line) => colours.cyan(line));
}

/** One row a record; where a row does not fit, the value stands below its name, whole, so that both can be pasted. */
function renderRecords(records: readonly DnsRecord[], { colours, columns }: TextStyle): readonly string[] {
  if (records.length === 0) return [];
  const rows = records.map((record) => ({
    name: safe(record.panelName ?? `${record.name}.`),
    type: safe(record.type),
    value: safe(record.value),
  }));
  const width = (key: 'name' | 'type'): number => Math.max(...rows.map((row) => row[key].length));
  const pad = `${indent}  `;
  const fits = rows.every(
    ({ value }) => pad.length + width('name') + width('type') + value.length + 4 <= columns,
  );
  return rows.flatMap(({ name, type, value }) =>
    (fits
      ? [`${pad}${name.padEnd(width('name'))}  ${type.padEnd(width('type'))}  ${value}`]
      : [`${pad}${type}  ${name}`, `${pad}${' '.repeat(type.length)}  ${value}`]
    ).map((line) => colours.cyan(line)),
  );
}

/** What may be so in its place, a line each. */
const renderAlternatives = ({ alternatives = [] }: Cause, { columns }: TextStyle): readonly string[] =>
  alternatives.flatMap((one) =>
    hang(`${safe(one.summary)} (${safe(one.code)})`, columns, `${indent}${otherWords(one)}`, `${indent}  `),
  );

const effectMark = `${indent}↳ `;

/** So many of the findings that follow from a cause are told; the rest is counted. */
const mostEffects = 4;

/** Whether more follows from a cause than is told. */
export const hasMoreEffects = ({ effects }: Cause): boolean => effects.length > mostEffects;

/** What goes wrong because of a cause, a line each; what is graver than the cause has its own mark and is not dim. */
function renderEffects(cause: Finding, effects: readonly Finding[], style: TextStyle): readonly string[] {
  const { dim } = style.colours;
  const own = effects.filter((effect) => !isInOther(cause, effect));
  const graver = graverThan(cause, own);
  const like = own.filter((effect) => !graver.includes(effect));
  const more = own.length - mostEffects;
  return [
    ...graver.slice(0, mostEffects).flatMap((effect) => renderGraver(cause, effect, style)),
    ...like
      .slice(0, Math.max(0, mostEffects - graver.length))
      .flatMap((effect) => renderShort(effect, style, effectMark, { words: apartFrom(cause, effect) }))
      .map((line) => dim(line)),
    ...(more > 0 ? [dim(`${effectMark}and ${grouped(more)} more`)] : []),
  ];
}

/** What could not be looked at for the cause stands by its name beside it: the same in a sentence says no more. */
const isInOther = ({ restates = [] }: Finding, { code, severity }: Finding): boolean =>
  severity === 'unknown' && restates.includes(code);

const graverThan = (cause: Finding, effects: readonly Finding[]): readonly Finding[] =>
  effects.filter(({ severity }) => gravity[severity] > gravity[cause.severity]);

function renderGraver(cause: Finding, effect: Finding, style: TextStyle): readonly string[] {
  const status = statusOf[effect.severity];
  const words = apartFrom(cause, effect);
  return renderShort(effect, style, `${effectMark}${marks[status]} `, { words }).map((line) =>
    line.replace(marks[status], paint(status, style.colours)(marks[status])),
  );
}

/** The gravest that comes of a cause which is less grave itself: an error must not vanish behind a warning. */
export function renderWorst({ finding, effects }: Cause, style: TextStyle): readonly string[] {
  const graver = graverThan(finding, effects);
  const worst = graver.find(({ severity }) => severity === 'error') ?? graver[0];
  return worst === undefined ? [] : renderGraver(finding, worst, style);
}

/** What an effect says beside its cause: a reason that the cause gives in the same words stands there already. */
function apartFrom(cause: Finding, effect: Finding): string {
  const summary = effectSentence(cause, effect);
  const [fact = '', ...reason] = summary.split(': ');
  const said = reason.join(': ').trim();
  return said.length >= 20 && cause.summary.includes(said.replace(/\.$/, '')) ? `${fact}.` : summary;
}

/** What differs from a finding's own sentence, told of one subject. */
interface Short {
  /** Of how many subjects it is true. */
  times?: number;
  words?: string;
}

/** A finding in short: its sentence and its code, whole where there is room for its lines, else cut to one. */
export function renderShort(
  finding: Finding,
  { columns, isWhole, region }: TextStyle,
  mark: string,
  { times = 1, words = finding.summary }: Short = {},
): readonly string[] {
  const lines = hang(`${safe(words)} (${codeOf(finding, times)})`, columns, mark);
  return lines.length === 1 || isWhole(finding, lines.length)
    ? lines
    : [mark + inOneLine({ ...finding, summary: words }, columns - mark.length, region, times)];
}

/** The code, and of how many the same is true. */
const codeOf = ({ code }: Finding, times: number): string =>
  times === 1 ? safe(code) : `${safe(code)} ×${grouped(times)}`;

/** A sentence in one line with its code, which is never cut; where little of the sentence fits, code and subject. */
function inOneLine(finding: Finding, columns: number, region: string | null, times = 1): string {
  const { summary, code } = finding;
  const end = ` (${codeOf(finding, times)})`;
  const sentence = safe(summary);
  const forms = shorterForms(sentence, region);
  const whole = forms.find((form) => form.length + end.length <= columns);
  if (whole !== undefined) return whole + end;
  const room = columns - end.length - 1;
  if (room >= 20) return `${cutAtWord(forms.find((form) => form.length > room) ?? sentence, room)}…${end}`;
  const named = `${safe(code)}  ${safe(subjectShown(finding))}`.trimEnd();
  return named.length <= columns ? named : safe(code);
}

/**
 * A sentence, and what says the same in fewer words, the longest first: without what stands in brackets, without the Region
 * that the head of the report names, without a clause that explains it. A line that stops before its verb says nothing. A
 * second statement is no explanation: without it the first may say that all is well, so that it leaves a mark.
 */
function shorterForms(sentence: string, region: string | null): readonly string[] {
  const bare = sentence.replace(/ \([^()]*\)/g, '');
  const here =
    region === null || !/^[a-z0-9-]+$/.test(region)
      ? bare
      : bare.replaceAll(new RegExp(` in ${region}(?=[\\s.,;:]|$)`, 'g'), '');
  const clause = here.replace(/(?<=^.{24,})(?:: |, (?:because|so|since) ).*$/s, '');
  const first = here.replace(/(?<=^.{24,})(?:; |, (?:and|which) ).*$/s, '');
  return [
    ...new Set([
      sentence,
      bare,
      here,
      clause === here ? here : `${clause}.`,
      first === here ? here : `${first}…`,
    ]),
  ];
}

/** The words that fit into a length. */
function cutAtWord(text: string, length: number): string {
  const cut = text.slice(0, length + 1);
  const end = cut.lastIndexOf(' ');
  return (end > length / 2 ? cut.slice(0, end) : text.slice(0, length)).replace(/[\s,;:.–-]+$/u, '');
}
