import type { Finding, FixStep, Status } from '../../model/report.ts';
import type { DnsRecord, Severity } from '../../model/check.ts';
import type { Cause } from '../causes.ts';
import { safe } from '../safe.ts';
import { marks, owners, stepText } from '../words.ts';
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
    ...renderEvidenceLine(finding, style),
    ...renderFirstStep(finding.fix, style),
    ...finding.references.slice(0, 1).map((url) => `${indent}${style.colours.underline(safe(url))}`),
    ...renderEffects(effects, style),
  ];
}

/** A cause in short: what is wrong and the first step. */
export function renderShortCause(cause: Cause, style: TextStyle): readonly string[] {
  return [...renderHeadline(cause, style), ...renderStepText(cause.finding.fix[0], style)];
}

/** The sentence and its code. */
export function renderHeadline(
  { finding, alsoAbout }: Cause,
  { colours, columns }: TextStyle,
): readonly string[] {
  const status = statusOf[finding.severity];
  const [shown, more] = [alsoAbout.slice(0, 3), alsoAbout.length - 3];
  const also =
    shown.length === 0
      ? ''
      : ` Also: ${shown.map(safe).join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}.`;
  const code = safe(finding.code);
  const lines = hang(`${safe(finding.summary)}${also} (${code})`, columns, `${marks[status]} `);
  return lines.map((line, index) => {
    const end = line.lastIndexOf(`(${code})`);
    const [words, tail] = end < 0 ? [line, ''] : [line.slice(0, end), line.slice(end)];
    const mark = index === 0 ? paint(status, colours)(words.slice(0, 1)) : '';
    return `${mark}${colours.bold(index === 0 ? words.slice(1) : words)}${colours.dim(tail)}`;
  });
}

/** The first thing that differs from what it should be, in a line. */
export function renderEvidenceLine(
  { evidence, basis }: Finding,
  { colours, columns }: TextStyle,
): readonly string[] {
  const one = evidence.find(({ expected, actual }) => expected !== null && actual !== null) ?? evidence[0];
  if (one === undefined) return [];
  const same = evidence.filter(({ what, expected }) => what === one.what && expected !== null).length;
  const more = same > 1 ? `, and ${String(same - 1)} more` : '';
  const actual = safe(one.actual ?? 'nothing');
  const words =
    one.expected === null
      ? `${safe(one.what)}: ${actual}`
      : `${safe(one.what)}: expected ${safe(one.expected)}, ${basis === 'read' ? 'read' : 'found'} ${actual}${more}`;
  return hangBroken(bounded(words), columns, indent).map((line) => colours.dim(line));
}

/** A reply or a record of many lines is evidence in full under --verbose. */
const bounded = (text: string): string => (text.length > 240 ? `${text.slice(0, 239)}…` : text);

/** The first step, and with it every record of the fix: they belong together, and come as one table. */
export function renderFirstStep([step, ...rest]: readonly FixStep[], style: TextStyle): readonly string[] {
  if (step === undefined) return [];
  const more = step.record === null ? [] : rest.flatMap(({ record }) => record ?? []);
  return renderStep(step, style, more);
}

/** Who does what, then what to paste. */
export function renderStep(
  step: FixStep,
  style: TextStyle,
  moreRecords: readonly DnsRecord[] = [],
): readonly string[] {
  return [
    ...renderStepText(step, style),
    ...(step.command === null ? [] : [`${indent}  ${style.colours.cyan(safe(step.command))}`]),
    ...renderRecords([...(step.record === null ? [] : [step.record]), ...moreRecords], style),
  ];
}

function renderStepText(step: FixStep | undefined, { colours, columns }: TextStyle): readonly string[] {
  if (step === undefined) return [];
  return hang(`${safe(stepText(step.text))}${owners[step.owner]}`, columns, `${indent}→ `).map((line) =>
    colours.cyan(line),
  );
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

/** What goes wrong because of a cause, a line each. */
function renderEffects(effects: readonly Finding[], { colours, columns }: TextStyle): readonly string[] {
  const mark = `${indent}↳ `;
  const shown = effects.slice(0, 4).map((effect) => inOneLine(effect, columns - mark.length));
  const more = effects.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${String(more)} more`] : [])].map((line) =>
    colours.dim(mark + line),
  );
}

/** Its sentence with the code, or alone; where neither fits into a line, its beginning, or code and subject. */
export function inOneLine({ summary, code, subject }: Finding, columns: number): string {
  const forms = [`${safe(summary)} (${safe(code)})`, safe(summary)];
  const room = columns - safe(code).length - 4;
  const last =
    room < 30
      ? `${safe(code)}  ${safe(subject)}`
      : `${safe(summary).slice(0, room).trimEnd()}… (${safe(code)})`;
  return forms.find((form) => form.length <= columns) ?? (last.length <= columns ? last : safe(code));
}
