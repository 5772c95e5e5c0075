import { acceptedTitle, othersTitle } from '../likelihood.ts';
import { acceptedReason, reasonsOf } from '../../engine/explains.ts';
import type { Finding, FixStep, Report } from '../../model/report.ts';
import { blindedBy } from '../blinded.ts';
import type { Cause } from '../causes.ts';
import { isLink } from '../safe.ts';
import { findingsOf } from '../findings.ts';
import { breakable, commandBlock, recordBlock } from './paste.ts';
import { effectSentence, owners, stepText, subjectShown } from '../words.ts';
import { statementIn } from '../statement-in.ts';
import { xml } from '../xml.ts';

/** A cause: its finding in full, who else it is true of, and what follows from it. */
export function renderCauseArticle(
  { finding, alsoAbout, effects, alternatives = [], insteadOf = null }: Cause,
  report: Report,
): string {
  const list = (title: string, items: readonly string[]): readonly string[] =>
    items.length === 0
      ? []
      : [`<p><strong>${title}</strong></p><ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`];
  return renderArticle(finding, report, 'h3', [
    ...list(
      'Also true of:',
      alsoAbout.map((subject) => xml(subject)),
    ),
    ...(insteadOf === null ? [] : [`<p>${xml(acceptedTitle(insteadOf))}</p>`]),
    ...list(
      othersTitle(alternatives, insteadOf),
      alternatives.map((other) => linkTo(other, report)),
    ),
    ...list(
      'From it follows:',
      effects.map((effect) => linkTo(effect, report, effectSentence(finding, effect))),
    ),
    ...list(
      'Without an answer for it:',
      blindedBy(finding, report).map(({ message, checks }) => {
        const names = checks.map(
          ({ title, subject }) => `${title}${subject === null ? '' : ` – ${subject}`}`,
        );
        return `${xml(names.join(', '))}: <span class="dim">${xml(message)}</span>`;
      }),
    ),
  ]);
}

/** A finding in full. `heading`: the tag of its sentence. */
export function renderArticle(
  finding: Finding,
  report: Report,
  heading: 'h3' | 'h4',
  more: readonly string[] = [],
): string {
  const because = reasonsOf(finding, report);
  const reason = because.length === 0 ? acceptedReason(finding, report) : null;
  return [
    `<article class="${finding.severity}" id="${xml(idOf(finding, report))}">`,
    `<p class="tag"><strong class="${finding.severity}">${finding.severity}</strong> <code>${xml(finding.code)}</code> ${xml(subjectShown(finding))}</p>`,
    `<${heading}>${xml(finding.summary)}</${heading}>`,
    ...(finding.impact === '' ? [] : [`<p>${xml(finding.impact)}</p>`]),
    ...(because.length === 0
      ? []
      : [`<p>Because: ${because.map((reason) => linkTo(reason, report)).join(' → ')}</p>`]),
    ...(reason === null
      ? []
      : [
          `<p>Because: ${linkTo(reason, report)}${finding.ignored === null ? ', which is accepted' : ''}</p>`,
        ]),
    ...(finding.ignored === null ? [] : [`<p class="dim">Accepted: ${xml(finding.ignored.reason)}</p>`]),
    ...(finding.evidence.length === 0 ? [] : [evidenceTable(finding)]),
    ...(finding.fix.length === 0 ? [] : [`<ol>${finding.fix.map(renderStep).join('')}</ol>`]),
    ...(finding.distinguish === null ? [] : [`<p>How to tell: ${xml(finding.distinguish)}</p>`]),
    ...more,
    ...finding.references.map(link),
    '</article>',
  ].join('\n');
}

/** The name of a finding in the page. Several may have one code: they are counted. */
function idOf(finding: Finding, report: Report): string {
  const alike = findingsOf(report).filter(({ code }) => code === finding.code);
  return `${finding.code.replaceAll('/', '-')}-${String(alike.indexOf(finding) + 1)}`;
}

/** What a finding says, as a link to it. */
export const linkTo = (finding: Finding, report: Report, sentence = finding.summary): string =>
  `<a href="#${xml(idOf(finding, report))}">${xml(sentence)}</a> <code>${xml(finding.code)}</code>`;

const link = (url: string): string =>
  isLink(url)
    ? `<p class="more"><a href="${xml(url)}" rel="noreferrer">${xml(url)}</a></p>`
    : `<p class="more">${xml(url)}</p>`;

/** Only columns that hold something: an empty one is no comparison. */
function evidenceTable({ evidence }: Finding): string {
  const columns = (
    [
      ['What', 'what'],
      ['Expected', 'expected'],
      ['Found', 'actual'],
      ['Source', 'source'],
    ] as const
  ).filter(([, key]) => evidence.some((one) => (one[key] ?? '') !== ''));
  const rows = evidence.map((one) => {
    const cells = columns.map(([label, key]) =>
      (one[key] ?? '') === ''
        ? '<td></td>'
        : `<td data-label="${label}"${isShort(one[key] ?? '') ? ' class="short"' : ''}><code>${isShort(one[key] ?? '') ? xml(one[key] ?? '') : breakable(one[key] ?? '')}</code></td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  const head = columns.map(([label]) => `<th>${label}</th>`).join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

/** Not to be broken: an address of four numbers in two lines reads as two. */
const isShort = (text: string): boolean => text.length <= 26;

function renderStep({ text, owner, command, record }: FixStep): string {
  const { words, statement } = statementIn(text);
  const parts = [
    xml(stepText(words) + owners[owner]),
    ...(statement === null ? [] : [commandBlock(statement)]),
    ...(command === null ? [] : [commandBlock(command)]),
    ...(record === null ? [] : [recordBlock(record)]),
  ];
  return `<li>${parts.join('')}</li>`;
}
